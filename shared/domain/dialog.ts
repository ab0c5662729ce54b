import * as v from 'valibot'
import type { Capabilities } from './channel'
import { AnswerWay } from './content'
import type { DeliveryState } from './delivery'
import { MAX_DRAFT_FILES } from './draft'
import { Id, PlainId } from './id'
import { Instant, type Item, type MessageItem } from './item'
import { MAX_SCHEDULED, Scheduled } from './scheduled'

export const DIALOG_STATES = ['open', 'closed', 'spam'] as const
export const DialogState = v.picklist(DIALOG_STATES)
export type DialogState = v.InferOutput<typeof DialogState>

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Characters of the last message kept on the list row. */
const PREVIEW_CHARS = 140

export const LastMessage = v.object({
  direction: v.picklist(['in', 'out']),
  text: v.string(),
  /** Type of the first attachment, so that a picture without text has a preview too. */
  mime: v.nullable(v.string()),
  at: Instant,
  /** Its place; absent in rows written before messages could change. */
  dseq: v.optional(Count),
  /** What it is when it is not text and files, or no longer anything. */
  what: v.optional(v.picklist(['sticker', 'location', 'contact', 'email', 'comment', 'deleted'])),
})

export type LastMessage = v.InferOutput<typeof LastMessage>

/** A draft that whoever sees the dialog writes together; its text is a document (`sharedDraftDocument`). */
export const SharedDraft = v.object({
  id: PlainId,
  by: Id,
  at: Instant,
  /** The message that it answers, and for a comment where. */
  replyTo: v.optional(v.nullable(Id)),
  way: v.optional(AnswerWay),
  /** Files in the own draft of whoever shared it: they do not go with it. Absent: none. */
  files: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_DRAFT_FILES))),
})
export type SharedDraft = v.InferOutput<typeof SharedDraft>

export const Dialog = v.object({
  id: Id,
  channelId: Id,
  contactId: Id,
  state: DialogState,
  assigneeId: v.nullable(Id),
  /** Customer messages since the last operator reply. Falls to 0 by an answer only, never by opening. */
  unanswered: Count,
  /** `dseq` of the newest item. */
  lastSeq: Count,
  /** `dseq` of the newest customer message; lets a command notice that it was written before it. */
  lastInSeq: Count,
  /** When the newest customer message came; null before the first, or where it was not written down yet. */
  lastInAt: v.optional(v.nullable(Instant), null),
  /** The newest answer of an operator and whose it is: a colleague's answer makes a waiting reply stale. */
  lastAnswer: v.optional(v.nullable(v.object({ seq: Count, by: Id })), null),
  /** How often customers have changed or taken back what they wrote; absent: never. A reply that waited was perhaps to other words. */
  inChanges: v.optional(Count),
  lastMessage: v.nullable(LastMessage),
  /** Own messages that have not reached the customer, or perhaps not, and that nobody has sent again. */
  failed: v.optional(Count, 0),
  createdAt: Instant,
  /** Order of the list: the last message either way, system event or note. */
  updatedAt: Instant,
  /** Null or absent: none. One at a time, so that there is no doubt which one is meant. */
  sharedDraft: v.optional(v.nullable(SharedDraft)),
  /** Whom a note has called in here and who has not looked since. Absent: nobody. */
  mentioned: v.optional(v.array(Id)),
  /** Of an e-mail thread. */
  subject: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200)))),
  /** Put off until then; null or absent: not. A customer's message ends it. */
  snoozedUntil: v.optional(v.nullable(Instant)),
  /** When it was last said that nobody is there; absent or null: never. */
  offHoursAt: v.optional(v.nullable(Instant)),
  /** Messages that wait for their time. */
  scheduled: v.optional(v.pipe(v.array(Scheduled), v.maxLength(MAX_SCHEDULED))),
})
export type Dialog = v.InferOutput<typeof Dialog>

export function newDialog(of: Pick<Dialog, 'id' | 'channelId' | 'contactId'>, now: number): Dialog {
  return {
    ...of,
    state: 'open',
    assigneeId: null,
    unanswered: 0,
    lastSeq: 0,
    lastInSeq: 0,
    lastInAt: null,
    lastAnswer: null,
    lastMessage: null,
    failed: 0,
    createdAt: now,
    updatedAt: now,
  }
}

/** The dialog once the item at `lastSeq + 1` stands in it. */
export function withItem(dialog: Dialog, item: Item): Dialog {
  const next: Dialog = { ...dialog, lastSeq: item.dseq, updatedAt: Math.max(dialog.updatedAt, item.at) }
  return item.kind === 'message' ? withMessage(next, item) : next
}

function withMessage(dialog: Dialog, message: MessageItem): Dialog {
  // Nobody has answered, and the list goes on showing what the customer has said.
  if (message.auto) return dialog
  const isIncoming = message.direction === 'in'
  return {
    ...dialog,
    unanswered: isIncoming ? dialog.unanswered + 1 : 0,
    lastInSeq: isIncoming ? message.dseq : dialog.lastInSeq,
    lastInAt: isIncoming ? message.at : dialog.lastInAt,
    lastAnswer: !isIncoming && message.authorId !== null ? { seq: message.dseq, by: message.authorId } : dialog.lastAnswer,
    lastMessage: lastMessageOf(message),
    ...(isIncoming && dialog.snoozedUntil != null ? { snoozedUntil: null } : {}),
  }
}

/** The dialog once a message in it has changed: the list shows the last one as it now stands (MC4: nothing is counted). */
export function withChanged(dialog: Dialog, message: MessageItem): Dialog {
  return dialog.lastMessage?.dseq === message.dseq ? { ...dialog, lastMessage: lastMessageOf(message) } : dialog
}

/** The dialog once a customer has changed or taken back a message of their own. */
export const withInChange = (dialog: Dialog): Dialog => ({ ...dialog, inChanges: (dialog.inChanges ?? 0) + 1 })

function lastMessageOf(message: MessageItem): LastMessage {
  const what = message.deleted ? 'deleted' : message.content?.type
  return {
    direction: message.direction,
    text: message.deleted ? '' : previewOf(message.text),
    mime: message.deleted ? null : (message.attachments[0]?.mime ?? null),
    at: message.at,
    dseq: message.dseq,
    ...(what ? { what } : {}),
  }
}

/** The dialog once an own message of it has gone from one state to another; the same when that makes no difference to it. */
export function withDelivery(dialog: Dialog, from: DeliveryState, to: DeliveryState): Dialog {
  const by = Number(isInTrouble(to)) - Number(isInTrouble(from))
  // Rows of an older time have no such field.
  return by === 0 ? dialog : { ...dialog, failed: Math.max((dialog.failed ?? 0) + by, 0) }
}

const isInTrouble = (state: DeliveryState): boolean => state === 'failed' || state === 'unknown'

/** Cut between letters: half a surrogate pair is refused by some databases and shown as a box. */
const previewOf = (text: string): string => text.slice(0, PREVIEW_CHARS).replace(/[\ud800-\udbff]$/, '')

/** Until when the channel takes an answer, ms since 1970; null: for ever, or not known. */
export function replyDeadline(
  { lastInAt }: Pick<Dialog, 'lastInAt'>,
  { replyWindowMs }: Pick<Capabilities, 'replyWindowMs'>,
): number | null {
  return replyWindowMs === null || lastInAt === null || lastInAt === undefined ? null : lastInAt + replyWindowMs
}

/** Counts towards the badge over the list. */
export const isWaiting = (dialog: Dialog): boolean => dialog.state === 'open' && dialog.unanswered > 0 && !isSnoozed(dialog)

/** Put off: not in the open list, and not counted. */
export const isSnoozed = ({ snoozedUntil }: Pick<Dialog, 'snoozedUntil'>): boolean => snoozedUntil != null
