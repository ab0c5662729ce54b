import * as v from 'valibot'
import { Attachments } from '../domain/attachment'
import { CAPABILITIES, takesFiles } from '../domain/channel'
import { type Dialog, replyDeadline } from '../domain/dialog'
import { Id, PlainId } from '../domain/id'
import { Instant, MAX_MESSAGE_CHARS } from '../domain/item'
import { MAX_SCHEDULED, type Scheduled } from '../domain/scheduled'
import { capabilitiesOf, dialogLane, dialogRef } from './dialog'
import { takenUp } from './message'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'
import { append, type EventAuthor, openTimeline, record, type Timeline } from './timeline'

const Text = v.pipe(v.string(), v.trim(), v.maxLength(MAX_MESSAGE_CHARS))
const SeenText = v.pipe(v.string(), v.maxLength(MAX_MESSAGE_CHARS))
const Seq = v.pipe(v.number(), v.integer(), v.minValue(0))
const OfScheduled = v.object({ dialogId: Id, itemId: PlainId })

const waiting = (dialog: Dialog): readonly Scheduled[] => dialog.scheduled ?? []
const withScheduled = (dialog: Dialog, scheduled: readonly Scheduled[]): Dialog => ({ ...dialog, scheduled: [...scheduled] })
const authorOf = ({ commandId, actor, now }: CommandContext): EventAuthor => ({ causeId: commandId, actorId: actor.operatorId, now })

/**
 * A message for later. One whose time has passed before the server heard of it is not fired blindly: it is refused, and
 * its author decides.
 */
export const schedule = command({
  args: v.pipe(
    v.object({
      dialogId: Id,
      itemId: PlainId,
      text: Text,
      attachments: Attachments,
      replyTo: v.nullable(Id),
      dueAt: Instant,
      unlessAnswered: v.boolean(),
      seen: Seq,
    }),
    v.check((args) => args.text !== '' || args.attachments.length > 0, 'A message has a text or a file'),
  ),
  lane: dialogLane,
  refs: (args) => [...dialogRef(args), { kind: 'item', id: args.itemId }],
  apply({ dialogId, itemId, ...message }, context) {
    const dialog = context.world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (context.world.get('item', itemId) || waiting(dialog).some(({ id }) => id === itemId)) return NOTHING
    const can = capabilitiesOf(dialog, context)
    if (!can || message.text.length > can.text.max) return rejected('channel-cannot')
    if (message.attachments.length > 0 && !takesFiles(can, message.attachments)) return rejected('channel-cannot')
    if (message.dueAt <= context.now) return rejected('time-passed')
    if (waiting(dialog).length >= MAX_SCHEDULED) return rejected('invalid')
    const put = withScheduled(dialog, [...waiting(dialog), { ...message, id: itemId, authorId: context.actor.operatorId, held: null }])
    return done(...record(openTimeline(put), authorOf(context), { type: 'scheduled', at: message.dueAt }).changes)
  },
})

/**
 * Another time or another text, based on those that its author saw: what only one of two has changed stays, and of the same
 * the later is refused. One that was held back waits again.
 */
export const reschedule = command({
  args: v.object({ dialogId: Id, itemId: PlainId, text: Text, dueAt: Instant, seen: Seq, seenText: SeenText, seenDueAt: Instant }),
  lane: dialogLane,
  refs: dialogRef,
  apply: ({ dialogId, itemId, seen, seenText, seenDueAt, ...wanted }, context) =>
    ofScheduled({ dialogId, itemId }, context, (dialog, message) => {
      const text = wanted.text === seenText ? message.text : wanted.text
      const dueAt = wanted.dueAt === seenDueAt ? message.dueAt : wanted.dueAt
      const can = capabilitiesOf(dialog, context)
      if (!can || text.length > can.text.max) return rejected('channel-cannot')
      if (text === '' && message.attachments.length === 0) return rejected('invalid')
      if (message.text === text && message.dueAt === dueAt && message.held === null) return NOTHING
      if (![text, seenText].includes(message.text) || ![dueAt, seenDueAt].includes(message.dueAt)) return rejected('stale')
      if (dueAt <= context.now) return rejected('time-passed')
      const changed = waiting(dialog).map((each) => (each.id === itemId ? { ...each, text, dueAt, seen, held: null } : each))
      return done(...record(openTimeline(withScheduled(dialog, changed)), authorOf(context), { type: 'scheduled', at: dueAt }).changes)
    }),
})

export const unschedule = command({
  args: OfScheduled,
  lane: dialogLane,
  refs: dialogRef,
  apply: (args, context) =>
    ofScheduled(args, context, (dialog) => {
      const left = waiting(dialog).filter(({ id }) => id !== args.itemId)
      return done(...record(openTimeline(withScheduled(dialog, left)), authorOf(context), { type: 'unscheduled' }).changes)
    }),
})

/** Sends it now, whatever has been written meanwhile: its author has read it. */
export const sendNow = command({
  args: OfScheduled,
  lane: dialogLane,
  refs: (args) => [...dialogRef(args), { kind: 'item', id: args.itemId }],
  apply: (args, context) =>
    ofScheduled(args, context, (dialog, message) => {
      const can = capabilitiesOf(dialog, context)
      const deadline = can ? replyDeadline(dialog, can) : null
      if (!can) return rejected('channel-cannot')
      if (context.world.get('item', message.id)) return rejected('invalid')
      if (deadline !== null && context.now > deadline) return rejected('window-closed')
      return done(...sent(dialog, message, authorOf(context)).changes)
    }),
})

function ofScheduled(
  { dialogId, itemId }: { dialogId: Id; itemId: Id },
  context: CommandContext,
  decide: (dialog: Dialog, message: Scheduled) => Outcome,
): Outcome {
  const dialog = context.world.get('dialog', dialogId)
  const message = dialog && waiting(dialog).find(({ id }) => id === itemId)
  // Sent meanwhile, or taken back by somebody else.
  if (!dialog || !message) return rejected('not-found')
  return decide(dialog, message)
}

/** The message leaves its waiting place and stands in the conversation. */
function sent(dialog: Dialog, { id, authorId, text, attachments, replyTo }: Scheduled, author: EventAuthor): Timeline {
  const left = withScheduled(
    dialog,
    waiting(dialog).filter((each) => each.id !== id),
  )
  const message = { id, authorId, text, attachments, replyTo, at: author.now, direction: 'out', state: 'queued', error: null } as const
  return append(takenUp(left, { ...author, actorId: authorId }), { ...message, kind: 'message' })
}

/**
 * What is due in a dialog, done: the put-off dialog returns, messages are sent, or held back when the customer has
 * written or the channel's window has closed. Pure; the server runs it when the time comes.
 * @param causeId makes an id of its own for each call.
 */
export function fireDue(dialog: Dialog, context: Pick<CommandContext, 'world' | 'now'>, causeId: () => Id): Timeline {
  const { now } = context
  const author = (): EventAuthor => ({ causeId: causeId(), actorId: null, now })
  let timeline = openTimeline(dialog)
  if (dialog.snoozedUntil != null && dialog.snoozedUntil <= now) {
    timeline = record(timeline, author(), { type: 'unsnoozed', by: 'time' }, { snoozedUntil: null })
  }
  const kind = context.world.get('channel', dialog.channelId)?.kind
  const deadline = kind ? replyDeadline(dialog, CAPABILITIES[kind]) : null
  for (const message of waiting(dialog)) {
    if (message.held !== null || message.dueAt > now) continue
    const why = heldBecause(dialog, message, deadline !== null && now > deadline)
    if (why === null) {
      const next = sent(timeline.dialog, message, author())
      timeline = { dialog: next.dialog, changes: [...next.changes.slice(0, 1), ...timeline.changes.slice(1), ...next.changes.slice(1)] }
    } else {
      const held = waiting(timeline.dialog).map((each) => (each.id === message.id ? { ...each, held: why } : each))
      timeline = record(timeline, author(), { type: 'held', why }, { scheduled: held })
    }
  }
  return timeline
}

function heldBecause(dialog: Dialog, { unlessAnswered, seen }: Scheduled, isClosed: boolean): Scheduled['held'] {
  if (unlessAnswered && dialog.lastInSeq > seen) return 'answered'
  return isClosed ? 'window-closed' : null
}
