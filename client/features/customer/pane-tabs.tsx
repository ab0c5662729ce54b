import { type Component, createSignal, createUniqueId, For } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { DialogRow } from '../../data/contract'
import type { CustomerData } from '../../data/contract-customers'
import { t } from '../../i18n/i18n'
import { nextIndex } from '../../ui/menu'
import { useData } from '../data-context'
import { OrderItems } from '../orders/order-items'
import { customerName } from '../people'
import { CardTab } from './card-tab'
import { FileList } from './file-list'
import styles from './pane-tabs.module.css'
import { PersonDialogs } from './person-dialogs'

export interface PaneTabProps {
  row: DialogRow
  customers: CustomerData
}

interface PaneTab {
  name(): string
  readonly body: Component<PaneTabProps>
}

/** In the order shown. */
const TABS: readonly PaneTab[] = [
  { name: () => t().customer.tabs.card, body: CardTab },
  { name: () => t().customer.tabs.dialogs, body: DialogsTab },
  { name: () => t().customer.tabs.orders, body: OrdersTab },
  { name: () => t().customer.tabs.files, body: FilesTab },
]

/** What is known of the person, a part at a time. */
export function PaneTabs(props: PaneTabProps) {
  const id = createUniqueId()
  const [at, setAt] = createSignal(0)
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const key = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }[event.key] ?? event.key
    const to = nextIndex(key, at(), TABS.length)
    if (to === null) return
    event.preventDefault()
    setAt(to)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus()
  }
  return (
    <>
      <div class={styles.tabs} role="tablist" aria-label={t().customer.tabs.label} onKeyDown={onKeyDown}>
        <For each={TABS}>
          {(tab, index) => (
            <button
              type="button"
              class={styles.tab}
              role="tab"
              id={`${id}-${index()}`}
              aria-controls={`${id}-panel`}
              aria-selected={index() === at()}
              tabIndex={index() === at() ? 0 : -1}
              onClick={() => setAt(index())}
            >
              {tab.name()}
            </button>
          )}
        </For>
      </div>
      <div class={styles.panel} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${at()}`}>
        <Dynamic component={TABS[at()]?.body} row={props.row} customers={props.customers} />
      </div>
    </>
  )
}

function DialogsTab(props: PaneTabProps) {
  const dialogs = props.customers.createDialogsOf(() => props.row.dialog.contactId)
  return <PersonDialogs name={customerName(props.row)} dialogs={dialogs()} current={props.row.id} customers={props.customers} />
}

function OrdersTab(props: PaneTabProps) {
  const orders = useData().createOrders(() => props.row.dialog.contactId)
  return <OrderItems label={t().customer.tabs.orders} rows={orders()} />
}

function FilesTab(props: PaneTabProps) {
  const files = props.customers.createFiles(() => props.row.id)
  return <FileList dialogId={props.row.id} files={files()} />
}
