import { createSignal, Show } from 'solid-js'
import { type Id, newId } from '#shared/domain/id'
import { DEFAULT_CURRENCY } from '#shared/domain/money'
import { isSame } from '#shared/lib/is-same'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { CancelButton, Modal } from '../../ui/modal'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { customerName } from '../people'
import { draftOf, emptyDraft, type Fault, type OrderFields, readDraft } from './order-draft'
import { createOrderEdit } from './order-edit'
import { OrderForm } from './order-form'
import { OrderNews } from './order-news'
import styles from './order-window.module.css'

/** A new order of whoever the dialog is with. Works without a network; then it waits in the outbox. */
export default function OrderWindow(props: { row: DialogRow; onClose(): void }) {
  const data = useData()
  const act = useAct()
  const empty = emptyDraft({
    currency: DEFAULT_CURRENCY,
    source: props.row.channel?.orderSource || (props.row.channel?.name ?? ''),
    managerId: data.me().operatorId,
  })
  const [madeId, setMadeId] = createSignal<Id | null>(null)
  const made = data.createOrder(madeId)
  const edit = createOrderEdit(() => {
    const row = made()
    return row ? draftOf(row.order, language()) : empty
  })
  const [fault, setFault] = createSignal<Fault>()
  const [isBusy, setBusy] = createSignal(false)

  /** What is made is changed from there, once it is to be seen here. */
  const canSave = () => !isBusy() && !edit.mustLook() && (madeId() === null || Boolean(made()))

  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (!canSave()) return
    const read = readDraft(edit.draft())
    setFault(read.ok ? undefined : read.fault)
    if (!read.ok) return
    edit.tidy(read.fields)
    const sent = edit.draft()
    const orderId = madeId() ?? newId().replaceAll('.', '_')
    setBusy(true)
    const isStored = madeId() === null ? await make(orderId, read.fields) : await keep(orderId, read.fields)
    setBusy(false)
    if (!isStored) return
    showToast(madeId() === null ? t().orders.created : t().orders.saved)
    if (isSame(edit.draft(), sent)) return props.onClose()
    // What has been written meanwhile stays, as a change of what is kept now.
    edit.saved(read.fields)
    setMadeId(orderId)
  }

  const make = (orderId: Id, fields: OrderFields) =>
    act('order.create', {
      orderId,
      dialogId: props.row.id,
      customerId: props.row.customer?.id ?? null,
      customerName: customerName(props.row),
      currency: edit.draft().currency,
      ...fields,
    })
  const keep = async (orderId: Id, fields: OrderFields): Promise<boolean> => {
    const changes = edit.changes(fields)
    const seenRevision = made()?.order.revision ?? 1
    return Object.keys(changes).length === 0 || act('order.edit', { orderId, dialogId: props.row.id, fields: changes, seenRevision })
  }

  return (
    <Modal title={t().orders.newOrder} isWide isFirm={edit.isChanged()} onClose={props.onClose}>
      <form class={styles.form} noValidate onSubmit={(event) => void save(event)}>
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
          <CancelButton />
          <Button type="submit" kind="primary" disabled={!canSave()}>
            {madeId() === null ? t().orders.create : t().orders.save}
          </Button>
        </footer>
      </form>
    </Modal>
  )
}
