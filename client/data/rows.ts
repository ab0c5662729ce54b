/** A dialog as the list and the chat show it, put together from rows under the overlay. */
import type { Contact } from '#shared/domain/contact'
import { type Customer, shownCustomer } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import { draftId } from '#shared/domain/draft'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from './contract'
import { type CustomersById, customersOf } from './customers-of'
import { isOfDraft } from './vault'
import type { Store, View } from './view'

/** Reads what belongs to these dialogs in one go for each kind. */
export async function dialogRows({ replica, actor }: Store, view: View, dialogs: readonly Dialog[]): Promise<DialogRow[]> {
  const mine = (dialogId: Id) => draftId(actor().operatorId, dialogId)
  const [stored, drafts, channels, operators] = await Promise.all([
    replica.contacts.bulkGet(dialogs.map(({ contactId }) => contactId)),
    replica.drafts.bulkGet(dialogs.map(({ id }) => mine(id))),
    replica.channels.toArray(),
    replica.operators.toArray(),
  ])
  const contacts = dialogs.map(({ contactId }, index) => view.overlay.get('contact', contactId) ?? stored[index])
  const customers = await shownCustomers(replica, view, contacts)
  const channelById = new Map(channels.map((channel) => [channel.id, channel]))
  const operatorById = new Map(operators.map((operator) => [operator.id, operator]))
  const draftOf = (dialogId: Id, index: number) => view.overlay.get('draft', mine(dialogId)) ?? drafts[index]
  return dialogs.map((dialog, index) => ({
    id: dialog.id,
    dialog,
    contact: contacts[index],
    customer: customers[index],
    channel: channelById.get(dialog.channelId),
    assignee: dialog.assigneeId === null ? undefined : operatorById.get(dialog.assigneeId),
    draft: draftOf(dialog.id, index)?.text ?? '',
    draftFiles: draftOf(dialog.id, index)?.attachments ?? [],
    waiting: view.pending.filter((row) => row.dialogId === dialog.id && row.state !== 'done' && !isOfDraft(row.type)).length,
    refused: view.refused.filter((row) => row.dialogId === dialog.id).length,
  }))
}

/** Who each of these people is, as pending commands leave it. */
export async function shownCustomers(
  replica: CustomersById,
  { overlay }: Pick<View, 'overlay'>,
  contacts: readonly (Contact | undefined)[],
): Promise<readonly (Customer | undefined)[]> {
  const pending = overlay.all('customer')
  const held = await customersOf(replica, [...contacts, ...pending.map(({ mergedInto }) => ({ customerId: mergedInto }))])
  const customers = new Map([...held, ...pending].map((customer) => [customer.id, customer]))
  return contacts.map((contact) => contact && shownCustomer(contact, customers))
}
