import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { Latencies } from './latency'
import { Author, MAX_UPDATE_LENGTH, readUpdate } from './small-update'

function typed(author: Author, letters: number): Uint8Array[] {
  return Array.from({ length: letters }, () => {
    const out = new Uint8Array(MAX_UPDATE_LENGTH)
    return out.slice(0, author.type(out, 0, 0))
  })
}

it('what the load types is a text to Yjs', () => {
  const doc = new Y.Doc()
  for (const update of [...typed(new Author(0), 300), ...typed(new Author(1), 5)]) Y.applyUpdate(doc, update)
  expect(doc.getText('text').toString()).toBe('x'.repeat(305))
})

it('letters are found in an update as it was written, as Yjs merges it, and as a document holds it', () => {
  const updates = [...typed(new Author(3), 200), ...typed(new Author(7), 20)]
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  for (const bytes of [Y.mergeUpdates(updates), Y.encodeStateAsUpdate(doc)]) {
    const found: [number, number, number][] = []
    readUpdate(bytes, 0, (...told) => found.push(told))
    expect(found.sort()).toEqual([
      [3, 0, 200],
      [7, 0, 20],
    ])
  }
})

it('percentiles are read from counted times', () => {
  const latencies = new Latencies()
  for (let ms = 1; ms <= 100; ms += 1) latencies.add(ms)
  expect([latencies.at(0.5), latencies.at(0.99), latencies.count]).toEqual([50, 99, 100])
})
