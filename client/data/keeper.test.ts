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
  const keeper = createKeeper(async ({ bytes }) => {
    if (isFull) throw new DOMException('No space', 'QuotaExceededError')
    stored.push(bytes)
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
