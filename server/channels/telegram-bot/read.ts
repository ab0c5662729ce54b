/** What an update says to Okno. Pure: the same update reads the same at any time. */
import * as v from 'valibot'
import type { ReadEvent, Reading } from '../connector'
import { isPrivate, messageKey, peerKeyOf } from './keys'
import { readMessage, textOf } from './message'
import { type Message, Update } from './update'

export function readUpdate(raw: string, at: number): Reading {
  const json = parseJson(raw)
  if (json === undefined) return { ok: false, reason: 'not-json' }
  const parsed = v.safeParse(Update, json)
  if (!parsed.success)
    return { ok: false, reason: `not-an-update: ${parsed.issues[0].path?.map(({ key }) => String(key)).join('.') ?? ''}` }
  return { ok: true, events: eventsOf(parsed.output, at) }
}

function eventsOf(update: Update, at: number): readonly ReadEvent[] {
  const message = update.message ?? update.business_message
  if (message) return fromPerson(message) ? readMessage(message) : []
  const edited = update.edited_message ?? update.edited_business_message
  if (edited) return fromPerson(edited) ? editOf(edited, update.update_id) : []
  if (update.message_reaction) return reactionOf(update.message_reaction, update.update_id)
  return update.deleted_business_messages ? deletionsOf(update.deleted_business_messages, at) : []
}

/** In private chats; not what this very bot has said for a business. */
const fromPerson = ({ chat, sender_business_bot }: Message): boolean => isPrivate(chat) && sender_business_bot === undefined

/**
 * A place on the map that moves, or a picture that is changed, is told as an edit too; Okno keeps words. Within a second
 * Telegram tells no time, and the number of the update tells the order.
 */
function editOf(message: Message, updateId: number): readonly ReadEvent[] {
  const text = textOf(message)
  const isWords = message.text !== undefined || message.caption !== undefined
  if (!isWords) return []
  const at = (message.edit_date ?? message.date) * 1000 + (updateId % 1000)
  return [{ type: 'edited', peerKey: peerKeyOf(message), target: { key: messageKey(message) }, at, text }]
}

function reactionOf(reaction: NonNullable<Update['message_reaction']>, updateId: number): readonly ReadEvent[] {
  if (!isPrivate(reaction.chat)) return []
  const emojis = reaction.new_reaction.flatMap(({ type, emoji }) => (type === 'emoji' && emoji ? [emoji] : []))
  const at = reaction.date * 1000 + (updateId % 1000)
  return [{ type: 'reaction', peerKey: peerKeyOf(reaction), target: { key: messageKey(reaction) }, at, emojis }]
}

/** Telegram does not say when. */
const deletionsOf = (
  { chat, message_ids, business_connection_id }: NonNullable<Update['deleted_business_messages']>,
  at: number,
): readonly ReadEvent[] =>
  message_ids.map((message_id) => {
    const message = { chat, message_id, business_connection_id }
    return { type: 'deleted', peerKey: peerKeyOf(message), target: { key: messageKey(message) }, at }
  })

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}
