import { A } from '@solidjs/router'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, Show } from 'solid-js'
import type { OrderRow } from '../../data/contract-shop'
import { language, t } from '../../i18n/i18n'
import { listTime } from '../dates'
import { now } from '../now'
import styles from './order-items.module.css'
import { orderTotalText } from './order-sums'

/** Orders of one customer, each with its sum and how far it is. */
export function OrderItems(props: { label: string; rows: readonly OrderRow[] | undefined }) {
  return (
    <ul class={styles.list} aria-label={props.label}>
      <For each={props.rows} fallback={<Show when={props.rows}>{<li class={styles.none}>{t().orders.noOrders}</li>}</Show>}>
        {({ order, isNumbered }) => (
          <li>
            <A class={styles.order} href={`/orders/${order.id}`}>
              <span class={styles.name}>{isNumbered ? t().orders.number(order.number) : t().orders.unnumbered}</span>
              <span class={styles.total}>{orderTotalText(order, language())}</span>
              <span class={styles.facts}>
                {t().orders.statuses[order.status]}
                <time>{listTime(order.createdAt, now(), language(), t().common)}</time>
                <Show when={order.differences.length > 0}>
                  <span class={styles.mark}>
                    <TriangleAlert size={13} aria-hidden="true" />
                    {t().orders.differences.mark}
                  </span>
                </Show>
              </span>
            </A>
          </li>
        )}
      </For>
    </ul>
  )
}
