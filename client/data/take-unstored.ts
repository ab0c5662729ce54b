import * as Y from 'yjs'
import { keepLocal, readHeld, textOf } from './held-document'
import type { Unstored, UnstoredSlips } from './unstored'
import type { Store } from './view'

/** DEV9 Words that a page had no time to store come into the vault, unless they are there. @returns whether there were any. */
export async function takeUnstored(store: Store, slips: UnstoredSlips): Promise<boolean> {
  const left = slips.left()
  for (const { strikeOut, ...unstored } of left) {
    try {
      await store.keep(() => takeIn(store, unstored))
      strikeOut()
    } catch (error) {
      console.error('Words that were typed wait for the next start', error)
    }
  }
  return left.length > 0
}

async function takeIn(store: Store, { doc, lineage, bytes, words }: Unstored): Promise<void> {
  const held = new Y.Doc()
  const { lineage: current } = await readHeld(store, doc, held)
  // Typed in another history: there they stand as words alone, and go the way of such (LIN3).
  if (lineage !== null && lineage !== current) return keepLocal(store, { doc, lineage, bytes, before: '', after: words })
  const before = textOf(held)
  let isNew = false
  held.on('update', () => {
    isNew = true
  })
  Y.applyUpdate(held, bytes)
  // What builds on something that is missing here says nothing yet, and is new all the same.
  if (!isNew && !held.store.pendingStructs) return
  await keepLocal(store, { doc, lineage: current, bytes, before, after: textOf(held) })
}
