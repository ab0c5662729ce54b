/** Who is one person: their contacts in every channel, once they are a saved customer. */
import { contactIdsOf, mergedIdsOf } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { View } from './view'

/** Everybody who is the same customer as this contact, and the contact. */
export async function contactsOfPerson(view: View, contactId: Id): Promise<ReadonlySet<Id>> {
  const contact = await view.get('contact', contactId)
  const all = contact?.customerId ? await contactsOfCustomer(view, await topOf(view, contact.customerId)) : []
  return new Set([contactId, ...all])
}

export async function contactsOfCustomer(view: View, id: Id): Promise<readonly Id[]> {
  const customer = await view.get('customer', id)
  if (!customer) return []
  const found = [...contactIdsOf(customer)]
  for (const merged of mergedIdsOf(customer)) found.push(...(await contactsOfCustomer(view, merged)))
  return found
}

/** Whom the customer was merged into at last. */
async function topOf(view: View, id: Id): Promise<Id> {
  const customer = await view.get('customer', id)
  return customer?.mergedInto ? topOf(view, customer.mergedInto) : id
}
