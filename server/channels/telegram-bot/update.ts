/**
 * What the Bot API tells of, as far as Okno reads it: https://core.telegram.org/bots/api#update. Whatever else a message
 * holds is let through unread, so that a newer API is no error.
 */
import * as v from 'valibot'

/** Telegram's ids have at most 52 significant bits. */
const Id = v.pipe(v.number(), v.safeInteger())
const Seconds = v.pipe(v.number(), v.integer(), v.minValue(0))

const Chat = v.looseObject({ id: Id, type: v.string(), title: v.optional(v.string()) })
const User = v.looseObject({
  id: Id,
  is_bot: v.optional(v.boolean()),
  first_name: v.optional(v.string(), ''),
  last_name: v.optional(v.string(), ''),
  username: v.optional(v.string()),
  language_code: v.optional(v.string(), ''),
})
export type User = v.InferOutput<typeof User>

const file = { file_id: v.pipe(v.string(), v.minLength(1), v.maxLength(500)), file_size: v.optional(v.number()) }
const Named = v.looseObject({ ...file, file_name: v.optional(v.string()), mime_type: v.optional(v.string()) })
const Shaped = v.looseObject({ ...Named.entries, width: v.optional(v.number()), height: v.optional(v.number()) })
const Sounding = v.looseObject({ ...Named.entries, duration: v.optional(v.number(), 0) })
const Picture = v.looseObject({ ...file, width: v.number(), height: v.number() })
const Location = v.looseObject({ latitude: v.number(), longitude: v.number() })

const Entity = v.looseObject({ type: v.string(), offset: v.number(), length: v.number(), url: v.optional(v.string()) })
export type Entity = v.InferOutput<typeof Entity>

const Words = {
  text: v.optional(v.string()),
  entities: v.optional(v.array(Entity), []),
  caption: v.optional(v.string()),
  caption_entities: v.optional(v.array(Entity), []),
}

export const Message = v.looseObject({
  message_id: Id,
  date: Seconds,
  edit_date: v.optional(Seconds),
  chat: Chat,
  from: v.optional(User),
  business_connection_id: v.optional(v.string()),
  /** Sent by this bot in the name of the business. */
  sender_business_bot: v.optional(User),
  reply_to_message: v.optional(v.looseObject({ message_id: Id })),
  ...Words,
  photo: v.optional(v.array(Picture), []),
  document: v.optional(Named),
  animation: v.optional(Shaped),
  video: v.optional(Shaped),
  video_note: v.optional(v.looseObject({ ...file, length: v.optional(v.number()), duration: v.optional(v.number()) })),
  audio: v.optional(v.looseObject({ ...Sounding.entries, performer: v.optional(v.string()), title: v.optional(v.string()) })),
  voice: v.optional(Sounding),
  sticker: v.optional(
    v.looseObject({
      ...file,
      emoji: v.optional(v.string(), ''),
      is_animated: v.optional(v.boolean(), false),
      is_video: v.optional(v.boolean(), false),
      thumbnail: v.optional(Picture),
    }),
  ),
  location: v.optional(Location),
  venue: v.optional(v.looseObject({ location: Location, title: v.string(), address: v.string() })),
  contact: v.optional(
    v.looseObject({ phone_number: v.string(), first_name: v.optional(v.string(), ''), last_name: v.optional(v.string(), '') }),
  ),
  dice: v.optional(v.looseObject({ emoji: v.string(), value: v.number() })),
  poll: v.optional(v.looseObject({ question: v.string() })),
})
export type Message = v.InferOutput<typeof Message>

const Reaction = v.looseObject({ type: v.string(), emoji: v.optional(v.string()) })

export const MessageReaction = v.looseObject({
  chat: Chat,
  message_id: Id,
  user: v.optional(User),
  date: Seconds,
  new_reaction: v.array(Reaction),
})

export const ChatMember = v.looseObject({ chat: Chat, from: User, new_chat_member: v.looseObject({ status: v.string() }) })

export const Update = v.looseObject({
  update_id: Id,
  message: v.optional(Message),
  edited_message: v.optional(Message),
  business_message: v.optional(Message),
  edited_business_message: v.optional(Message),
  deleted_business_messages: v.optional(
    v.looseObject({ business_connection_id: v.string(), chat: Chat, message_ids: v.pipe(v.array(Id), v.maxLength(1000)) }),
  ),
  message_reaction: v.optional(MessageReaction),
  my_chat_member: v.optional(ChatMember),
  callback_query: v.optional(v.looseObject({ id: v.string(), data: v.optional(v.string()) })),
})
export type Update = v.InferOutput<typeof Update>

/** What Telegram is asked to tell of; reactions and business messages it tells only when asked. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'message_reaction',
  'my_chat_member',
  'callback_query',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
] as const
