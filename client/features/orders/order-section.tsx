import { A } from '@solidjs/router'
import Plus from 'lucide-solid/icons/plus'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { isActive } from '#shared/domain/order'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Section } from '../customer/section'
import { useData } from '../data-context'
import styles from './order-section.module.css'
import { orderTotalText, sumText } from './order-sums'

const OrderWindow = lazy(() => import('./order-window'))

/** What this customer has ordered and is still to be dealt with; a new order is begun here. */
export function OrderSection(props: { row: DialogRow }) {
  const data = useData()
  const [isAdding, setAdding] = createSignal(false)
  const rows = data.createOrders(() => props.row.dialog.contactId)
  const active = createMemo(() => (rows() ?? []).filter(({ order }) => isActive(order)))
  const sum = () => {
    const orders = active().map(({ order }) => order)
    return t().orders.activeSum(orders.length, sumText(orders, language()))
  }
  return (
    <Section title={t().orders.active}>
      <Show when={active().length > 0} fallback={<p class={styles.none}>{t().orders.noActive}</p>}>
        <p class={styles.sum}>{sum()}</p>
        <ul class={styles.list} aria-label={t().orders.active}>
          <For each={active()}>
            {({ order, isNumbered }) => (
              <li>
                <A class={styles.order} href={`/orders/${order.id}`}>
                  <span class={styles.name}>{isNumbered ? t().orders.number(order.number) : t().orders.unnumbered}</span>
                  <span class={styles.total}>{orderTotalText(order, language())}</span>
                  <span class={styles.facts}>
                    {t().orders.statuses[order.status]}
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
      </Show>
      <Show when={props.row.customer} fallback={<p class={styles.none}>{t().orders.saveFirst}</p>}>
        <Button class={styles.add} kind="quiet" size="small" aria-haspopup="dialog" onClick={() => setAdding(true)}>
          <Plus size={15} aria-hidden="true" />
          {t().orders.add}
        </Button>
      </Show>
      <Show when={isAdding()}>
        <Suspense>
          <OrderWindow row={props.row} onClose={() => setAdding(false)} />
        </Suspense>
      </Show>
    </Section>
  )
}
