/** Lines of a customer's history, and the way back from each. Pure. */
import type { Customer, CustomerEdit } from '#shared/domain/customer'
import { fieldValueOf } from '#shared/domain/customer'
import type { FieldValue } from '#shared/domain/customer-field'
import type { AnyCommand } from '../../data/contract'

const LISTS = ['phones', 'emails', 'tags'] as const
type List = (typeof LISTS)[number]
const isList = (field: string): field is List => LISTS.some((list) => list === field)

/**
 * What brings back what stood before this edit; null when it stands there, or when links between people are meant, which
 * have a way back of their own.
 */
export function restoring(customer: Customer, { field, from, to }: CustomerEdit): AnyCommand | null {
  const customerId = customer.id
  if (field === 'contacts' || field === 'merged') return null
  if (isList(field)) return restoringList(customer, field, from, to)
  const now = fieldValueOf(customer, field)
  if (now === from || (field === 'name' && from === null)) return null
  return { type: 'customer.set', args: { customerId, field, value: from, base: now } }
}

function restoringList(customer: Customer, list: List, from: FieldValue | null, to: FieldValue | null): AnyCommand | null {
  const value = from ?? to
  if (typeof value !== 'string' || customer[list].includes(value) === (from !== null)) return null
  return { type: from === null ? 'customer.take' : 'customer.add', args: { customerId: customer.id, list, value } }
}
