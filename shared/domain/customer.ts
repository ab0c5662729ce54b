/** A saved buyer. May own several contacts: the same person in several channels. See decision 0023. */
import * as v from 'valibot'
import { type Contact, Email, PersonName, Phone } from './contact'
import { type CustomerField, FieldValue, MAX_CUSTOMER_FIELDS, MAX_CUSTOMER_TAGS } from './customer-field'
import { Id } from './id'
import { Instant } from './item'

export const MAX_CUSTOMER_ADDRESSES = 40
/** Edits that are remembered; the oldest are forgotten first. */
export const MAX_CUSTOMER_EDITS = 100
/** Contacts, and customers merged into one. */
const MAX_GAINS = 50

/**
 * One change of one field: who, when, from what to what. In a list (phones, e-mails, tags) one value is added (`from`
 * null) or taken away (`to` null).
 */
export const CustomerEdit = v.object({
  id: Id,
  at: Instant,
  /** Null: Okno itself. */
  by: v.nullable(Id),
  /** `name`, `phones`, `emails`, `tags`, `contacts`, `merged`, or the id of a field of the workspace's own. */
  field: Id,
  from: v.nullable(FieldValue),
  to: v.nullable(FieldValue),
  /** The author had not seen the value that went: it was written by somebody else meanwhile. */
  unseen: v.optional(v.boolean()),
})
export type CustomerEdit = v.InferOutput<typeof CustomerEdit>

/** What a contact or another customer has brought along, so that it can leave with it. */
export const Gain = v.object({
  kind: v.picklist(['contact', 'customer']),
  id: Id,
  phones: v.array(Phone),
  emails: v.array(Email),
  tags: v.array(Id),
  /** Ids of fields that were empty before. */
  fields: v.array(Id),
})
export type Gain = v.InferOutput<typeof Gain>

export const Customer = v.object({
  id: Id,
  name: PersonName,
  phones: v.pipe(v.array(Phone), v.maxLength(MAX_CUSTOMER_ADDRESSES)),
  emails: v.pipe(v.array(Email), v.maxLength(MAX_CUSTOMER_ADDRESSES)),
  /** Ids of the workspace's tags. */
  tags: v.pipe(v.array(Id), v.maxLength(MAX_CUSTOMER_TAGS)),
  /** Values by id of the workspace's field. */
  fields: v.pipe(
    v.record(Id, FieldValue),
    v.check((fields) => Object.keys(fields).length <= MAX_CUSTOMER_FIELDS, 'Too many fields'),
  ),
  /** CUS1 Exactly the contacts whose `customerId` this is, and the customers whose `mergedInto` it is. */
  gains: v.pipe(v.array(Gain), v.maxLength(MAX_GAINS)),
  /** The same person under another row: that one is shown and edited. */
  mergedInto: v.nullable(Id),
  /** The newest last. */
  history: v.pipe(v.array(CustomerEdit), v.maxLength(MAX_CUSTOMER_EDITS)),
  createdAt: Instant,
  createdBy: v.nullable(Id),
  updatedAt: Instant,
})
export type Customer = v.InferOutput<typeof Customer>

export const newCustomer = (of: Pick<Customer, 'id' | 'name' | 'createdBy'>, now: number): Customer => ({
  ...of,
  phones: [],
  emails: [],
  tags: [],
  fields: {},
  gains: [],
  mergedInto: null,
  history: [],
  createdAt: now,
  updatedAt: now,
})

export const contactIdsOf = ({ gains }: Pick<Customer, 'gains'>): readonly Id[] =>
  gains.filter(({ kind }) => kind === 'contact').map(({ id }) => id)

export const mergedIdsOf = ({ gains }: Pick<Customer, 'gains'>): readonly Id[] =>
  gains.filter(({ kind }) => kind === 'customer').map(({ id }) => id)

/** The customer that a contact is shown as: theirs, or whom that one was merged into. */
export function shownCustomer({ customerId }: Pick<Contact, 'customerId'>, customers: ReadonlyMap<Id, Customer>): Customer | undefined {
  let shown = customers.get(customerId ?? '')
  for (const seen = new Set<Id>(); shown?.mergedInto && !seen.has(shown.id); ) {
    seen.add(shown.id)
    shown = customers.get(shown.mergedInto) ?? shown
  }
  return shown
}

/** A field's value as it stands; null: none. Lists are not fields. */
export function fieldValueOf({ name, fields }: Pick<Customer, 'name' | 'fields'>, field: Id): FieldValue | null {
  return field === 'name' ? name : (fields[field] ?? null)
}

/** Whether a field of the workspace can hold the value. */
export function fits(field: CustomerField, value: FieldValue): boolean {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' && value !== ''
    case 'number':
      return typeof value === 'number'
    case 'date':
      return typeof value === 'string' && isDay(value)
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
  }
}

/** A day there is: 31 February is not. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
