import type { Id } from '#shared/domain/id'
import type { Person } from './contract-cards'
import { shownCustomers } from './rows'
import type { Store, View } from './view'

/** Who these contacts are, as far as they are held. */
export async function readPeople({ replica }: Store, view: View, ids: readonly Id[]): Promise<ReadonlyMap<Id, Person>> {
  const stored = await replica.contacts.bulkGet([...ids])
  const contacts = ids.map((id, index) => view.overlay.get('contact', id) ?? stored[index])
  const customers = await shownCustomers(replica, view, contacts)
  return new Map(contacts.flatMap((contact, index) => (contact ? [[contact.id, { contact, customer: customers[index] }] as const] : [])))
}
