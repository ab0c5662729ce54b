import type { Id } from '#shared/domain/id'
import type { DialogRow } from './contract'
import { readDialogs } from './dialogs'
import { readTimeline, type Seen } from './timeline'
import type { Store } from './view'

/** What is older is not what stands there any more. Milliseconds. */
const FRESH_MS = 500

export interface Foresight {
  /** Reads it, so that the chat can be made with all it shows: made first and filled later, it is laid out twice. */
  foresee(id: Id): Promise<void>
  /** Given once to each: whoever takes a part of it goes on to change it. */
  row(id: Id): DialogRow | undefined
  seen(id: Id): Seen | undefined
  /** Somebody's dialogs were erased. */
  forget(): void
}

export function makeForesight(store: Store): Foresight {
  let latest: { readonly id: Id; readonly at: number; row: DialogRow | undefined; seen: Seen | undefined } | null = null
  let reading: { readonly id: Id; readonly done: Promise<void> } | null = null
  const known = (id: Id) => (latest?.id === id && performance.now() - latest.at < FRESH_MS ? latest : null)

  async function read(id: Id): Promise<void> {
    try {
      const [[row], seen] = await Promise.all([readDialogs(store, [id]), readTimeline(store, id)])
      // Somebody has thought of another chat meanwhile.
      if (reading?.id === id) latest = row ? { id, at: performance.now(), row, seen } : null
    } finally {
      if (reading?.id === id) reading = null
    }
  }

  return {
    forget() {
      latest = null
      reading = null
    },
    async foresee(id) {
      if (known(id)?.row) return
      // Asked for when the finger goes down, and again when it is lifted.
      if (reading?.id !== id) reading = { id, done: read(id) }
      await reading.done
    },
    row(id) {
      const found = known(id)
      const row = found?.row
      if (found) found.row = undefined
      return row
    },
    seen(id) {
      const found = known(id)
      const seen = found?.seen
      if (found) found.seen = undefined
      return seen
    },
  }
}
