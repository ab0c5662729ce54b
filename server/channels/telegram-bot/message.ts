/** One message of a customer, as Okno takes it. */
import { MAX_VOICE_MS } from '#shared/domain/attachment'
import type { Content } from '#shared/domain/content'
import type { ComingFile, ReadEvent } from '../connector'
import { messageKey, peerKeyOf } from './keys'
import type { Entity, Message } from './update'

export function readMessage(message: Message): readonly ReadEvent[] {
  const said = contentOf(message)
  // A picture of the group was changed, a message was pinned: nobody has said anything.
  if (said.text === '' && said.files.length === 0 && !said.content) return []
  const { from, chat } = message
  // In a business chat the owner's own words come too.
  const isShop = message.business_connection_id !== undefined && from !== undefined && from.id !== chat.id
  return [
    {
      type: 'message',
      peer: peerOf(message, isShop),
      key: messageKey(message),
      text: said.text,
      files: said.files,
      ...(said.content ? { content: said.content } : {}),
      ...(message.reply_to_message ? { replyTo: messageKey({ ...message, message_id: message.reply_to_message.message_id }) } : {}),
      ...(isShop ? { by: 'shop' } : {}),
    },
  ]
}

/** Of the customer also where the shop writes: the chat has their name. */
function peerOf(message: Message, isShop: boolean) {
  const { chat, from } = message
  const person = isShop ? chat : (from ?? chat)
  const word = (name: string) => (typeof person[name] === 'string' ? person[name] : '')
  const name = [word('first_name'), word('last_name')].filter(Boolean).join(' ') || word('username') || String(chat.id)
  const page = word('username') === '' ? '' : `https://t.me/${word('username')}`
  const language = isShop ? '' : (from?.language_code ?? '')
  return { key: peerKeyOf(message), name: name.slice(0, 120), origin: page === '' && language === '' ? null : { page, language } }
}

interface Said {
  readonly text: string
  readonly files: readonly ComingFile[]
  readonly content?: Content
}

function contentOf(message: Message): Said {
  const { sticker, contact, venue, location, dice, poll } = message
  if (sticker) {
    // What moves as a drawing no browser shows; its still picture everyone does.
    const picture = sticker.is_animated ? sticker.thumbnail : sticker
    const files = picture ? [{ from: { ref: picture.file_id }, name: sticker.is_video ? 'sticker.webm' : 'sticker.webp' }] : []
    return { text: '', files, content: { type: 'sticker', emoji: sticker.emoji.slice(0, 16) } }
  }
  if (contact) {
    const name = line([contact.first_name, contact.last_name].filter(Boolean).join(' '))
    return { text: '', files: [], content: { type: 'contact', name, phones: [line(contact.phone_number)], emails: [] } }
  }
  const place = venue?.location ?? location
  if (place) {
    const { latitude, longitude } = place
    const content = { type: 'location', latitude, longitude, title: line(venue?.title ?? ''), address: line(venue?.address ?? '') } as const
    return { text: '', files: [], content }
  }
  if (dice) return { text: `${dice.emoji} ${dice.value}`, files: [] }
  if (poll) return { text: `📊 ${poll.question}`, files: [] }
  return { text: textOf(message), files: filesOf(message) }
}

function filesOf(message: Message): readonly ComingFile[] {
  const { photo, animation, document, video, video_note, audio, voice } = message
  const largest = photo.at(-1)
  if (largest) return [coming(largest, `photo-${message.message_id}.jpg`, pixels(largest))]
  if (animation) return [coming(animation, 'animation.mp4', pixels(animation))]
  if (video) return [coming(video, `video-${message.message_id}.mp4`, pixels(video))]
  if (video_note)
    return [coming(video_note, `video-${message.message_id}.mp4`, pixels({ width: video_note.length, height: video_note.length }))]
  if (voice) {
    const ms = Math.min(Math.round(voice.duration * 1000), MAX_VOICE_MS)
    return [coming(voice, `voice-${message.message_id}.ogg`, { voice: { ms, wave: [] } })]
  }
  if (audio) return [coming(audio, `${[audio.performer, audio.title].filter(Boolean).join(' - ') || 'audio'}.mp3`)]
  return document ? [coming(document, 'document')] : []
}

interface Told {
  readonly file_id: string
  readonly file_size?: number | undefined
  readonly file_name?: string | undefined
}

const coming = ({ file_id, file_size, ...told }: Told, otherwise: string, shape?: ComingFile['shape']): ComingFile => ({
  from: { ref: file_id },
  name: told.file_name || otherwise,
  ...(file_size === undefined ? {} : { size: file_size }),
  ...(shape ? { shape } : {}),
})

/** Only what a picture may have: a sender's word, and an empty frame is sized by it. */
function pixels({ width, height }: { width?: number | undefined; height?: number | undefined }): NonNullable<ComingFile['shape']> {
  const isShape = [width, height].every((side) => side !== undefined && Number.isInteger(side) && side >= 1 && side <= 100_000)
  return isShape && width !== undefined && height !== undefined ? { width, height } : {}
}

const line = (text: string): string => text.slice(0, 300)

/** The words with the addresses behind links: an operator sees where a link leads. */
export function textOf({ text, entities, caption, caption_entities }: Message): string {
  const words = text ?? caption ?? ''
  return withLinks(words, text === undefined ? caption_entities : entities)
}

function withLinks(text: string, entities: readonly Entity[]): string {
  const links = entities.filter(({ type, url }) => type === 'text_link' && url !== undefined)
  // From the end, so that places before it stay where they are.
  return [...links]
    .sort((one, other) => other.offset - one.offset)
    .reduce((made, { offset, length, url }) => {
      const end = offset + length
      return made.slice(offset, end) === url ? made : `${made.slice(0, end)} (${url})${made.slice(end)}`
    }, text)
}
