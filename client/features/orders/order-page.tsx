import { A, useNavigate } from '@solidjs/router'
import ArrowLeft from 'lucide-solid/icons/arrow-left'
import Printer from 'lucide-solid/icons/printer'
import ShoppingBag from 'lucide-solid/icons/shopping-bag'
import { createSignal, For, Show } from 'solid-js'
import type { Order } from '#shared/domain/order'
import { ORDER_STATUSES } from '#shared/domain/order-status'
import type { OrderRow } from '../../data/contract-shop'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { LossQuestion } from '../../ui/loss-question'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { WriteMenu } from '../inbox/write-menu'
import { createLeaveGuard } from '../leave-guard'
import { OrderDifferences } from './order-differences'
import { changedFields, draftOf, type Fault, type OrderDraft, readDraft } from './order-draft'
import { OrderForm } from './order-form'
import { OrderHistory } from './order-history'
import styles from './order-page.module.css'

/** One order: what it says, how far it is, what became of it. */
export default function OrderPage(props: { id: string }) {
  const data = useData()
  const navigate = useNavigate()
  const row = data.createOrder(() => props.id)
  const goBack = () => navigate('/orders')
  return (
    <main class={styles.page}>
      <Show
        when={row()}
        fallback={
          <Show when={row() === null}>
            <EmptyState icon={ShoppingBag} title={t().orders.list.notHere}>
              <Button onClick={goBack}>{t().orders.title}</Button>
            </EmptyState>
          </Show>
        }
      >
        {(found) => (
          <>
            <OrderHeader row={found()} onBack={goBack} />
            <OrderDifferences order={found().order} />
            {/* Another order is another form; news of the same one leave it what is being written. */}
            <Show when={found().order.id} keyed>
              <OrderEditor order={found().order} />
            </Show>
            <OrderHistory order={found().order} />
          </>
        )}
      </Show>
    </main>
  )
}

function OrderHeader(props: { row: OrderRow; onBack(): void }) {
  const act = useAct()
  const order = () => props.row.order
  const dialog = useData().createDialog(() => order().dialogId)
  const name = () => (props.row.isNumbered ? t().orders.number(order().number) : t().orders.unnumbered)
  return (
    <header class={styles.header}>
      <IconButton label={t().common.back} icon={ArrowLeft} tip="none" onClick={props.onBack} />
      <h1 class={styles.title} title={props.row.isNumbered ? undefined : t().orders.unnumberedHint}>
        {name()}
      </h1>
      <A class={styles.customer} href={`/chats/${order().dialogId}`} title={t().orders.openChat}>
        {order().customerName}
      </A>
      <Show when={dialog()}>{(row) => <WriteMenu label={t().customer.write} row={row()} />}</Show>
      <select
        class={styles.status}
        aria-label={t().orders.fields.status}
        onChange={(event) => {
          const to = ORDER_STATUSES[event.currentTarget.selectedIndex]
          const { id: orderId, dialogId, status: seen } = order()
          if (to) void act('order.status', { orderId, dialogId, to, seen })
        }}
      >
        <For each={ORDER_STATUSES}>
          {(status) => (
            <option value={status} selected={status === order().status}>
              {t().orders.statuses[status]}
            </option>
          )}
        </For>
      </select>
      <A class={styles.print} href={`/orders/${order().id}/print`}>
        <Printer size={16} aria-hidden="true" />
        {t().orders.print}
      </A>
    </header>
  )
}

function OrderEditor(props: { order: Order }) {
  const act = useAct()
  /** What was there when the writing began: what a colleague changes meanwhile is not taken back by it. */
  const [base, setBase] = createSignal(props.order)
  const [draft, setDraft] = createSignal<OrderDraft | null>(null)
  const [fault, setFault] = createSignal<Fault>()
  const shown = () => draft() ?? draftOf(props.order, language())
  const change = (next: OrderDraft) => {
    if (!draft()) setBase(props.order)
    setDraft(next)
  }
  const guard = createLeaveGuard(() => draft() !== null)
  const letGo = () => {
    setDraft(null)
    setFault(undefined)
  }
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const now = draft()
    if (!now) return
    const read = readDraft(now)
    if (!read.ok) return void setFault(read.fault)
    const { id: orderId, dialogId, revision } = base()
    const before = readDraft(draftOf(base(), language()))
    const fields = before.ok ? changedFields(before.fields, read.fields) : read.fields
    if (Object.keys(fields).length > 0) {
      if (!(await act('order.edit', { orderId, dialogId, fields, seenRevision: revision }))) return
      showToast(t().orders.saved)
    }
    letGo()
  }
  return (
    <form class={styles.editor} noValidate onSubmit={(event) => void save(event)}>
      <OrderForm draft={shown()} onChange={change} />
      <footer class={styles.footer}>
        <Show when={fault()}>
          {(what) => (
            <p class={styles.fault} role="alert">
              {t().orders.faults[what()]}
            </p>
          )}
        </Show>
        <Show when={draft()}>
          <Button onClick={() => guard.ask(letGo)}>{t().common.cancel}</Button>
        </Show>
        <Button type="submit" kind="primary" disabled={!draft()}>
          {t().orders.save}
        </Button>
      </footer>
      <Show when={guard.isAsking()}>
        <LossQuestion onDiscard={guard.leave} onStay={guard.stay} />
      </Show>
    </form>
  )
}
