/** A customer with a phone, at the other side of the emulated Telegram. */
import type { Message, Update } from '@grammyjs/types'
import type { EmulatorState, Person, Shown } from './emulator-state'

export type SentKind = 'photo' | 'video' | 'audio' | 'voice' | 'document' | 'sticker' | 'animation' | 'video_note'

export interface TelegramPerson {
  readonly id: number
  /** @returns the number of the message. */
  writes(text: string, more?: Partial<Message.TextMessage>): number
  sends(kind: SentKind, bytes: Uint8Array, more?: { caption?: string; name?: string }): number
  tells(content: object): number
  edits(messageId: number, text: string): void
  reacts(messageId: number, emoji: string | null): void
  /** What their phone shows of the bot's words. */
  shown(): readonly Shown[]
  blocks(): void
}

type TextUpdate = Omit<Update, 'update_id'>
const now = () => Math.floor(Date.now() / 1000)

export function makePerson(state: EmulatorState, person: Person): TelegramPerson {
  const from = { is_bot: false, ...person }
  const chat = {
    id: person.id,
    type: 'private' as const,
    first_name: person.first_name,
    ...(person.username ? { username: person.username } : {}),
  }
  state.chats.set(person.id, chat)
  const base = (message_id: number) => ({ message_id, date: now(), from, chat })

  function say(content: object): number {
    const message_id = state.nextMessageId()
    state.tell({ message: { ...base(message_id), ...content } })
    return message_id
  }

  return {
    id: person.id,
    writes: (text, more = {}) => say({ text, ...more }),
    sends(kind, bytes, { caption, name } = {}) {
      const file = state.addFile(bytes)
      const shaped = { ...file, width: 320, height: 240, duration: 3 }
      const content = {
        photo: [
          { ...file, file_id: 'small', width: 90, height: 67 },
          { ...file, width: 320, height: 240 },
        ],
        video: shaped,
        animation: shaped,
        audio: { ...shaped, performer: 'Океан Ельзи', title: 'Без бою', mime_type: 'audio/mpeg' },
        voice: { ...file, duration: 3, mime_type: 'audio/ogg' },
        video_note: { ...file, length: 240, duration: 3 },
        document: { ...file, file_name: name ?? 'накладна.pdf' },
        sticker: { ...file, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: '👍' },
      }[kind]
      return say({ [kind]: content, ...(caption === undefined ? {} : { caption }) })
    },
    tells: say,
    edits(messageId, text) {
      const edited_message = { ...base(messageId), edit_date: now(), text }
      state.tell({ edited_message } satisfies TextUpdate)
    },
    reacts(messageId, emoji) {
      const new_reaction = emoji === null ? [] : [{ type: 'emoji', emoji }]
      state.tell({ message_reaction: { chat, message_id: messageId, user: from, date: now(), old_reaction: [], new_reaction } })
    },
    shown: () => state.shown.filter(({ chatId }) => chatId === person.id),
    blocks() {
      state.blockedBy.add(person.id)
    },
  }
}
