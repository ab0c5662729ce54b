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
import { draftOf, type Fault, readDraft } from './order-draft'
import { createOrderEdit } from './order-edit'
import { OrderForm } from './order-form'
import { OrderHistory } from './order-history'
import { OrderNews } from './order-news'
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
  const edit = createOrderEdit(() => draftOf(props.order, language()))
  const [fault, setFault] = createSignal<Fault>()
  const [isBusy, setBusy] = createSignal(false)
  const guard = createLeaveGuard(edit.isChanged)
  const letGo = () => {
    edit.giveUp()
    setFault(undefined)
  }
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy() || edit.mustLook()) return
    const read = readDraft(edit.draft())
    setFault(read.ok ? undefined : read.fault)
    if (!read.ok) return
    const fields = edit.changes(read.fields)
    if (Object.keys(fields).length === 0) return letGo()
    edit.tidy(read.fields)
    setBusy(true)
    const { id: orderId, dialogId, revision } = props.order
    const isStored = await act('order.edit', { orderId, dialogId, fields, seenRevision: revision }).finally(() => setBusy(false))
    if (!isStored) return
    edit.saved(read.fields)
    showToast(t().orders.saved)
  }
  return (
    <form class={styles.editor} noValidate onSubmit={(event) => void save(event)}>
      <OrderForm draft={edit.draft()} onChange={edit.write} />
      <OrderNews edit={edit} />
      <footer class={styles.footer}>
        <Show when={fault()}>
          {(what) => (
            <p class={styles.fault} role="alert">
              {t().orders.faults[what()]}
            </p>
          )}
        </Show>
        <Show when={edit.isChanged()}>
          <Button onClick={() => guard.ask(letGo)}>{t().common.cancel}</Button>
        </Show>
        <Button type="submit" kind="primary" disabled={!edit.isChanged() || edit.mustLook() || isBusy()}>
          {t().orders.save}
        </Button>
      </footer>
      <Show when={guard.isAsking()}>
        <LossQuestion onDiscard={guard.leave} onStay={guard.stay} />
      </Show>
    </form>
  )
}
