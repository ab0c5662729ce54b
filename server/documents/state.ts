/** What a peer lacks of a document, and what the document has, from its updates as they are stored. */
import * as Y from 'yjs'
import { mergeUpdates } from './merge'
import { scanUpdate } from './scan'

export interface Compared {
  /** As one update. */
  readonly missing: Uint8Array
  /** Of the document. */
  readonly stateVector: Uint8Array
}

/** A document of ours, folded, has hundreds. */
const MAX_PIECES = 20_000
/** Of somebody who has nothing. */
const NOTHING = Y.encodeStateVector(new Map())
const EMPTY = Y.encodeStateAsUpdate(new Y.Doc())

export function compareState(updates: readonly Uint8Array[], stateVector: Uint8Array): Compared {
  const state = updates.length > 0 ? mergeUpdates(updates) : EMPTY
  // Whoever has nothing lacks all of it, as it is.
  const hasNothing = stateVector.length === NOTHING.length && stateVector[0] === NOTHING[0]
  return { missing: hasNothing ? state : Y.diffUpdate(state, stateVector), stateVector: stateVectorOf(state) }
}

/** Of a whole document of plain text without decoding it: everybody's clock is where their pieces end. */
function stateVectorOf(state: Uint8Array): Uint8Array {
  const sections = scanUpdate(state, MAX_PIECES)?.sections
  if (!sections?.every(({ clock }) => clock === 0)) return Y.encodeStateVectorFromUpdate(state)
  return Y.encodeStateVector(new Map(sections.map(({ client, end }) => [client, end])))
}
