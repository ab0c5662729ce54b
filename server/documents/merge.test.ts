import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { makeChance } from '#shared/lib/chance'
import { textOf } from './hub-fixture'
import { mergeUpdates } from './merge'

/** Two people type and delete, each seeing the other now and then. */
function session(edits: number): { updates: Uint8Array[]; text: string } {
  const chance = makeChance(1)
  const docs = [new Y.Doc(), new Y.Doc()] as const
  const updates: Uint8Array[] = []
  for (const doc of docs) doc.on('update', (bytes: Uint8Array, origin: unknown) => origin !== 'other' && updates.push(bytes))
  const exchange = () => {
    for (const [from, to] of [docs, [docs[1], docs[0]]] as const)
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'other')
  }
  for (let n = 0; n < edits; n += 1) {
    const text = chance.pick([docs[0], docs[1]]).getText('text')
    if (text.length > 5 && chance.below(4) === 0) text.delete(chance.below(text.length - 2), 2)
    else text.insert(chance.below(text.length + 1), chance.text(3))
    if (chance.below(10) === 0) exchange()
  }
  exchange()
  return { updates, text: docs[0].getText('text').toString() }
}

test('[I7] merged updates make the same document, in whatever number and order', () => {
  for (const edits of [1, 5, 16, 17, 300]) {
    const { updates, text } = session(edits)
    if (updates.length === 0) continue
    expect(textOf([mergeUpdates(updates)])).toBe(text)
    expect(textOf([mergeUpdates([...updates].reverse())])).toBe(text)
  }
})
