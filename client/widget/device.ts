import * as v from 'valibot'
import { WidgetMessage } from '#shared/protocol/widget'
import type { Shown } from './history'

/** Messages kept for the moment before the server answers, and for a window opened without a network. */
const KEPT_MESSAGES = 30

const Kept = v.object({
  token: v.nullable(v.string()),
  channel: v.nullable(v.object({ name: v.string(), greeting: v.string() })),
  history: v.array(v.object({ ...WidgetMessage.entries, key: v.string() })),
})
export interface Kept {
  readonly token: string | null
  readonly channel: { readonly name: string; readonly greeting: string } | null
  readonly history: readonly Shown[]
}

/** What this browser remembers of one channel's conversation. Where storage is blocked, it lasts as long as the window. */
export interface Device {
  recall(): Kept
  keep(kept: Kept): void
  draft(): string
  keepDraft(text: string): void
}

export function openDevice(channelId: string, storage: Storage | null = blockableStorage()): Device {
  const conversation = `okno.${channelId}`
  const draft = `okno.${channelId}.draft`
  return {
    recall() {
      const parsed = v.safeParse(Kept, readJson(storage?.getItem(conversation)))
      return parsed.success ? parsed.output : { token: null, channel: null, history: [] }
    },
    keep({ token, channel, history }) {
      write(storage, conversation, JSON.stringify({ token, channel, history: history.slice(-KEPT_MESSAGES) }))
    },
    draft: () => storage?.getItem(draft) ?? '',
    keepDraft: (text) => write(storage, draft, text),
  }
}

/** Reading the property throws where the browser blocks storage of embedded pages. */
export function blockableStorage(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

function write(storage: Storage | null, key: string, text: string): void {
  try {
    if (text) storage?.setItem(key, text)
    else storage?.removeItem(key)
  } catch {
    // A full storage costs the return of the conversation, never the conversation.
  }
}

function readJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
