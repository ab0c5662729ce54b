import { A } from '@solidjs/router'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, Show } from 'solid-js'
import type { Order } from '#shared/domain/order'
import type { OrderRow } from '../../data/contract-shop'
import { language, t } from '../../i18n/i18n'
import { useData } from '../data-context'
import { listTime, moment } from '../dates'
import { now } from '../now'
import { operatorName } from '../people'
import { orderTotalText } from './order-sums'
import styles from './order-table.module.css'

/** A row opens its order: by the pointer anywhere, by the keyboard at its number. On a phone date and status stand below. */
export function OrderTable(props: { rows: readonly OrderRow[]; onOpen(id: string): void }) {
  const data = useData()
  const words = () => t().orders.list.columns
  return (
    <table class={styles.table}>
      <thead>
        <tr>
          <th>{words().number}</th>
          <th class={styles.apart}>{words().date}</th>
          <th>{words().customer}</th>
          <th class={styles.wide}>{words().goods}</th>
          <th class={styles.sum}>{words().total}</th>
          <th class={styles.wide}>{words().payment}</th>
          <th class={styles.apart}>{words().status}</th>
          <th class={styles.wide}>{words().manager}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows}>
          {({ order, isNumbered }) => (
            <tr class={styles.row} onClick={() => props.onOpen(order.id)}>
              <td>
                <A
                  href={`/orders/${order.id}`}
                  aria-label={isNumbered ? t().orders.number(order.number) : t().orders.unnumbered}
                  title={isNumbered ? undefined : t().orders.unnumberedHint}
                >
                  {isNumbered ? order.number : '—'}
                </A>
                <small class={styles.narrow}>{listTime(order.createdAt, now(), language(), t().common)}</small>
              </td>
              <td class={styles.apart} title={moment(order.createdAt, language())}>
                {listTime(order.createdAt, now(), language(), t().common)}
              </td>
              <td>
                {order.customerName}
                <span class={styles.narrow}>
                  <Status order={order} />
                </span>
              </td>
              <td class={styles.wide}>{t().orders.list.pieces(order.lines[0]?.name ?? '', order.lines.length - 1)}</td>
              <td class={styles.sum}>{orderTotalText(order, language())}</td>
              <td class={styles.wide}>{t().orders.paymentStatuses[order.payment.status]}</td>
              <td class={styles.apart}>
                <Status order={order} />
              </td>
              <td class={styles.wide}>{order.managerId === null ? '' : operatorName(data.operators(), order.managerId)}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

function Status(props: { order: Order }) {
  return (
    <>
      <span class={styles.status} data-status={props.order.status}>
        {t().orders.statuses[props.order.status]}
      </span>
      <Show when={props.order.differences.length > 0}>
        <span class={styles.mark} title={t().orders.differences.mark}>
          <TriangleAlert size={15} aria-hidden="true" />
          <span class="visually-hidden">{t().orders.differences.mark}</span>
        </span>
      </Show>
    </>
  )
}
