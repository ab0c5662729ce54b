import * as v from 'valibot'
import { Attachments } from './attachment'
import { Id, PlainId } from './id'
import { Instant, MAX_MESSAGE_CHARS } from './item'

/** Messages of one dialog that wait for their time: they travel with the dialog's row, which must stay small. */
export const MAX_SCHEDULED = 5

/** A message that is to be sent later. It lies with its dialog, and is sent by the server. */
export const Scheduled = v.object({
  /** What the message's id will be. */
  id: PlainId,
  authorId: Id,
  text: v.pipe(v.string(), v.maxLength(MAX_MESSAGE_CHARS)),
  attachments: Attachments,
  replyTo: v.nullable(Id),
  dueAt: Instant,
  /** Not to be sent when the customer has written after `seen`. */
  unlessAnswered: v.boolean(),
  seen: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Why it was not sent at its time and waits for a decision; null: it waits for its time. */
  held: v.nullable(v.picklist(['answered', 'window-closed'])),
})
export type Scheduled = v.InferOutput<typeof Scheduled>

interface Waiting {
  readonly snoozedUntil?: number | null | undefined
  readonly scheduled?: readonly Scheduled[] | undefined
}

/** When the server must look at the dialog again; null: it need not. */
export function nextDue({ snoozedUntil, scheduled }: Waiting): number | null {
  const times = (scheduled ?? []).filter(({ held }) => held === null).map(({ dueAt }) => dueAt)
  if (snoozedUntil != null) times.push(snoozedUntil)
  return times.length > 0 ? Math.min(...times) : null
}

/** The id is spoken for: a message of this id is to come. */
export const isPromised = ({ scheduled }: Waiting, itemId: string): boolean => (scheduled ?? []).some(({ id }) => id === itemId)
