import Link2 from 'lucide-solid/icons/link-2'
import Unlink from 'lucide-solid/icons/unlink'
import UserRoundCheck from 'lucide-solid/icons/user-round-check'
import UserRoundPlus from 'lucide-solid/icons/user-round-plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import type { Customer } from '#shared/domain/customer'
import { newId } from '#shared/domain/id'
import { stableId } from '#shared/lib/stable-id'
import type { DialogRow } from '../../data/contract'
import type { CustomerData } from '../../data/contract-customers'
import { language, t } from '../../i18n/i18n'
import { Button } from '../../ui/button'
import { Glyph } from '../../ui/glyph'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { fullDate } from '../dates'
import { customerName } from '../people'
import styles from './customer-card.module.css'
import { CustomerHistoryButton } from './customer-history-button'
import { Duplicates } from './duplicates'
import { MergedList } from './merged-list'
import { chainOf, mayChoose, whoOf } from './profile'
import { Section } from './section'

const CustomerPicker = lazy(() => import('./customer-picker'))

/** Whether the person is a saved buyer, and which one. */
export function CustomerCard(props: { row: DialogRow; customers: CustomerData }) {
  return (
    <Section
      title={t().customer.buyer}
      action={<Show when={props.row.customer}>{(customer) => <CustomerHistoryButton customer={customer()} />}</Show>}
    >
      <Show when={props.row.customer} fallback={<Unsaved row={props.row} customers={props.customers} />}>
        {(customer) => <Saved row={props.row} customer={customer()} />}
      </Show>
      <Duplicates who={whoOf(props.row)} customers={props.customers} />
    </Section>
  )
}

function Unsaved(props: { row: DialogRow; customers: CustomerData }) {
  const act = useAct()
  const data = useData()
  const [isChoosing, setChoosing] = createSignal(false)
  const at = () => ({ dialogId: props.row.id, contactId: props.row.dialog.contactId })
  /** Two operators who save one person apart have saved one customer, unless there was one already who is somebody else. */
  const save = async () => {
    const { contactId, dialogId } = at()
    const taken = await props.customers.readOne(customerIdOf(contactId))
    const customerId = taken ? newId() : customerIdOf(contactId)
    // Read again: a name that has been typed a moment ago is stored, and may not be on the screen yet.
    const [row = props.row] = await data.readDialogs([dialogId])
    if (!(await act('customer.save', { dialogId, contactId, customerId, name: customerName(row) }))) return
    showToast(t().customer.saved, {
      action: { label: t().common.undo, run: () => void act('customer.unlink', { dialogId, contactId, chain: [customerId] }) },
    })
  }
  const choose = async (customer: Customer) => {
    setChoosing(false)
    const { contactId, dialogId } = at()
    if (!(await act('customer.link', { dialogId, contactId, customerId: customer.id }))) return
    showToast(t().customer.linked(customer.name), {
      action: { label: t().common.undo, run: () => void act('customer.unlink', { dialogId, contactId, chain: [customer.id] }) },
    })
  }
  return (
    <div class={styles.choices}>
      <Button size="small" onClick={() => void save()}>
        <Glyph icon={UserRoundPlus} size={15} stroke={2} />
        {t().customer.save}
      </Button>
      <Show when={mayChoose(props.row)}>
        <Button size="small" kind="quiet" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
          <Glyph icon={Link2} size={15} stroke={2} />
          {t().customer.choose}
        </Button>
      </Show>
      <Show when={isChoosing()}>
        <Suspense>
          <CustomerPicker customers={props.customers} onPick={(customer) => void choose(customer)} onClose={() => setChoosing(false)} />
        </Suspense>
      </Show>
    </div>
  )
}

const customerIdOf = (contactId: string): string => stableId('customer', contactId)

function Saved(props: { row: DialogRow; customer: Customer }) {
  const act = useAct()
  const unlink = async () => {
    const { row, customer } = props
    const at = { dialogId: row.id, contactId: row.dialog.contactId }
    if (!(await act('customer.unlink', { ...at, chain: chainOf(row) }))) return
    showToast(t().customer.unlinked(customer.name), {
      action: { label: t().common.undo, run: () => void act('customer.link', { ...at, customerId: customer.id }) },
    })
  }
  return (
    <>
      <p class={styles.saved}>
        <Glyph icon={UserRoundCheck} size={16} stroke={2} />
        <span>{t().customer.since(fullDate(props.customer.createdAt, language()))}</span>
        <IconButton label={t().customer.unlink} icon={Unlink} size={15} tip="above-end" onClick={() => void unlink()} />
      </p>
      <MergedList customer={props.customer} />
    </>
  )
}
