import * as v from 'valibot'
import { Contact, Email, PersonName, Phone } from '../domain/contact'
import { Id } from '../domain/id'
import type { DialogEvent } from '../domain/item'
import { change } from '../domain/row'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'
import { openTimeline, record } from './timeline'

/** Changes of a person are made in a dialog with them, and recorded there. */
const inDialog = { dialogId: Id, contactId: Id }

const contactLane = (args: { contactId: Id }): string => `contact/${args.contactId}`
const contactRefs = (args: { dialogId: Id; contactId: Id }) =>
  [
    { kind: 'dialog', id: args.dialogId },
    { kind: 'contact', id: args.contactId },
  ] as const

export const rename = command({
  args: v.object({ ...inDialog, name: PersonName }),
  lane: contactLane,
  refs: contactRefs,
  apply: ({ name, ...at }, context) =>
    edit(at, context, (contact) =>
      contact.name === name && contact.nameBy === 'operator'
        ? null
        : { fields: { name, nameBy: 'operator' }, event: { type: 'renamed', from: contact.name, to: name } },
    ),
})

export const addPhone = command({
  args: v.object({ ...inDialog, phone: Phone }),
  lane: contactLane,
  refs: contactRefs,
  apply: ({ phone, ...at }, context) =>
    edit(at, context, ({ phones }) =>
      phones.includes(phone) ? null : { fields: { phones: [...phones, phone] }, event: { type: 'phone-added', value: phone } },
    ),
})

export const removePhone = command({
  args: v.object({ ...inDialog, phone: Phone }),
  lane: contactLane,
  refs: contactRefs,
  apply: ({ phone, ...at }, context) =>
    edit(at, context, ({ phones }) =>
      phones.includes(phone)
        ? { fields: { phones: phones.filter((other) => other !== phone) }, event: { type: 'phone-removed', value: phone } }
        : null,
    ),
})

export const addEmail = command({
  args: v.object({ ...inDialog, email: Email }),
  lane: contactLane,
  refs: contactRefs,
  apply: ({ email, ...at }, context) =>
    edit(at, context, ({ emails }) =>
      emails.includes(email) ? null : { fields: { emails: [...emails, email] }, event: { type: 'email-added', value: email } },
    ),
})

export const removeEmail = command({
  args: v.object({ ...inDialog, email: Email }),
  lane: contactLane,
  refs: contactRefs,
  apply: ({ email, ...at }, context) =>
    edit(at, context, ({ emails }) =>
      emails.includes(email)
        ? { fields: { emails: emails.filter((other) => other !== email) }, event: { type: 'email-removed', value: email } }
        : null,
    ),
})

interface Edit {
  readonly fields: Partial<Contact>
  readonly event: DialogEvent
}

/** @param decide null when there is nothing to change: the edit is made already. */
function edit(at: { dialogId: Id; contactId: Id }, context: CommandContext, decide: (contact: Contact) => Edit | null): Outcome {
  const dialog = context.world.get('dialog', at.dialogId)
  const contact = context.world.get('contact', at.contactId)
  if (!dialog || !contact || dialog.contactId !== contact.id) return rejected('not-found')
  const decided = decide(contact)
  if (!decided) return NOTHING
  const edited = { ...contact, ...decided.fields }
  // One address too many: a contact that devices could not read would stop them all.
  if (!v.is(Contact, edited)) return rejected('invalid')
  const author = { causeId: context.commandId, actorId: context.actor.operatorId, now: context.now }
  const recorded = record(openTimeline(dialog), author, decided.event)
  return done(change('contact', edited), ...recorded.changes)
}
