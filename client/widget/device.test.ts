import { expect, test } from 'vitest'
import { openDevice } from './device'

function memory(start: Record<string, string> = {}): Storage {
  const items = new Map(Object.entries(start))
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
    key: () => null,
    length: 0,
  }
}
const shown = (at: number) => ({
  id: `m${at}`,
  key: `m${at}`,
  from: 'visitor' as const,
  author: null,
  text: 'a',
  attachments: [],
  at,
  state: 'delivered' as const,
})
const empty = { token: null, channel: null, history: [] }

test('a conversation is remembered by channel, and of its messages the last thirty', () => {
  const storage = memory()
  openDevice('one', storage).keep({
    token: 't',
    channel: { name: 'Shop', greeting: '' },
    history: Array.from({ length: 40 }, (_, at) => shown(at)),
  })
  const recalled = openDevice('one', storage).recall()
  expect([recalled.token, recalled.history.length, recalled.history[0]?.at]).toEqual(['t', 30, 10])
  expect(openDevice('two', storage).recall()).toEqual(empty)
})

test('what an older version or a stranger left there is not believed', () => {
  for (const text of ['{', '7', '{"token":5}', '{"token":"t","channel":null,"history":[{"text":1}]}'])
    expect(openDevice('one', memory({ 'okno.one': text })).recall()).toEqual(empty)
})

test('blocked and full storage are no errors', () => {
  const full = {
    ...memory(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  for (const storage of [null, full]) {
    const device = openDevice('one', storage)
    device.keep({ token: 't', channel: null, history: [] })
    device.keepDraft('abc')
    expect([device.recall(), device.draft()]).toEqual([empty, ''])
  }
})
