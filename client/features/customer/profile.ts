/** The person of a dialog as they are shown and edited: a saved customer, or a contact that nobody has saved yet. */
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import type { Act } from '../act'

export type AddressKind = 'phones' | 'emails'

export interface Who {
  readonly customer: Customer | undefined
  readonly contact: Contact | undefined
  /** Where a change of the contact is recorded; null: they are looked at outside of any dialog. */
  readonly dialogId: Id | null
}

export const whoOf = ({ id, contact, customer }: DialogRow): Who => ({ dialogId: id, contact, customer })

/** Of a saved customer also what the channel has said since. */
export function addressesIn({ customer, contact }: Pick<Who, 'customer' | 'contact'>, list: AddressKind): readonly string[] {
  return [...new Set([...(customer?.[list] ?? []), ...(contact?.[list] ?? [])])]
}

export async function addAddress(act: Act, { customer, contact, dialogId }: Who, list: AddressKind, value: string): Promise<boolean> {
  if (customer) return act('customer.add', { customerId: customer.id, list, value })
  if (!contact || dialogId === null) return false
  const at = { dialogId, contactId: contact.id }
  return list === 'phones' ? act('contact.addPhone', { ...at, phone: value }) : act('contact.addEmail', { ...at, email: value })
}

/** From the customer, and from the contact where it stands there too: it would be shown again otherwise. */
export async function takeAddress(act: Act, { customer, contact, dialogId }: Who, list: AddressKind, value: string): Promise<boolean> {
  if (customer?.[list].includes(value) && !(await act('customer.take', { customerId: customer.id, list, value }))) return false
  if (!contact?.[list].includes(value) || dialogId === null) return true
  const at = { dialogId, contactId: contact.id }
  return list === 'phones' ? act('contact.removePhone', { ...at, phone: value }) : act('contact.removeEmail', { ...at, email: value })
}

/**
 * A name is given to a customer once there is one; what their messengers call them stays with the contacts.
 * @param seen the name that stood there when this one was begun.
 */
export async function rename(act: Act, { customer, contact, dialogId }: Who, name: string, seen: string): Promise<boolean> {
  if (customer) return act('customer.set', { customerId: customer.id, field: 'name', value: name, base: seen })
  return contact && dialogId !== null ? act('contact.rename', { dialogId, contactId: contact.id, name }) : false
}

/** From the contact's customer up to the one who is shown. */
export function chainOf(row: DialogRow): string[] {
  const [own, shown] = [row.contact?.customerId, row.customer]
  return [...(own && own !== shown?.id ? [own] : []), ...(shown ? [shown.id] : [])]
}

/** Offered only while something of the person is unknown. */
export const mayChoose = (row: DialogRow): boolean =>
  !row.customer && (addressesIn(row, 'phones').length === 0 || addressesIn(row, 'emails').length === 0)

/** One line that tells people of one name apart. */
export const briefOf = ({ phones, emails }: Pick<Customer, AddressKind>): string => [...phones, ...emails].slice(0, 2).join(' · ')
