import { type Accessor, createSignal, type Setter, untrack } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { keepSame } from './keep-same'

export interface RowMap<R> {
  /** Tracked; undefined: there is none, so far. */
  get(id: Id): R | undefined
  has(id: Id): boolean
  /** What says the same as before is the very object from before, and nobody is told. */
  set(id: Id, row: R | undefined): void
  /** Drops all but these. */
  keep(ids: ReadonlySet<Id>): void
}

/**
 * Rows that never change but are replaced, each followed by itself. A store would follow every field of each and walk
 * through all of it whenever one is put there, which is dear where rows come by the screenful and hardly ever change.
 */
export function createRowMap<R>(): RowMap<R> {
  const signals = new Map<Id, readonly [Accessor<R | undefined>, Setter<R | undefined>]>()
  const of = (id: Id) => {
    const known = signals.get(id) ?? createSignal<R>()
    signals.set(id, known)
    return known
  }
  return {
    get: (id) => of(id)[0](),
    has: (id) => untrack(() => signals.get(id)?.[0]()) !== undefined,
    set(id, row) {
      of(id)[1]((before) => keepSame(before, row))
    },
    keep(ids) {
      for (const [id, [, set]] of [...signals]) {
        if (ids.has(id)) continue
        // Forgotten first: who still looks at it looks for it anew.
        signals.delete(id)
        set(undefined)
      }
    },
  }
}
