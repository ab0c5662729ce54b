/** What the emulated Telegram knows: people, their chats with the bot, updates that have not been confirmed. */
import { randomBytes } from 'node:crypto'

export interface Person {
  readonly id: number
  readonly first_name: string
  readonly username?: string
  readonly language_code?: string
}

/** A message as a customer's phone shows it. */
export interface Shown {
  readonly message_id: number
  readonly chatId: number
  readonly method: string
  text: string
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null
  readonly replyTo: number | null
  isDeleted: boolean
  reaction: string | null
}

export interface EmulatorState {
  readonly token: string
  /** By path. */
  readonly files: Map<string, Uint8Array>
  readonly shown: Shown[]
  readonly actions: { readonly method: string; readonly chatId: number }[]
  readonly blockedBy: Set<number>
  readonly chats: Map<number, object>
  webhook: { url: string; secret: string } | null
  readonly updates: { update_id: number }[]
  /** Not yet told, from this number on. */
  confirm(offset: number): void
  /** Settles when there is something to tell, or after so long. */
  changed(ms: number): Promise<void>
  tell(update: object): number
  repeat(): void
  nextMessageId(): number
  addFile(bytes: Uint8Array): { file_id: string; file_unique_id: string; file_size: number }
}

export function newState(token: string): EmulatorState {
  let messageId = 100
  let updateId = 5000
  const waiting = new Set<() => void>()
  const told: { update_id: number }[] = []
  const state: EmulatorState = {
    token,
    files: new Map(),
    shown: [],
    actions: [],
    blockedBy: new Set(),
    chats: new Map(),
    webhook: null,
    updates: [],
    confirm(offset) {
      while ((state.updates[0]?.update_id ?? Number.POSITIVE_INFINITY) < offset) state.updates.shift()
    },
    changed: (ms) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          waiting.delete(done)
          resolve()
        }
        const timer = setTimeout(done, ms)
        waiting.add(done)
      }),
    tell(update) {
      updateId += 1
      const numbered = { update_id: updateId, ...update }
      told.push(numbered)
      put(numbered)
      return updateId
    },
    repeat() {
      const last = told.at(-1)
      if (last) put(last)
    },
    nextMessageId() {
      messageId += 1
      return messageId
    },
    addFile(bytes) {
      const file_id = randomBytes(12).toString('hex')
      state.files.set(file_id, bytes)
      return { file_id, file_unique_id: file_id.slice(0, 8), file_size: bytes.length }
    },
  }

  function put(update: { update_id: number }): void {
    if (state.webhook) void post(state.webhook, update)
    else state.updates.push(update)
    for (const done of [...waiting]) done()
  }

  return state
}

/** As Telegram does: again and again until it is taken. */
async function post({ url, secret }: { url: string; secret: string }, update: object): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) }).catch(() => null)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
