import X from 'lucide-solid/icons/x'
import { Show } from 'solid-js'
import type { DialogRow } from '../../data/contract'
import { t } from '../../i18n/i18n'
import { Avatar } from '../../ui/avatar'
import { IconButton } from '../../ui/icon-button'
import { CardSection } from '../cards/card-section'
import type { Layout } from '../inbox/layout'
import { OrderSection } from '../orders/order-section'
import { customerName } from '../people'
import styles from './customer-pane.module.css'
import { DialogFacts } from './dialog-facts'
import { EmailList } from './email-list'
import { NameField } from './name-field'
import { PhoneList } from './phone-list'
import { Remark } from './remark'
import { WriteButton } from './write-button'

/** Right: who the customer is. Lives in the aside that names it. */
export default function CustomerPane(props: { row: DialogRow; layout: Layout }) {
  return (
    <>
      <header class={styles.header}>
        <h2 class={styles.title}>{t().customer.title}</h2>
        <Show when={!props.layout.hasCustomerPane()}>
          <IconButton label={t().customer.hide} icon={X} tip="none" ref={focusSoon} onClick={() => props.layout.setCustomerOpen(false)} />
        </Show>
      </header>
      <div class={styles.body}>
        <div class={styles.who}>
          <Avatar id={props.row.id} name={customerName(props.row.contact)} size={72} />
          <NameField row={props.row} />
        </div>
        <WriteButton row={props.row} />
        <PhoneList row={props.row} />
        <EmailList row={props.row} />
        <CardSection row={props.row} />
        <OrderSection row={props.row} />
        <Remark contactId={props.row.dialog.contactId} />
        <DialogFacts row={props.row} />
      </div>
    </>
  )
}

/** A drawer that opens takes the focus, so that the keyboard goes on where the eye does. */
const focusSoon = (button: HTMLElement): void => queueMicrotask(() => button.focus())
