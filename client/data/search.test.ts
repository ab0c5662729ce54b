import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SearchResults } from './contract'
import { contact, furnish, makeDevice, message, NOON } from './device-fixture'
import { createSearch } from './search'

let dispose: (() => void) | null = null
const device = makeDevice()

beforeEach(async () => {
  for (const table of device.replica.tables) await table.clear()
  await furnish(device)
  await device.replica.contacts.put(contact('d-contact', { name: 'Анна Коваль', phones: ['+380671234567'], emails: ['anna@example.com'] }))
  await device.replica.items.put(message('d', 2, { text: 'Когда придёт заказ на кружку?', at: NOON + 5 }))
  await device.replica.items.put(message('d', 3, { text: 'Кружка приехала', at: NOON + 9 }))
  await device.replica.items.put({
    id: 'n',
    dialogId: 'd',
    dseq: 4,
    at: NOON + 7,
    kind: 'note',
    authorId: 'olga',
    text: 'любит кружки',
    deleted: false,
  })
})
afterEach(() => {
  vi.useRealTimers()
  dispose?.()
})

/** What is found once the search has come to rest. */
async function find(text: string): Promise<SearchResults> {
  const { results } = start(text)
  await vi.waitFor(() => expect(results().isSearching).toBe(false), { interval: 5 })
  return results()
}

function start(text: string) {
  return createRoot((end) => {
    dispose = end
    const [query, setQuery] = createSignal(text)
    return { results: createSearch(device, query), setQuery }
  })
}

describe('search on the device', () => {
  test('finds people by name, by phone however it is written, and by e-mail', async () => {
    for (const text of ['коваль', 'rjdfkm', 'anna@ex', '067 123', '+38 (067) 123-45-67', '1234567'])
      expect({ text, kinds: (await find(text)).hits.map(({ kind }) => kind) }).toEqual({ text, kinds: ['contact'] })
  })

  test('finds messages and notes from the newest on, with places to mark', async () => {
    const { hits } = await find('кружк')
    expect(hits.map(({ itemId }) => itemId)).toEqual(['d-3', 'n', 'd-2'])
    for (const { text, marks } of hits) expect(marks.map(([from, to]) => text.slice(from, to).toLowerCase())).toEqual(['кружк'])
    expect(hits[0]).toMatchObject({ dialogId: 'd', name: 'Анна Коваль', kind: 'message' })
  })

  test('finds nothing for nothing, and nothing in dialogs that are not held', async () => {
    expect(await find('  ')).toEqual({ hits: [], isSearching: false })
    await device.replica.items.put(message('gone', 1, { text: 'кружка без дома' }))
    expect((await find('без дома')).hits).toEqual([])
  })

  test('two digits are no phone', async () => {
    expect((await find('67')).hits).toEqual([])
  })

  test('gives the newest fifty of very many', async () => {
    await device.replica.items.bulkPut(
      Array.from({ length: 2500 }, (_, n) => message('d', n + 10, { text: `чай ${n}`, at: NOON + 100 + n })),
    )
    const { hits } = await find('чай')
    expect(hits).toHaveLength(50)
    expect(hits[0]?.text).toBe('чай 2499')
  })

  test('answers the last question, not the ones typed on the way to it', async () => {
    const { results, setQuery } = start('кружк')
    setQuery('коваль')
    await vi.waitFor(() => expect(results().isSearching).toBe(false), { interval: 5 })
    expect(results().hits.map(({ kind }) => kind)).toEqual(['contact'])
  })
})
