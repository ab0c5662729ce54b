import * as Y from 'yjs'

/** The library looks at all updates for each piece of text: few at a time is a hundred times faster than all at once. */
const AT_ONCE = 16

/** Many updates of a document as one. @param updates at least one. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  let left = [...updates]
  while (left.length > 1) {
    const merged: Uint8Array[] = []
    for (let start = 0; start < left.length; start += AT_ONCE) merged.push(Y.mergeUpdates(left.slice(start, start + AT_ONCE)))
    left = merged
  }
  return left[0] ?? Y.mergeUpdates([])
}
