/**
 * A message of ours as Telegram takes it: files that may stand together as an album, one call for each of the others, the
 * words under the first of them where they fit, else behind them. What has left is written down after each call, so that a message taken up again goes on where it stopped.
 */
import * as v from 'valibot'
import type { Attachment } from '#shared/domain/attachment'
import type { ConnectionServices, OutgoingFile } from '../connector'
import type { AmendedMessage, OutboundMessage, SendResult } from '../port'
import type { Answer, BotApi } from './api'
import { addressOf, messageIdOf } from './keys'
import { sendResultOf } from './outcome'

/** https://core.telegram.org/bots/api#sendphoto */
const MAX_CAPTION_CHARS = 1024
const MAX_PHOTO_BYTES = 10 * 1024 * 1024

/** A file, and as what Telegram takes it. */
interface Member {
  /** Name of the parameter that carries the file, and type in an album. */
  readonly field: 'photo' | 'video' | 'animation' | 'audio' | 'voice' | 'document'
  readonly attachment: Attachment
}

/** One call: words alone, one file, or several that stand together as an album. */
export interface Part {
  readonly members: readonly Member[]
  readonly text: string
}

/** Pure. */
export function partsOf({ text, attachments }: Pick<OutboundMessage, 'text' | 'attachments'>): readonly Part[] {
  if (attachments.length === 0) return [{ members: [], text }]
  const isCaption = text.length <= MAX_CAPTION_CHARS
  const albums: Member[][] = []
  for (const attachment of attachments) {
    const member = { field: fieldFor(attachment), attachment }
    const open = albums.at(-1)
    if (open && standTogether(open, member)) open.push(member)
    else albums.push([member])
  }
  const files = albums.map((members, index) => ({ members, text: isCaption && index === 0 ? text : '' }))
  return isCaption ? files : [...files, { members: [], text }]
}

export function methodOf({ members: [first, second] }: Part): string {
  if (second) return 'sendMediaGroup'
  return first ? `send${first.field.charAt(0).toUpperCase()}${first.field.slice(1)}` : 'sendMessage'
}

/** https://core.telegram.org/bots/api#sendmediagroup: pictures and films together, documents and songs among themselves. */
const ALBUMS: Readonly<Partial<Record<Member['field'], string>>> = { photo: 'seen', video: 'seen', document: 'document', audio: 'audio' }
const MAX_ALBUM = 10

function standTogether(open: readonly Member[], { field }: Member): boolean {
  const album = ALBUMS[field]
  return album !== undefined && open.length < MAX_ALBUM && open.every((each) => ALBUMS[each.field] === album)
}

/** What Telegram shows as what it is; everything else is a document, which takes any file. */
function fieldFor({ mime, size, voice }: Attachment): Member['field'] {
  if (voice && mime === 'audio/ogg') return 'voice'
  if (/^image\/(?:jpeg|png|webp)$/.test(mime) && size <= MAX_PHOTO_BYTES) return 'photo'
  if (mime === 'image/gif') return 'animation'
  if (mime === 'video/mp4') return 'video'
  return mime === 'audio/mpeg' || mime === 'audio/mp4' ? 'audio' : 'document'
}

const One = v.looseObject({ message_id: v.pipe(v.number(), v.safeInteger()) })
/** Of an album there are several. */
const Sent = v.union([
  v.pipe(v.array(One), v.minLength(1)),
  v.pipe(
    One,
    v.transform((one) => [one]),
  ),
])
const Progress = v.array(v.string())

export interface Sending {
  readonly api: BotApi
  readonly services: Pick<ConnectionServices, 'memory' | 'open'>
}

export async function sendMessage(message: OutboundMessage, { api, services }: Sending): Promise<SendResult> {
  const place = await placeOf(message.peerKey, services)
  if (!place) return { outcome: 'failed', reason: 'business-not-allowed' }
  const memo = `sent/${message.id}`
  const keys = [...(await progressOf(memo, services))]
  let told = 0
  for (const part of partsOf(message)) {
    // An album is one message for each of its files.
    told += Math.max(part.members.length, 1)
    if (told <= keys.length) continue
    const files = await Promise.all(part.members.map(({ attachment }) => services.open(attachment.id)))
    if (!files.every((file) => file !== null)) return { outcome: 'failed', reason: 'file-gone', keys }
    const answer = await sendPart(api, { part, files, place, replyTo: keys.length === 0 ? replyTo(message) : null })
    if (answer.is !== 'done') return { ...sendResultOf(answer), keys }
    const sent = v.safeParse(Sent, answer.result)
    // Taken, under a name that we did not understand.
    if (!sent.success) return { outcome: 'unknown', reason: 'lost-answer', keys }
    keys.push(...sent.output.map(({ message_id }) => `${message.peerKey}:${message_id}`))
    await services.memory.set(memo, JSON.stringify(keys))
  }
  await services.memory.set(memo, null)
  return { outcome: 'sent', keys }
}

interface Place {
  readonly chat_id: string
  readonly business_connection_id?: string
}

/** Under which connection a business is answered is written down when its customer writes. */
async function placeOf(peerKey: string, services: Sending['services']): Promise<Place | null> {
  const address = addressOf(peerKey)
  if (!address) return null
  if (!address.isBusiness) return { chat_id: address.chatId }
  const connection = await services.memory.get(businessMemo(address.chatId))
  return connection === null ? null : { chat_id: address.chatId, business_connection_id: connection }
}

export const businessMemo = (chatId: string | number): string => `business/${chatId}`

async function progressOf(memo: string, { memory }: Sending['services']): Promise<readonly string[]> {
  const held = await memory.get(memo)
  return held === null ? [] : v.parse(Progress, JSON.parse(held))
}

const replyTo = ({ replyToKeys = [] }: OutboundMessage): number | null => replyToKeys.map(messageIdOf)[0] ?? null

function sendPart(
  api: BotApi,
  { part, files, ...of }: { part: Part; files: readonly OutgoingFile[]; place: Place; replyTo: number | null },
): Promise<Answer> {
  const parameters = {
    ...of.place,
    ...wordsOf(part),
    // A message that the customer has taken back is answered all the same.
    ...(of.replyTo === null ? {} : { reply_parameters: { message_id: of.replyTo, allow_sending_without_reply: true } }),
  }
  const isAlbum = part.members.length > 1
  return api.call(methodOf(part), parameters, {
    files: part.members.flatMap(({ field }, index) =>
      files[index] ? [{ name: isAlbum ? `file${index}` : field, file: files[index] }] : [],
    ),
  })
}

function wordsOf({ members, text }: Part): Readonly<Record<string, unknown>> {
  const [first, second] = members
  const caption = (words: string) => (words === '' ? {} : { caption: words })
  if (!first) return { text }
  // Of an album the words stand under the first.
  if (second) return { media: members.map(({ field: type }, n) => ({ type, media: `attach://file${n}`, ...caption(n === 0 ? text : '') })) }
  const { voice } = first.attachment
  return { ...caption(text), ...(voice && first.field === 'voice' ? { duration: Math.round(voice.ms / 1000) } : {}) }
}

/** Brings what the customer sees in line with the message as it now stands. */
export async function amendMessage(message: AmendedMessage, { api, services }: Sending): Promise<SendResult> {
  const place = await placeOf(message.peerKey, services)
  const ids = (message.keys ?? []).flatMap((key) => messageIdOf(key) ?? [])
  const [first] = ids
  if (!place || first === undefined) return { outcome: 'failed', reason: 'not-known-there' }
  if (message.isDeleted) return all(ids.map((id) => () => remove(api, place, id)))
  const calls: (() => Promise<Answer>)[] = []
  if (message.direction === 'out' && message.isEdited) {
    const edit = editOf(message, ids)
    if (!edit) return { outcome: 'failed', reason: 'too-long' }
    calls.push(() => api.call(edit.method, { ...place, ...edit.parameters }))
  }
  // Written down, so that a reaction taken back is taken back there too, and nothing is asked for where there was none.
  const memo = `reacted/${message.id}`
  if (message.reactions.length > 0 || (await services.memory.get(memo)) !== null) {
    await services.memory.set(memo, 'yes')
    calls.push(() => react(api, place, { id: first, emojis: message.reactions }))
  }
  return all(calls)
}

/** Words stand under the first file, or in a message of their own behind the files: as many messages as files say which. */
function editOf({ text, attachments }: AmendedMessage, ids: readonly number[]) {
  const isCaption = attachments.length > 0 && ids.length === attachments.length
  if (isCaption && text.length > MAX_CAPTION_CHARS) return null
  const message_id = isCaption ? ids[0] : ids.at(-1)
  return isCaption
    ? { method: 'editMessageCaption', parameters: { message_id, caption: text } }
    : { method: 'editMessageText', parameters: { message_id, text } }
}

/** A bot has one reaction to a message. */
const react = (api: BotApi, place: Place, { id, emojis }: { id: number; emojis: readonly string[] }): Promise<Answer> =>
  api.call('setMessageReaction', {
    chat_id: place.chat_id,
    message_id: id,
    reaction: emojis.slice(0, 1).map((emoji) => ({ type: 'emoji', emoji })),
  })

const remove = (api: BotApi, { business_connection_id, chat_id }: Place, id: number): Promise<Answer> =>
  business_connection_id === undefined
    ? api.call('deleteMessage', { chat_id, message_id: id })
    : api.call('deleteBusinessMessages', { business_connection_id, message_ids: [id] })

/** Told before, and so now: the state that was wanted is there. */
const IS_SO = /message is not modified|message to delete not found/i

async function all(calls: readonly (() => Promise<Answer>)[]): Promise<SendResult> {
  for (const call of calls) {
    const answer = await call()
    if (answer.is === 'done' || (answer.is === 'refused' && IS_SO.test(answer.words))) continue
    return sendResultOf(answer)
  }
  return { outcome: 'sent' }
}
