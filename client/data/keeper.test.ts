import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createKeeper } from './keeper'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('what storage refuses is stored with what was typed on it, so that all of it can be read', async () => {
  vi.useFakeTimers()
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const stored: Uint8Array[] = []
  let isFull = false
  const keeper = createKeeper({
    async write({ bytes }) {
      if (isFull) throw new DOMException('No space', 'QuotaExceededError')
      stored.push(bytes)
    },
    onUnstored: () => undefined,
  })
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => keeper.keep({ bytes: update, before: '', after: '' }))
  const type = (text: string) => doc.getText('text').insert(doc.getText('text').length, text)

  type('a')
  await vi.advanceTimersByTimeAsync(0)
  isFull = true
  type('b')
  type('c')
  await vi.advanceTimersByTimeAsync(10_000)
  isFull = false
  type('d')
  await vi.advanceTimersByTimeAsync(10_000)

  const read = new Y.Doc()
  for (const update of stored) Y.applyUpdate(read, update)
  expect(read.getText('text').toString()).toBe('abcd')
})

test('[DEV9] what storage does not have yet is told with every letter, all of it at once, until it has it', async () => {
  const told: (string | null)[] = []
  const writes: (() => void)[] = []
  const keeper = createKeeper({
    write: () => new Promise((resolve) => writes.push(resolve)),
    onUnstored: (unstored) => told.push(unstored && `${unstored.before}>${unstored.after}>${textOf(unstored.bytes)}`),
  })
  const doc = new Y.Doc()
  doc.on('update', (bytes: Uint8Array) => {
    const after = doc.getText('text').toString()
    keeper.keep({ bytes, before: after.slice(0, -1), after })
  })
  const type = (text: string) => doc.getText('text').insert(doc.getText('text').length, text)
  type('a')
  type('b')
  type('c')
  expect(told).toEqual(['>a>a', '>ab>ab', '>abc>abc'])
  writes[0]?.()
  await vi.waitFor(() => expect(writes).toHaveLength(2))
  // The first is in the tables; the others build on it.
  expect(told.at(-1)).toBe('a>abc>')
  writes[1]?.()
  await vi.waitFor(() => expect(told.at(-1)).toBeNull())
})

function textOf(bytes: Uint8Array): string {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  return doc.getText('text').toString()
}
