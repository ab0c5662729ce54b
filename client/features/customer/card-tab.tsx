import { Show } from 'solid-js'
import { CardSection } from '../cards/card-section'
import { OrderSection } from '../orders/order-section'
import { CustomerCard } from './customer-card'
import { DialogFacts } from './dialog-facts'
import { EmailList } from './email-list'
import { FieldList } from './field-list'
import type { PaneTabProps } from './pane-tabs'
import { PhoneList } from './phone-list'
import { whoOf } from './profile'
import { Remark } from './remark'
import { TagList } from './tag-list'

/** Who the person is. */
export function CardTab(props: PaneTabProps) {
  return (
    <>
      <PhoneList who={whoOf(props.row)} />
      <EmailList who={whoOf(props.row)} />
      <CustomerCard row={props.row} customers={props.customers} />
      <Show when={props.row.customer}>
        {(customer) => (
          <>
            <TagList customer={customer()} />
            <FieldList customer={customer()} />
          </>
        )}
      </Show>
      <CardSection row={props.row} />
      <OrderSection row={props.row} />
      <Remark contactId={props.row.dialog.contactId} customers={props.customers} />
      <DialogFacts row={props.row} />
    </>
  )
}
