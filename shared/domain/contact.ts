import * as v from 'valibot'
import { Id } from './id'
import { Instant } from './item'

export const MAX_NAME_CHARS = 120
const MAX_ADDRESSES = 20

export const PersonName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME_CHARS))
/** E.164: `+` and 7 to 15 digits. */
export const Phone = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/))
export const Email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254))

/** A person as one channel knows them. */
export const Contact = v.object({
  id: Id,
  channelId: Id,
  /** How the channel names the person: a chat id, an address, a visitor's id. */
  peerKey: v.pipe(v.string(), v.minLength(1), v.maxLength(320)),
  /** The person's name: from the messenger until an operator renames, then the operator's word stands. */
  name: v.pipe(v.string(), v.maxLength(MAX_NAME_CHARS)),
  nameBy: v.picklist(['channel', 'operator']),
  phones: v.pipe(v.array(Phone), v.maxLength(MAX_ADDRESSES)),
  emails: v.pipe(v.array(Email), v.maxLength(MAX_ADDRESSES)),
  /** Where the person is writing from, as the channel says: a page, a language. Shown, never trusted. */
  origin: v.nullable(v.object({ page: v.pipe(v.string(), v.maxLength(2000)), language: v.pipe(v.string(), v.maxLength(35)) })),
  createdAt: Instant,
  /** The saved buyer this person is; null or absent: not saved. */
  customerId: v.optional(v.nullable(Id)),
})
export type Contact = v.InferOutput<typeof Contact>
