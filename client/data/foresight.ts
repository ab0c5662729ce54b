import { type Accessor, createSignal } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow, ForeseenDialog } from './contract'
import { rowsOf } from './dialogs'
import { type OwnDrafts, withDraft } from './drafts'
import { follow } from './live'
import { type Seen, seenOf } from './timeline'
import { look, type Store } from './view'

/** What is older is not what stands there any more. Milliseconds. */
const FRESH_MS = 500

export interface Foresight {
  /** Reads it, so that the chat can be made with all it shows: made first and filled later, it is laid out twice. */
  foresee(id: Id): Promise<void>
  /** These are likely to be opened next, instead of those before: they are read now, and again when they change. */
  expect(ids: readonly Id[]): void
  /** Those of the expected that have been read, once one may be made: what is being written in it is known. */
  readonly ready: Accessor<readonly ForeseenDialog[]>
  /** Given once to each: whoever takes a part of it goes on to change it. */
  row(id: Id): DialogRow | undefined
  seen(id: Id): Seen | undefined
  /** Somebody's dialogs were erased. */
  forget(): void
}

/** What a chat opens with, drafts apart. */
interface Chat {
  row: DialogRow | undefined
  seen: Seen | undefined
}

export function makeForesight(store: Store, drafts: Accessor<OwnDrafts | undefined>): Foresight {
  let latest: { readonly id: Id; readonly at: number; readonly chat: Chat } | null = null
  let reading: { readonly id: Id; readonly done: Promise<void> } | null = null
  const expected = new Map<Id, { chat: Chat | null; readonly stop: () => void }>()
  const [ready, setReady] = createSignal<readonly ForeseenDialog[]>([])

  function known(id: Id): Chat | null {
    const chat = expected.get(id)?.chat
    if (chat?.row || chat?.seen) return chat
    return latest?.id === id && performance.now() - latest.at < FRESH_MS ? latest.chat : null
  }

  async function read(id: Id): Promise<void> {
    try {
      const chat = await readChat(store, id)
      // Somebody has thought of another chat meanwhile.
      if (reading?.id === id) latest = chat && { id, at: performance.now(), chat }
    } finally {
      if (reading?.id === id) reading = null
    }
  }

  function begin(id: Id): void {
    const stop = follow(
      () => readChat(store, id),
      (chat) => {
        const entry = expected.get(id)
        if (!entry) return
        entry.chat = chat
        setReady((before) => [...before.filter((other) => other.id !== id), ...(chat ? [{ id }] : [])])
      },
    )
    expected.set(id, { chat: null, stop })
  }

  return {
    forget() {
      latest = null
      reading = null
      for (const entry of expected.values()) entry.chat = null
      setReady([])
    },
    async foresee(id) {
      // Also if it has been given already: whoever has it has made the chat of it.
      if (expected.get(id)?.chat || known(id)?.row) return
      // Asked for when the finger goes down, and again when it is lifted.
      if (reading?.id !== id) reading = { id, done: read(id) }
      await reading.done
    },
    expect(ids) {
      for (const [id, { stop }] of expected) {
        if (ids.includes(id)) continue
        stop()
        expected.delete(id)
      }
      setReady((before) => before.filter(({ id }) => expected.has(id)))
      for (const id of ids) if (!expected.has(id)) begin(id)
    },
    ready: () => (drafts() ? ready() : []),
    row(id) {
      const own = drafts()
      const chat = known(id)
      if (!own || !chat?.row) return undefined
      const row = withDraft(chat.row, own)
      chat.row = undefined
      return row
    },
    seen(id) {
      const chat = known(id)
      const seen = chat?.seen
      if (chat) chat.seen = undefined
      return seen
    },
  }
}

/** In one look: dialog and items belong together. */
const readChat = (store: Store, id: Id): Promise<Chat | null> =>
  look(store, async (view) => {
    const [[row], seen] = await Promise.all([rowsOf(store, view, [id]), seenOf(store, view, id)])
    return row ? { row, seen } : null
  })
