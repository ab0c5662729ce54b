import * as Y from 'yjs'
import { joinUpdates } from './join'
import { type PlainUpdate, scanUpdate } from './scan'

/** The library looks at all updates for each piece of text: few at a time is a hundred times faster than all at once. */
const AT_ONCE = 16
/** A document of ours, folded, has hundreds; what was typed since has one for each letter. */
const MAX_PIECES = 100_000

/** Many updates of a document as one. @param updates at least one. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  let left = joined(updates)
  while (left.length > 1) {
    const merged: Uint8Array[] = []
    for (let start = 0; start < left.length; start += AT_ONCE) merged.push(Y.mergeUpdates(left.slice(start, start + AT_ONCE)))
    left = merged
  }
  return left[0] ?? Y.mergeUpdates([])
}

/** Plain ones that follow each other are put together before the library looks at any. */
function joined(updates: readonly Uint8Array[]): Uint8Array[] {
  const all: Uint8Array[] = []
  let run: PlainUpdate[] = []
  const finish = () => {
    all.push(...joinUpdates(run))
    run = []
  }
  for (const update of updates) {
    const plain = scanUpdate(update, MAX_PIECES)
    if (plain) run.push(plain)
    else {
      finish()
      all.push(update)
    }
  }
  finish()
  return all
}
