import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, lazy, Show, Suspense } from 'solid-js'
import { isActive } from '#shared/domain/order'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Section } from '../customer/section'
import { useData } from '../data-context'
import { OrderItems } from './order-items'
import styles from './order-section.module.css'
import { sumText } from './order-sums'

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
        <OrderItems label={t().orders.active} rows={active()} />
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
