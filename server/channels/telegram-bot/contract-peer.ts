/** Telegram and a customer with a telephone, as the contract of channels drives them. */
import type { ContractPeer, MediaKind } from '../channel-contract/peer'
import { telegramBot } from './connector'
import { startEmulator } from './emulator'
import { makePerson, type SentKind } from './emulator-person'

const TOKEN = '7700:AAEmulatedTokenOfATestBot-0123456789'

export async function makeTelegramPeer(): Promise<ContractPeer> {
  const emulator = await startEmulator(TOKEN)
  const olena = makePerson(emulator.state, { id: 42, first_name: 'Олена', username: 'olena', language_code: 'uk' })
  const keyOf = (messageId: number) => `42:${messageId}`
  const idOf = (key: string) => Number(key.split(':')[1])

  const kind = (sent: SentKind, name: string, mime: string, more: Partial<MediaKind> = {}): MediaKind => ({
    send: async (bytes) => keyOf(olena.sends(sent, bytes)),
    bytes: SAMPLES[name.split('.')[1] ?? ''] ?? new Uint8Array(),
    name,
    mime,
    ...more,
  })

  return {
    connector: telegramBot,
    settings: { mode: 'polling', server: emulator.url },
    secrets: { token: TOKEN },
    wrongSecrets: { token: '7700:AAnotTheTokenOfThisBot-000000000000000' },
    media: {
      photo: kind('photo', 'a.png', 'image/png'),
      voice: kind('voice', 'a.ogg', 'audio/ogg', { isVoice: true }),
      document: kind('document', 'a.pdf', 'application/pdf'),
      video: kind('video', 'a.mp4', 'video/mp4'),
      sticker: kind('sticker', 'a.webp', 'image/webp'),
    },
    says: async (text, { replyTo } = {}) =>
      keyOf(
        olena.writes(
          text,
          replyTo
            ? {
                reply_to_message: {
                  message_id: idOf(replyTo),
                  date: 1,
                  chat: { id: 42, type: 'private', first_name: 'Олена' },
                  reply_to_message: undefined,
                  text: '',
                },
              }
            : {},
        ),
      ),
    edits: async (key, text) => olena.edits(idOf(key), text),
    reacts: async (key, emoji) => olena.reacts(idOf(key), emoji),
    again: async () => emulator.repeat(),
    got: async () =>
      olena.shown().map(({ text, file, replyTo, message_id, isDeleted, reaction }) => ({
        text,
        file: file?.bytes ?? null,
        replyTo: replyTo === null ? null : keyOf(replyTo),
        key: keyOf(message_id),
        isDeleted,
        reaction,
      })),
    failNext(how) {
      const faults = {
        'slow-down': { is: 'refuse', code: 429, words: 'Too Many Requests: retry after 1', retryAfter: 1 },
        'lost-answer': { is: 'lose-answer' },
        temporary: { is: 'refuse', code: 500, words: 'Internal Server Error: restart' },
        permanent: { is: 'refuse', code: 403, words: 'Forbidden: bot was blocked by the user' },
      } as const
      emulator.failNext('sendMessage', faults[how])
    },
    permanentReason: 'blocked',
    stop: emulator.stop,
    start: emulator.start,
    hostile: HOSTILE,
    close: emulator.stop,
  }
}

/** The smallest files that are what they say. */
const SAMPLES: Readonly<Record<string, Uint8Array>> = {
  png: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
  ogg: Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(40)]),
  pdf: Buffer.from('%PDF-1.4\n%%EOF\n'),
  mp4: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(64)]),
  webp: Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'),
}

const HOSTILE = [
  '',
  'null',
  '[]',
  '{"update_id":"5"}',
  '{"update_id":1,"message":{"message_id":1}}',
  '{"update_id":1,"message":{"message_id":9007199254740993,"date":1,"chat":{"id":1,"type":"private"},"text":"x"}}',
  '{"update_id":1,"message":{"message_id":1,"date":-1,"chat":{"id":1,"type":"private"},"text":"x"}}',
  `{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"${'x'.repeat(20_000)}"}}`,
  '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"location":{"latitude":500,"longitude":0}}}',
  '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"photo":[{"file_id":"","width":1,"height":1}]}}',
  `{"update_id":1,"message":${'['.repeat(5000)}`,
]
