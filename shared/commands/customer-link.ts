/** Who is whom: a contact is saved as a customer, belongs to one, or does not; two customers are one person, or are not. */
import * as v from 'valibot'
import { type Contact, PersonName } from '../domain/contact'
import { Customer, type Gain, newCustomer } from '../domain/customer'
import { Id, PlainId } from '../domain/id'
import type { DialogEvent } from '../domain/item'
import { type Change, change, type Ref } from '../domain/row'
import { customerLane, edited } from './customer'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'
import { openTimeline, record } from './timeline'

/** Merges one inside the other that are followed: somebody who is found out to be the same again and again. */
const MAX_CHAIN = 10

const inDialog = { dialogId: Id, contactId: Id }
const dialogRefs = (args: { dialogId: Id; contactId: Id }): readonly Ref[] => [
  { kind: 'dialog', id: args.dialogId },
  { kind: 'contact', id: args.contactId },
]

/** Makes a customer of a contact. Two who do so apart choose the same id, and have made one customer. */
export const save = command({
  args: v.object({ ...inDialog, customerId: PlainId, name: PersonName }),
  lane: customerLane,
  refs: (args) => [...dialogRefs(args), { kind: 'customer', id: args.customerId }],
  apply({ customerId, name, ...at }, context) {
    const contact = personIn(at, context)
    if (!contact) return rejected('not-found')
    if (contact.customerId) return contact.customerId === customerId ? NOTHING : rejected('stale')
    // There, and not this contact's: it was once, or the id is somebody else's.
    if (context.world.get('customer', customerId)) return rejected('stale')
    const begun = newCustomer({ id: customerId, name, createdBy: context.actor.operatorId }, context.now)
    return join(at, contact, begun, { type: 'customer-saved', customerId }, context)
  },
})

/** The contact is this customer. */
export const link = command({
  args: v.object({ ...inDialog, customerId: Id }),
  lane: customerLane,
  refs: (args) => [...dialogRefs(args), { kind: 'customer', id: args.customerId }],
  apply({ customerId, ...at }, context) {
    const contact = personIn(at, context)
    const customer = context.world.get('customer', customerId)
    if (!contact || !customer) return rejected('not-found')
    if (contact.customerId === customerId) return NOTHING
    if (contact.customerId || customer.mergedInto !== null) return rejected('stale')
    return join(at, contact, customer, { type: 'customer-linked', customerId }, context)
  },
})

/**
 * The contact is not this customer. `chain`: the contact's customer, and whom that one was merged into, up to the one
 * who is shown. All of them are written: who sees them by this contact alone is to see them no more (EVC8).
 */
export const unlink = command({
  args: v.object({ ...inDialog, chain: v.pipe(v.array(Id), v.minLength(1), v.maxLength(MAX_CHAIN)) }),
  lane: ({ chain }) => customerLane({ customerId: chain[0] ?? '' }),
  refs: ({ chain, ...at }) => [...dialogRefs(at), ...chain.map((id): Ref => ({ kind: 'customer', id }))],
  apply({ chain, ...at }, context) {
    const contact = personIn(at, context)
    const customers = chain.flatMap((id) => context.world.get('customer', id) ?? [])
    const [own, ...above] = customers
    if (!contact || !own || customers.length < chain.length) return rejected('not-found')
    if (!contact.customerId) return NOTHING
    const isChain = customers.every(({ mergedInto }, index) => mergedInto === (chain[index + 1] ?? null))
    if (contact.customerId !== own.id || !isChain) return rejected('stale')
    const left = without(own, 'contact', contact.id)
    const told = record(openTimeline(dialogOf(at, context)), authorOf(context), { type: 'customer-unlinked', customerId: own.id })
    return done(
      change('contact', { ...contact, customerId: null }),
      change('customer', edited(own, { fields: left, edits: [{ field: 'contacts', from: contact.id, to: null }] }, context)),
      ...above.map((customer) => change('customer', { ...customer, updatedAt: context.now })),
      ...told.changes,
    )
  },
})

const ofTwo = v.object({ into: Id, from: Id })
const refsOfTwo = ({ into, from }: { into: Id; from: Id }): readonly Ref[] => [
  { kind: 'customer', id: into },
  { kind: 'customer', id: from },
]
const laneOfTwo = ({ into }: { into: Id }): string => customerLane({ customerId: into })

/** Two customers are one person. The other row stays, and says whom it is now. */
export const merge = command({
  args: ofTwo,
  lane: laneOfTwo,
  refs: refsOfTwo,
  apply({ into, from }, context) {
    const [kept, merged] = [context.world.get('customer', into), context.world.get('customer', from)]
    if (!kept || !merged) return rejected('not-found')
    if (merged.mergedInto === into) return NOTHING
    if (into === from) return rejected('invalid')
    if (kept.mergedInto !== null || merged.mergedInto !== null) return rejected('stale')
    const whole = edited(kept, { fields: withGain(kept, 'customer', merged), edits: [{ field: 'merged', from: null, to: from }] }, context)
    if (!v.is(Customer, whole)) return rejected('invalid')
    const gone = edited(merged, { fields: { mergedInto: into }, edits: [{ field: 'merged', from: null, to: into }] }, context)
    return done(change('customer', whole), change('customer', gone))
  },
})

/** They are two after all: each has again what it had, and what was written since stays with the one it was written to. */
export const unmerge = command({
  args: ofTwo,
  lane: laneOfTwo,
  refs: refsOfTwo,
  apply({ into, from }, context) {
    const [kept, merged] = [context.world.get('customer', into), context.world.get('customer', from)]
    if (!kept || !merged) return rejected('not-found')
    if (merged.mergedInto === null) return NOTHING
    // Only the one who is shown gives back: whoever sees another above it would not be told (EVC8).
    if (merged.mergedInto !== into || kept.mergedInto !== null) return rejected('stale')
    const edits = [{ field: 'merged', from, to: null }]
    return done(
      change('customer', edited(kept, { fields: without(kept, 'customer', from), edits }, context)),
      change('customer', edited(merged, { fields: { mergedInto: null }, edits: [{ field: 'merged', from: into, to: null }] }, context)),
    )
  },
})

function personIn({ dialogId, contactId }: { dialogId: Id; contactId: Id }, { world }: CommandContext): Contact | null {
  const contact = world.get('contact', contactId)
  return contact && world.get('dialog', dialogId)?.contactId === contact.id ? contact : null
}

function dialogOf({ dialogId }: { dialogId: Id }, { world }: CommandContext) {
  const dialog = world.get('dialog', dialogId)
  if (!dialog) throw new Error(`The dialog ${dialogId} was there a moment ago`)
  return dialog
}

const authorOf = ({ commandId, actor, now }: CommandContext) => ({ causeId: commandId, actorId: actor.operatorId, now })

function join(at: { dialogId: Id }, contact: Contact, customer: Customer, event: DialogEvent, context: CommandContext): Outcome {
  const fields = withGain(customer, 'contact', { ...contact, tags: [], fields: {} })
  const joined = edited(customer, { fields, edits: [{ field: 'contacts', from: null, to: contact.id }] }, context)
  if (!v.is(Customer, joined)) return rejected('invalid')
  const told = record(openTimeline(dialogOf(at, context)), authorOf(context), event)
  const changes: Change[] = [change('contact', { ...contact, customerId: customer.id }), change('customer', joined)]
  return done(...changes, ...told.changes)
}

type Source = Pick<Customer, 'id' | 'phones' | 'emails' | 'tags' | 'fields'>

/** What the customer has once this has come, and the note of what it brought. */
function withGain(customer: Customer, kind: Gain['kind'], { id, ...source }: Source): Partial<Customer> {
  const fresh = (list: 'phones' | 'emails' | 'tags') => source[list].filter((value) => !customer[list].includes(value))
  const [phones, emails, tags] = [fresh('phones'), fresh('emails'), fresh('tags')]
  const fields = Object.keys(source.fields).filter((field) => !(field in customer.fields))
  return {
    phones: [...customer.phones, ...phones],
    emails: [...customer.emails, ...emails],
    tags: [...customer.tags, ...tags],
    fields: { ...source.fields, ...customer.fields },
    gains: [...customer.gains, { kind, id, phones, emails, tags, fields }],
  }
}

/** What the customer has once it has gone, with what it brought. */
function without(customer: Customer, kind: Gain['kind'], id: Id): Partial<Customer> {
  const gain = customer.gains.find((each) => each.kind === kind && each.id === id)
  const left = (list: 'phones' | 'emails' | 'tags') => customer[list].filter((value) => !gain?.[list].includes(value))
  return {
    phones: left('phones'),
    emails: left('emails'),
    tags: left('tags'),
    fields: Object.fromEntries(Object.entries(customer.fields).filter(([field]) => !gain?.fields.includes(field))),
    gains: customer.gains.filter((each) => each !== gain),
  }
}
