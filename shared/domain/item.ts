import * as v from 'valibot'
import { Attachments, MAX_ATTACHMENTS } from './attachment'
import { CardField, CardPlace } from './card-place'
import { AnswerWay, Content } from './content'
import { DeliveryState } from './delivery'
import { Id } from './id'
import { Amendment, Deleted, Edit, MAX_EDITS, MAX_REACTIONS, Reaction } from './message-change'
import { OrderStatus } from './order-status'

export const MAX_MESSAGE_CHARS = 10_000

/** Milliseconds since 1970, UTC, by the server's clock (by the device's own in an overlay). */
export const Instant = v.pipe(v.number(), v.integer(), v.minValue(0))

const common = {
  id: Id,
  dialogId: Id,
  /** Place in the dialog: 1, 2, 3 … without holes, given by the server. */
  dseq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: Instant,
}

/** A file that the channel has told of and that could not be had. */
export const MissingFile = v.object({
  name: v.pipe(v.string(), v.maxLength(200)),
  why: v.picklist(['later', 'gone', 'too-large']),
})
export type MissingFile = v.InferOutput<typeof MissingFile>

export const MessageItem = v.object({
  ...common,
  kind: v.literal('message'),
  direction: v.picklist(['in', 'out']),
  /** The operator who wrote it; null for the customer and for automatic messages. */
  authorId: v.nullable(Id),
  text: v.pipe(v.string(), v.maxLength(MAX_MESSAGE_CHARS)),
  attachments: Attachments,
  replyTo: v.nullable(Id),
  state: DeliveryState,
  /** The channel's reason when `state` is failed. */
  error: v.nullable(v.string()),
  // What most messages do not have, and rows written before it was known: absent is none.
  content: v.optional(Content),
  /** Of an answer to a comment. */
  way: v.optional(AnswerWay),
  edits: v.optional(v.pipe(v.array(Edit), v.maxLength(MAX_EDITS))),
  deleted: v.optional(Deleted),
  reactions: v.optional(v.pipe(v.array(Reaction), v.maxLength(MAX_REACTIONS))),
  /** How the operators' last change of it stands with the channel. */
  amendment: v.optional(Amendment),
  /** Said by Okno itself, and so no answer. */
  auto: v.optional(v.picklist(['greeting', 'off-hours'])),
  /** Files that the customer has sent and that are not here: `later` ones are still asked for. */
  missing: v.optional(v.pipe(v.array(MissingFile), v.maxLength(MAX_ATTACHMENTS))),
})
export type MessageItem = v.InferOutput<typeof MessageItem>

/** What happened to the dialog. Seen by operators only. */
export const DialogEvent = v.variant('type', [
  v.object({ type: v.literal('started') }),
  v.object({ type: v.literal('assigned'), from: v.nullable(Id), to: v.nullable(Id), byReply: v.boolean() }),
  v.object({ type: v.literal('closed') }),
  v.object({ type: v.literal('reopened'), by: v.picklist(['operator', 'message', 'reply']) }),
  v.object({ type: v.literal('spam') }),
  v.object({ type: v.literal('unspam') }),
  v.object({ type: v.literal('renamed'), from: v.string(), to: v.string() }),
  v.object({ type: v.literal('phone-added'), value: v.string() }),
  v.object({ type: v.literal('phone-removed'), value: v.string() }),
  v.object({ type: v.literal('email-added'), value: v.string() }),
  v.object({ type: v.literal('email-removed'), value: v.string() }),
  v.object({ type: v.literal('customer-saved'), customerId: Id }),
  v.object({ type: v.literal('customer-linked'), customerId: Id }),
  v.object({ type: v.literal('customer-unlinked'), customerId: Id }),
  v.object({ type: v.literal('snoozed'), until: Instant }),
  v.object({ type: v.literal('unsnoozed'), by: v.picklist(['operator', 'time', 'message']) }),
  v.object({ type: v.literal('scheduled'), at: Instant }),
  v.object({ type: v.literal('unscheduled') }),
  /** A message was not sent at its time. */
  v.object({ type: v.literal('held'), why: v.picklist(['answered', 'window-closed']) }),
  /** `itemId`: the message. The customer did it when there is no actor. */
  v.object({ type: v.literal('message-edited'), itemId: Id }),
  v.object({ type: v.literal('message-deleted'), itemId: Id }),
  v.object({ type: v.literal('order-created'), orderId: Id, number: v.number() }),
  v.object({ type: v.literal('order-status'), orderId: Id, number: v.number(), from: OrderStatus, to: OrderStatus }),
  /** Cards of this dialog. `title`: as it was then. */
  v.object({ type: v.literal('card-created'), cardId: Id, title: v.string(), to: CardPlace }),
  v.object({ type: v.literal('card-moved'), cardId: Id, title: v.string(), from: CardPlace, to: CardPlace }),
  v.object({ type: v.literal('card-edited'), cardId: Id, title: v.string(), fields: v.array(CardField) }),
  v.object({ type: v.literal('card-removed'), cardId: Id, title: v.string(), isRemoved: v.boolean() }),
])
export type DialogEvent = v.InferOutput<typeof DialogEvent>

export const EventItem = v.object({
  ...common,
  kind: v.literal('event'),
  /** Who did it; null when Okno or the customer did. */
  actorId: v.nullable(Id),
  event: DialogEvent,
})
export type EventItem = v.InferOutput<typeof EventItem>

/** A note: its text is a Yjs document; `text` is the server's copy of it for lists and search. */
export const NoteItem = v.object({
  ...common,
  kind: v.literal('note'),
  authorId: Id,
  text: v.string(),
  deleted: v.boolean(),
  /** Operators whom the text names with an @; written by the server together with it. Absent: nobody. */
  mentions: v.optional(v.array(Id)),
})
export type NoteItem = v.InferOutput<typeof NoteItem>

export const Item = v.variant('kind', [MessageItem, EventItem, NoteItem])
export type Item = v.InferOutput<typeof Item>
