import * as v from 'valibot'
import { Attachments } from '../domain/attachment'
import { takesFiles } from '../domain/channel'
import { AnswerWay, answeredPrivately, commentDeadline } from '../domain/content'
import type { DeliveryState } from '../domain/delivery'
import { type Dialog, replyDeadline, withDelivery } from '../domain/dialog'
import { Id, PlainId } from '../domain/id'
import { MAX_MESSAGE_CHARS, type MessageItem } from '../domain/item'
import { change } from '../domain/row'
import { isPromised } from '../domain/scheduled'
import { capabilitiesOf, dialogLane, dialogRef } from './dialog'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'
import { append, type EventAuthor, openTimeline, record, type Timeline } from './timeline'

/**
 * An answer to the customer. Whoever answers first becomes the assignee; answering a closed dialog opens it.
 * `seen` and `seenAnswer` are the newest customer's message and the newest answer on the author's screen, `seenChanges` the
 * customer's changes of messages. With `ifUnchanged` the reply is refused when the customer or a colleague has written since,
 * or the customer has changed what was written: that is how replies queued offline travel, so that nobody answers twice or
 * past the point. A reply after the channel's window is refused in any case. A comment has
 * times of its own: under the post it is answered for ever, in the person's messages once, within days.
 * `sharedDraft` names the draft it was made of, which ends with it: of several people who send it, one does.
 */
export const send = command({
  args: v.pipe(
    v.object({
      dialogId: Id,
      itemId: PlainId,
      text: v.pipe(v.string(), v.trim(), v.maxLength(MAX_MESSAGE_CHARS)),
      attachments: Attachments,
      replyTo: v.nullable(Id),
      /** Where a comment is answered. */
      way: v.optional(AnswerWay),
      seen: v.pipe(v.number(), v.integer(), v.minValue(0)),
      /** Absent in commands of an older time: then colleagues' answers are not looked at. */
      seenAnswer: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      /** Absent in commands of an older time: then changes are not looked at. */
      seenChanges: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      ifUnchanged: v.boolean(),
      sharedDraft: v.optional(PlainId),
    }),
    v.check((args) => args.text !== '' || args.attachments.length > 0, 'A message has a text or a file'),
  ),
  lane: dialogLane,
  refs: (args) => [
    ...dialogRef(args),
    { kind: 'item', id: args.itemId },
    ...(args.way && args.replyTo !== null ? [{ kind: 'item', id: args.replyTo } as const] : []),
  ],
  apply(args, context) {
    const dialog = context.world.get('dialog', args.dialogId)
    if (!dialog) return rejected('not-found')
    if (context.world.get('item', args.itemId)) return NOTHING
    if (isPromised(dialog, args.itemId)) return rejected('invalid')
    const can = capabilitiesOf(dialog, context)
    if (!can || args.text.length > can.text.max) return rejected('channel-cannot')
    if (args.attachments.length > 0 && !takesFiles(can, args.attachments)) return rejected('channel-cannot')
    if (args.sharedDraft !== undefined && dialog.sharedDraft?.id !== args.sharedDraft) return rejected('taken')
    if (args.ifUnchanged && hasMovedOn(dialog, args, context.actor.operatorId)) return rejected('stale')
    const comment = args.way ? commentOf(args, context) : undefined
    const deadline = args.way ? commentDeadline(comment?.content, args.way) : replyDeadline(dialog, can)
    if (deadline !== null && context.now > deadline) return rejected('window-closed')
    const open = args.sharedDraft === undefined ? dialog : { ...dialog, sharedDraft: null }
    const answered = append(takenUp(open, { causeId: context.commandId, actorId: context.actor.operatorId, now: context.now }), {
      id: args.itemId,
      kind: 'message',
      at: context.now,
      direction: 'out',
      authorId: context.actor.operatorId,
      text: args.text,
      attachments: args.attachments,
      replyTo: args.replyTo,
      ...(args.way ? { way: args.way } : {}),
      state: 'queued',
      error: null,
    })
    if (args.way !== 'private' || comment?.content?.type !== 'comment') return done(...answered.changes)
    return done(...answered.changes, change('item', { ...comment, content: answeredPrivately(comment.content) }))
  },
})

/** The message that is answered, of the same dialog. */
function commentOf({ dialogId, replyTo }: { dialogId: Id; replyTo: Id | null }, { world }: CommandContext): MessageItem | undefined {
  const item = replyTo === null ? undefined : world.get('item', replyTo)
  return item?.kind === 'message' && item.dialogId === dialogId ? item : undefined
}

interface Seen {
  readonly seen: number
  readonly seenAnswer?: number | undefined
  readonly seenChanges?: number | undefined
}

/** The customer has written since, or changed what was written, or somebody else has answered. */
function hasMovedOn(dialog: Dialog, { seen, seenAnswer, seenChanges }: Seen, author: Id): boolean {
  if (dialog.lastInSeq > seen) return true
  if (seenChanges !== undefined && (dialog.inChanges ?? 0) > seenChanges) return true
  const { lastAnswer } = dialog
  // Absent in rows of an older time.
  return seenAnswer !== undefined && lastAnswer != null && lastAnswer.by !== author && lastAnswer.seq > seenAnswer
}

const OfMessage = v.object({ dialogId: Id, itemId: Id })
const messageRefs = (args: { dialogId: Id; itemId: Id }) => [...dialogRef(args), { kind: 'item', id: args.itemId } as const]

/** Sends again what the channel refused, or what may or may not have left; the operator has decided. */
export const retry = command({
  /** `seen`: the operator has decided about many at once; what has come to something else meanwhile is left as it is. */
  args: v.object({ ...OfMessage.entries, seen: v.optional(v.literal('failed')) }),
  lane: dialogLane,
  refs: messageRefs,
  apply: ({ seen, ...of }, context) => settled(of, context, { from: seen ? [seen] : ['failed', 'unknown'], to: 'queued' }),
})

/** What may or may not have left has arrived: an operator has looked, or heard it from the customer. */
export const confirm = command({
  args: OfMessage,
  lane: dialogLane,
  refs: messageRefs,
  apply: (args, context) => settled(args, context, { from: ['unknown'], to: 'sent' }),
})

function settled(
  { dialogId, itemId }: { dialogId: Id; itemId: Id },
  { world }: CommandContext,
  { from, to }: { from: readonly DeliveryState[]; to: DeliveryState },
): Outcome {
  const item = world.get('item', itemId)
  if (item?.kind !== 'message' || item.dialogId !== dialogId) return rejected('not-found')
  if (!from.includes(item.state) || item.deleted) return NOTHING
  const decided: MessageItem = { ...item, state: to, error: null }
  const dialog = world.get('dialog', dialogId)
  const calmer = dialog && withDelivery(dialog, item.state, to)
  return done(change('item', decided), ...(calmer && calmer !== dialog ? [change('dialog', calmer)] : []))
}

/** The dialog as an answer finds it: open, and somebody's. */
export function takenUp(dialog: Dialog, author: EventAuthor): Timeline {
  let timeline = openTimeline(dialog)
  if (dialog.state === 'closed') timeline = record(timeline, author, { type: 'reopened', by: 'reply' }, { state: 'open' })
  if (dialog.assigneeId !== null || author.actorId === null) return timeline
  const to = author.actorId
  return record(timeline, author, { type: 'assigned', from: null, to, byReply: true }, { assigneeId: to })
}
