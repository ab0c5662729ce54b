import type { Update } from '@grammyjs/types'
import { describe, expect, test } from 'vitest'
import { readUpdate } from './read'

const AT = 1_700_000_000_000
const olena = { id: 42, is_bot: false, first_name: 'Олена', last_name: 'Коваль', username: 'olena_k', language_code: 'uk' }
const chat = { id: 42, type: 'private', first_name: 'Олена' } as const
const base = { message_id: 7, date: 1_700_000_000, chat, from: olena }

const read = (update: object) => {
  const reading = readUpdate(JSON.stringify({ update_id: 900_123, ...update }), AT)
  if (!reading.ok) throw new Error(reading.reason)
  return reading.events
}
/** Payloads as the API documents them. */
const message = (content: object) => read({ message: { ...base, ...content } })[0]

describe('a message', () => {
  test('has words, a person with a name, a page and a language, and a key of chat and number', () => {
    const update = { update_id: 1, message: { ...base, text: 'Добрий день' } } satisfies Update
    expect(read(update)).toEqual([
      {
        type: 'message',
        peer: { key: '42', name: 'Олена Коваль', origin: { page: 'https://t.me/olena_k', language: 'uk' } },
        key: '42:7',
        text: 'Добрий день',
        files: [],
      },
    ])
  })

  test('shows where its links lead', () => {
    const entities = [
      { type: 'text_link', offset: 0, length: 3, url: 'https://one.example' },
      { type: 'bold', offset: 4, length: 3 },
      { type: 'text_link', offset: 8, length: 3, url: 'https://two.example' },
    ]
    expect(message({ text: 'раз два три', entities })).toMatchObject({
      text: 'раз (https://one.example) два три (https://two.example)',
    })
  })

  test('of a picture brings the largest, with its words and shape', () => {
    const photo = [
      { file_id: 'small', file_unique_id: 's', width: 90, height: 67 },
      { file_id: 'large', file_unique_id: 'l', width: 1280, height: 960, file_size: 140_000 },
    ]
    expect(message({ photo, caption: 'Такий?' })).toMatchObject({
      text: 'Такий?',
      files: [{ from: { ref: 'large' }, name: 'photo-7.jpg', size: 140_000, shape: { width: 1280, height: 960 } }],
    })
  })

  test('of a voice says how long it is', () => {
    const voice = { file_id: 'v', file_unique_id: 'v', duration: 12, mime_type: 'audio/ogg', file_size: 9000 }
    expect(message({ voice })).toMatchObject({ files: [{ name: 'voice-7.ogg', shape: { voice: { ms: 12_000, wave: [] } } }] })
  })

  test.each([
    ['document', { file_id: 'd', file_unique_id: 'd', file_name: 'накладна.pdf' }, 'накладна.pdf'],
    ['video', { file_id: 'd', file_unique_id: 'd', width: 0, height: 0, duration: 1 }, 'video-7.mp4'],
    ['video_note', { file_id: 'd', file_unique_id: 'd', length: 240, duration: 1 }, 'video-7.mp4'],
    ['audio', { file_id: 'd', file_unique_id: 'd', duration: 1, performer: 'ОЕ', title: 'Без бою' }, 'ОЕ - Без бою.mp3'],
  ])('of a %s has its file', (kind, content, name) => {
    expect(message({ [kind]: content })).toMatchObject({ files: [{ from: { ref: 'd' }, name }] })
  })

  test('of a gif has one file, though Telegram tells of it twice', () => {
    const gif = { file_id: 'g', file_unique_id: 'g', width: 10, height: 10, duration: 1 }
    expect(message({ animation: gif, document: gif })).toMatchObject({ files: [{ from: { ref: 'g' } }] })
  })

  test('of a sticker is its picture, and of a drawn one its still', () => {
    const sticker = {
      file_id: 's',
      file_unique_id: 's',
      type: 'regular',
      width: 512,
      height: 512,
      is_animated: false,
      is_video: false,
      emoji: '👍',
    }
    expect(message({ sticker })).toMatchObject({ content: { type: 'sticker', emoji: '👍' }, files: [{ from: { ref: 's' } }] })
    const thumbnail = { file_id: 'still', file_unique_id: 't', width: 128, height: 128 }
    expect(message({ sticker: { ...sticker, is_animated: true, thumbnail } })).toMatchObject({ files: [{ from: { ref: 'still' } }] })
    expect(message({ sticker: { ...sticker, is_animated: true } })).toMatchObject({ files: [], content: { emoji: '👍' } })
  })

  test('of a place, a venue and a person is what it is', () => {
    const location = { latitude: 50.45, longitude: 30.52 }
    expect(message({ location })).toMatchObject({ content: { type: 'location', latitude: 50.45, longitude: 30.52, title: '' } })
    expect(message({ location, venue: { location, title: 'НП №1', address: 'Хрещатик' } })).toMatchObject({
      content: { type: 'location', title: 'НП №1', address: 'Хрещатик' },
    })
    expect(message({ contact: { phone_number: '+380671234567', first_name: 'Тарас' } })).toMatchObject({
      content: { type: 'contact', name: 'Тарас', phones: ['+380671234567'], emails: [] },
    })
  })

  test('names the message it answers', () => {
    expect(message({ text: 'так', reply_to_message: { message_id: 3, date: 1, chat } })).toMatchObject({ replyTo: '42:3' })
  })

  test('of a group, and news of a chat in which nobody says anything, concern nobody', () => {
    expect(read({ message: { ...base, chat: { id: -100, type: 'supergroup', title: 'G' }, text: 'x' } })).toEqual([])
    expect(message({ pinned_message: { message_id: 1 } })).toBeUndefined()
    expect(read({ channel_post: { message_id: 1 } })).toEqual([])
  })
})

describe('what becomes of a message', () => {
  test('an edit stands at its time; two within a second in their order', () => {
    const edit = { ...base, edit_date: 1_700_000_060, text: 'Три' }
    const [first] = read({ update_id: 900_123, edited_message: edit })
    const [second] = read({ update_id: 900_124, edited_message: edit })
    expect(first).toEqual({ type: 'edited', peerKey: '42', target: { key: '42:7' }, at: 1_700_000_060_123, text: 'Три' })
    expect(second).toMatchObject({ at: 1_700_000_060_124 })
    // A place that moves is told as an edit, and has no words.
    expect(read({ edited_message: { ...base, location: { latitude: 1, longitude: 1 } } })).toEqual([])
  })

  test('reactions are all that stand there now', () => {
    const reaction = (...emojis: string[]) => ({
      chat,
      message_id: 7,
      user: olena,
      date: 1_700_000_001,
      old_reaction: [],
      new_reaction: [...emojis.map((emoji) => ({ type: 'emoji', emoji })), { type: 'custom_emoji', custom_emoji_id: '5' }],
    })
    expect(read({ message_reaction: reaction('👍', '🔥') })).toMatchObject([
      { type: 'reaction', target: { key: '42:7' }, emojis: ['👍', '🔥'] },
    ])
    expect(read({ message_reaction: reaction() })).toMatchObject([{ emojis: [] }])
  })
})

describe('a business account', () => {
  const business = { ...base, business_connection_id: 'bc1', text: 'Привіт' }

  test('has conversations of its own', () => {
    expect(read({ business_message: business })).toMatchObject([{ peer: { key: 'b:42' }, key: 'b:42:7' }])
  })

  test('tells what its owner has written on the phone, and not what this bot has', () => {
    const owner = { id: 1, is_bot: false, first_name: 'Магазин' }
    expect(read({ business_message: { ...business, from: owner } })).toMatchObject([
      { by: 'shop', peer: { key: 'b:42', name: 'Олена', origin: null } },
    ])
    const bot = { id: 77, is_bot: true, first_name: 'Bot' }
    expect(read({ business_message: { ...business, from: owner, sender_business_bot: bot } })).toEqual([])
  })

  test('tells of deleted messages', () => {
    expect(read({ deleted_business_messages: { business_connection_id: 'bc1', chat, message_ids: [7, 8] } })).toEqual([
      { type: 'deleted', peerKey: 'b:42', target: { key: 'b:42:7' }, at: AT },
      { type: 'deleted', peerKey: 'b:42', target: { key: 'b:42:8' }, at: AT },
    ])
  })
})
