import { createMemo, createSignal, Show } from 'solid-js'
import { newId } from '#shared/domain/id'
import { DEFAULT_CURRENCY } from '#shared/domain/money'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { CancelButton, Modal } from '../../ui/modal'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { customerName } from '../people'
import { emptyDraft, type Fault, readDraft } from './order-draft'
import { OrderForm } from './order-form'
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
  const [draft, setDraft] = createSignal(empty)
  const [fault, setFault] = createSignal<Fault>()
  const [isBusy, setBusy] = createSignal(false)

  const isBegun = createMemo(() => JSON.stringify(draft()) !== JSON.stringify(empty))

  const create = async (event: SubmitEvent) => {
    event.preventDefault()
    const read = readDraft(draft())
    setFault(read.ok ? undefined : read.fault)
    if (!read.ok || isBusy()) return
    setBusy(true)
    const isStored = await act('order.create', {
      orderId: newId().replaceAll('.', '_'),
      dialogId: props.row.id,
      customerId: props.row.customer?.id ?? null,
      customerName: customerName(props.row),
      currency: draft().currency,
      ...read.fields,
    })
    setBusy(false)
    if (!isStored) return
    showToast(t().orders.created)
    props.onClose()
  }

  return (
    <Modal title={t().orders.newOrder} isWide isFirm={isBegun()} onClose={props.onClose}>
      <form class={styles.form} noValidate onSubmit={(event) => void create(event)}>
        <OrderForm draft={draft()} onChange={setDraft} />
        <footer class={styles.footer}>
          <Show when={fault()}>
            {(what) => (
              <p class={styles.fault} role="alert">
                {t().orders.faults[what()]}
              </p>
            )}
          </Show>
          <CancelButton />
          <Button type="submit" kind="primary" disabled={isBusy()}>
            {t().orders.create}
          </Button>
        </footer>
      </form>
    </Modal>
  )
}
