import * as v from 'valibot'
import type { Capabilities } from '../domain/channel'
import { type Dialog, withChanged, withDelivery } from '../domain/dialog'
import { Id } from '../domain/id'
import { MAX_MESSAGE_CHARS, type MessageItem } from '../domain/item'
import { Emojis, type MessageChange, withChange } from '../domain/message-change'
import { change } from '../domain/row'
import { capabilitiesOf, dialogLane, dialogRef } from './dialog'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'
import { openTimeline, record } from './timeline'

const OfMessage = { dialogId: Id, itemId: Id }
const refs = (args: { dialogId: Id; itemId: Id }) => [...dialogRef(args), { kind: 'item', id: args.itemId } as const]

/** Other words for what was said to the customer, or could not be said. Based on the words its author saw. */
export const edit = command({
  args: v.object({
    ...OfMessage,
    text: v.pipe(v.string(), v.trim(), v.maxLength(MAX_MESSAGE_CHARS)),
    seenText: v.pipe(v.string(), v.maxLength(MAX_MESSAGE_CHARS)),
  }),
  lane: dialogLane,
  refs,
  apply({ text, seenText, ...args }, context) {
    const found = find(args, context, 'edit')
    if (!found.ok) return found
    const { message } = found
    if (message.direction !== 'out' || message.deleted) return rejected('invalid')
    if (text === '' && message.attachments.length === 0) return rejected('invalid')
    if (text.length > found.can.text.max) return rejected('channel-cannot')
    if (message.text === text) return NOTHING
    if (message.text !== seenText) return rejected('stale')
    return changed(found, context, { type: 'edited', text, at: after(message.edits?.at(-1)?.at, context) })
  },
})

/** Takes a message back from the customer, or from the ones that have failed. What it said stays here (MC2). */
export const remove = command({
  args: v.object(OfMessage),
  lane: dialogLane,
  refs,
  apply(args, context) {
    const found = find(args, context, 'remove')
    if (!found.ok) return found
    if (found.message.direction !== 'out') return rejected('invalid')
    if (found.message.deleted) return NOTHING
    return changed(found, context, { type: 'deleted', by: context.actor.operatorId, at: context.now })
  },
})

/** All that the operator puts under a message of the customer; empty takes it back. */
export const react = command({
  args: v.object({ ...OfMessage, emojis: Emojis }),
  lane: dialogLane,
  refs,
  apply({ emojis, ...args }, context) {
    const found = find(args, context, 'react')
    if (!found.ok) return found
    if (found.message.deleted) return rejected('invalid')
    const own = found.message.reactions?.find(({ by }) => by === context.actor.operatorId)
    if ((own?.emojis ?? []).join() === [...new Set(emojis)].join()) return NOTHING
    return changed(found, context, { type: 'reacted', by: context.actor.operatorId, emojis, at: after(own?.at, context) })
  },
})

/** Whoever saw the last change decides after it, whatever the clocks say. */
const after = (last: number | undefined, { now }: CommandContext): number => Math.max(now, (last ?? 0) + 1)

type Found = { readonly ok: true; readonly message: MessageItem; readonly dialog: Dialog; readonly can: Capabilities }

function find(
  { dialogId, itemId }: { dialogId: Id; itemId: Id },
  context: CommandContext,
  what: 'edit' | 'remove' | 'react',
): Found | Extract<Outcome, { ok: false }> {
  const dialog = context.world.get('dialog', dialogId)
  const message = context.world.get('item', itemId)
  if (!dialog || message?.kind !== 'message' || message.dialogId !== dialogId) return { ok: false, code: 'not-found' }
  const can = capabilitiesOf(dialog, context)
  // MC5
  const isOurs = message.state === 'failed' && what !== 'react'
  return can && (can[what] || isOurs) ? { ok: true, message, dialog, can } : { ok: false, code: 'channel-cannot' }
}

function changed({ message, dialog }: Found, context: CommandContext, what: MessageChange): Outcome {
  const made = amended(withChange(message, what))
  // Nobody waits any more for what was taken back: it is no trouble.
  const calmer = what.type === 'deleted' ? withDelivery(dialog, message.state, 'sent') : dialog
  const timeline = openTimeline(withChanged(calmer, made))
  if (what.type === 'reacted') return done(...timeline.changes, change('item', made))
  const author = { causeId: context.commandId, actorId: context.actor.operatorId, now: context.now }
  const type = what.type === 'edited' ? 'message-edited' : 'message-deleted'
  return done(...record(timeline, author, { type, itemId: message.id }).changes, change('item', made))
}

/** To be told to the channel; not when the channel has never had it. */
function amended(message: MessageItem): MessageItem {
  if (message.state === 'failed') return message
  return { ...message, amendment: { n: (message.amendment?.n ?? 0) + 1, state: 'queued', error: null } }
}
