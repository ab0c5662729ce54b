/**
 * What is known of a saved buyer. Each command changes one field, or one value of a list, so that edits of two people at
 * once both stay; of two edits of one field the one decided later stands, and the other is in the history (K7).
 */
import * as v from 'valibot'
import { Email, PersonName, Phone } from '../domain/contact'
import { Customer, type CustomerEdit, fieldValueOf, fits, MAX_CUSTOMER_EDITS, newCustomer } from '../domain/customer'
import { FieldValue } from '../domain/customer-field'
import { Id, PlainId } from '../domain/id'
import { seesAllDialogs } from '../domain/permissions'
import { change, type Ref } from '../domain/row'
import { WORKSPACE_ID } from '../domain/workspace'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'

export const MAX_UPSERT_CUSTOMERS = 25

const OfCustomer = { customerId: Id }
export const customerLane = ({ customerId }: { customerId: Id }): string => `customer/${customerId}`
const workspaceRef: Ref = { kind: 'workspace', id: WORKSPACE_ID }
const refs = ({ customerId }: { customerId: Id }): readonly Ref[] => [{ kind: 'customer', id: customerId }, workspaceRef]

/** Gives a field another value; null: none. `base`: the value its author saw. */
export const set = command({
  args: v.object({ ...OfCustomer, field: Id, value: v.nullable(FieldValue), base: v.nullable(FieldValue) }),
  lane: customerLane,
  refs,
  apply: ({ customerId, field, value, base }, context) =>
    revise(customerId, context, (customer) => {
      const before = fieldValueOf(customer, field)
      if (before === value) return null
      const fields = withValue(customer, field, value, context)
      if (fields === 'invalid') return 'invalid'
      return { fields, edits: [{ field, from: before, to: value, ...(before === base ? {} : { unseen: true }) }] }
    }),
})

function withValue(customer: Customer, field: Id, value: FieldValue | null, { world }: CommandContext): Partial<Customer> | 'invalid' {
  if (field === 'name') return v.is(PersonName, value) ? { name: value } : 'invalid'
  const defined = world.get('workspace', WORKSPACE_ID)?.customerFields?.find(({ id }) => id === field)
  if (!defined) return 'invalid'
  const { [field]: _, ...others } = customer.fields
  if (value === null) return { fields: others }
  return fits(defined, value) ? { fields: { ...others, [field]: value } } : 'invalid'
}

const ListValue = v.variant('list', [
  v.object({ ...OfCustomer, list: v.literal('phones'), value: Phone }),
  v.object({ ...OfCustomer, list: v.literal('emails'), value: Email }),
  v.object({ ...OfCustomer, list: v.literal('tags'), value: Id }),
])

/** Adds a phone, an e-mail or a tag. */
export const add = command({
  args: ListValue,
  lane: customerLane,
  refs,
  apply: ({ customerId, list, value }, context) =>
    revise(customerId, context, (customer) => {
      if (customer[list].includes(value)) return null
      if (list === 'tags' && !hasTag(context, value)) return 'invalid'
      return { fields: { [list]: [...customer[list], value] }, edits: [{ field: list, from: null, to: value }] }
    }),
})

/** Takes one away. */
export const take = command({
  args: ListValue,
  lane: customerLane,
  refs,
  apply: ({ customerId, list, value }, context) =>
    revise(customerId, context, (customer) => {
      if (!customer[list].includes(value)) return null
      return { fields: { [list]: customer[list].filter((other) => other !== value) }, edits: [{ field: list, from: value, to: null }] }
    }),
})

const hasTag = ({ world }: CommandContext, id: Id): boolean =>
  world.get('workspace', WORKSPACE_ID)?.customerTags?.some((tag) => tag.id === id) ?? false

/** What a table says of one customer; what it does not say stays as it is, and lists grow. */
export const CustomerEntry = v.object({
  id: PlainId,
  name: v.optional(PersonName),
  phones: v.optional(v.pipe(v.array(Phone), v.maxLength(10))),
  emails: v.optional(v.pipe(v.array(Email), v.maxLength(10))),
  tags: v.optional(v.pipe(v.array(Id), v.maxLength(20))),
  fields: v.optional(v.record(Id, FieldValue)),
})
export type CustomerEntry = v.InferOutput<typeof CustomerEntry>

/** Makes customers who have not written yet, and completes those there are. */
export const upsert = command({
  args: v.object({ customers: v.pipe(v.array(CustomerEntry), v.minLength(1), v.maxLength(MAX_UPSERT_CUSTOMERS)) }),
  lane: ({ customers }) => customerLane({ customerId: customers[0]?.id ?? '' }),
  refs: ({ customers }) => [...customers.map(({ id }): Ref => ({ kind: 'customer', id })), workspaceRef],
  apply({ customers }, context) {
    // Who sees a part of the dialogs sees the customers of these; a table would be a way around.
    if (!seesAllDialogs(context.actor)) return rejected('forbidden')
    const made = new Map<Id, Customer>()
    for (const entry of customers) {
      const known = made.get(entry.id) ?? context.world.get('customer', entry.id)
      const begun = known ?? (entry.name === undefined ? null : begin(entry.id, entry.name, context))
      if (!begun) return rejected('invalid')
      if (begun.mergedInto !== null) continue
      const completed = complete(begun, entry, context)
      if (!v.is(Customer, completed)) return rejected('invalid')
      if (completed !== known) made.set(entry.id, completed)
    }
    return done(...[...made.values()].map((customer) => change('customer', customer)))
  },
})

const begin = (id: Id, name: string, { actor, now }: CommandContext): Customer =>
  newCustomer({ id, name, createdBy: actor.operatorId }, now)

function complete(customer: Customer, entry: CustomerEntry, context: CommandContext): Customer {
  const lists = (['phones', 'emails', 'tags'] as const).flatMap((field) =>
    (entry[field] ?? [])
      .filter((value) => !customer[field].includes(value) && (field !== 'tags' || hasTag(context, value)))
      .map((to) => ({ field, from: null, to })),
  )
  const named = entry.name === undefined || entry.name === customer.name ? [] : [{ field: 'name', from: customer.name, to: entry.name }]
  const values = Object.entries(entry.fields ?? {}).flatMap(([field, to]) => {
    const from = fieldValueOf(customer, field)
    return from === to || typeof withValue(customer, field, to, context) === 'string' ? [] : [{ field, from, to }]
  })
  const edits = [...named, ...lists, ...values]
  if (edits.length === 0) return customer
  const grown = (field: 'phones' | 'emails' | 'tags') => [
    ...new Set([...customer[field], ...lists.filter((edit) => edit.field === field).map(({ to }) => to)]),
  ]
  return edited(
    customer,
    {
      fields: {
        name: entry.name ?? customer.name,
        phones: grown('phones'),
        emails: grown('emails'),
        tags: grown('tags'),
        fields: { ...customer.fields, ...Object.fromEntries(values.map(({ field, to }) => [field, to])) },
      },
      edits,
    },
    context,
  )
}

export interface Revision {
  readonly fields: Partial<Customer>
  readonly edits: readonly Pick<CustomerEdit, 'field' | 'from' | 'to' | 'unseen'>[]
}

/** @param decide null when there is nothing to change: the edit is made already. */
function revise(id: Id, context: CommandContext, decide: (customer: Customer) => Revision | 'invalid' | null): Outcome {
  const customer = context.world.get('customer', id)
  if (!customer) return rejected('not-found')
  // Somebody has found out that this is another customer: the author looks again.
  if (customer.mergedInto !== null) return rejected('stale')
  const decided = decide(customer)
  if (!decided) return NOTHING
  const row = decided === 'invalid' ? null : edited(customer, decided, context)
  // A customer that devices could not read would stop them all.
  return v.is(Customer, row) ? done(change('customer', row)) : rejected('invalid')
}

/** The customer with a line in the history for each edit. */
export function edited(customer: Customer, { fields, edits }: Revision, { commandId, actor, now }: CommandContext): Customer {
  const lines = edits.map((edit, index) => ({ id: `${commandId}.${index}`, at: now, by: actor.operatorId, ...edit }))
  return { ...customer, ...fields, history: [...customer.history, ...lines].slice(-MAX_CUSTOMER_EDITS), updatedAt: now }
}
