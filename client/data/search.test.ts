import Dexie from 'dexie'
import { createEffect, createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Customer, newCustomer } from '#shared/domain/customer'
import type { Item } from '#shared/domain/item'
import { evictDialogs } from '../sync/evict'
import { act } from './act'
import type { ConnectionState } from './contract'
import type { SearchResults } from './contract-search'
import { contact, dialog, furnish, makeDevice, message, NOON } from './device-fixture'
import type { Link, ToLeader, ToTabs } from './link'
import { createSearch } from './search'
import { indexStep, noteContacts, noteCustomers, noteItems } from './search-index'

const device = makeDevice()
const { replica } = device
// A live query begins only where the browser has tables at all.
Dexie.dependencies.indexedDB = device.platform.indexedDB
let dispose: (() => void) | null = null

/** Written as the server's rows are: noted for the index before they are put. */
async function put(...items: Item[]): Promise<void> {
  await noteItems(replica, items, await replica.items.bulkGet(items.map(({ dialogId, dseq }): [string, number] => [dialogId, dseq])))
  await replica.items.bulkPut(items)
}

async function index(): Promise<void> {
  while (await indexStep(replica, async () => true));
}

/** So many that the index writes a segment of them. */
const filler = (dialogId: string, from = 1000): Item[] =>
  Array.from({ length: 600 }, (_, n) => message(dialogId, from + n, { text: `прочее x${n}`, at: NOON - 1000 - n }))

beforeEach(async () => {
  for (const table of replica.tables) await table.clear()
  await furnish(device)
  const anna = contact('d-contact', { name: 'Анна Коваль', phones: ['+380671234567'], emails: ['anna@example.com'] })
  await noteContacts(replica, [anna], [await replica.contacts.get(anna.id)])
  await replica.contacts.put(anna)
  await put(
    message('d', 2, { text: 'Когда придёт заказ на кружку?', at: NOON + 5000 }),
    message('d', 3, { text: 'Кружка приехала', at: NOON + 9000 }),
    { id: 'n', dialogId: 'd', dseq: 4, at: NOON + 7000, kind: 'note', authorId: 'olga', text: 'любит кружки', deleted: false },
  )
})
afterEach(() => dispose?.())

/** The leading tab, whose server is played by the test. */
function makeLink(phase: ConnectionState['phase'] = 'offline') {
  const asked: Extract<ToLeader, { t: 'search' }>[] = []
  const listeners = new Set<(message: ToTabs) => void>()
  const [connection, setConnection] = createSignal({ phase } as ConnectionState)
  const link: Link = {
    connection,
    send: (message) => void (message.t === 'search' && asked.push(message)),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => undefined,
  }
  const tell = (message: ToTabs) => {
    for (const listener of listeners) listener(message)
  }
  return { link, asked, tell, setConnection }
}

function start(text: string, { link } = makeLink()) {
  return createRoot((end) => {
    dispose = end
    const [query, setQuery] = createSignal(text)
    return { ...createSearch(device, link, query), setQuery }
  })
}

/** What is found once the search on the device has come to rest. */
async function find(text: string): Promise<SearchResults['here']> {
  const { results } = start(text)
  await vi.waitFor(() => expect(results().isSearching).toBe(false), { interval: 5 })
  return results().here
}

describe.each(['in the notes', 'in a segment'])('[L3] what stands %s of the index', (where) => {
  beforeEach(async () => {
    if (where === 'in the notes') return
    await put(...filler('d'))
    await index()
    expect(await replica.unindexed.count()).toBe(0)
  })

  test('people are found by name, by phone however it is written, and by e-mail', async () => {
    for (const text of ['коваль', 'rjdfkm', 'anna@ex', '067 123', '+38 (067) 123-45-67', '1234567'])
      expect({ text, kinds: (await find(text)).map(({ kind }) => kind) }).toEqual({ text, kinds: ['contact'] })
  })

  test('messages and notes are found from the newest on, with places to mark', async () => {
    const hits = await find('кружк')
    expect(hits.map(({ itemId }) => itemId)).toEqual(['d-3', 'n', 'd-2'])
    for (const { text, marks } of hits) expect(marks.map(([from, to]) => text.slice(from, to).toLowerCase())).toEqual(['кружк'])
    expect(hits[0]).toMatchObject({ dialogId: 'd', name: 'Анна Коваль', kind: 'message', dseq: 3, isHere: true })
    expect((await find('заказ кружк')).map(({ itemId }) => itemId)).toEqual(['d-2'])
    expect(await find('заказ приехала')).toEqual([])
  })

  test('a text that has changed is found by what it says now', async () => {
    await put({ id: 'n', dialogId: 'd', dseq: 4, at: NOON + 7000, kind: 'note', authorId: 'olga', text: 'любит чашки', deleted: false })
    expect((await find('кружк')).map(({ itemId }) => itemId)).toEqual(['d-3', 'd-2'])
    expect((await find('чашк')).map(({ itemId }) => itemId)).toEqual(['n'])
  })

  test('[I1][IDX2] nothing of an erased dialog is left in the index, and the others are found as before', async () => {
    await replica.contacts.put(contact('e-contact', { name: 'Борис' }))
    await replica.dialogs.put(dialog('e'))
    await put(message('e', 1, { text: 'Тайна за семью печатями' }), ...filler('e'))
    await index()
    await evictDialogs(replica, ['e'])
    const tables = [replica.unindexed, replica.segments, replica.segmentWords]
    expect(JSON.stringify(await Promise.all(tables.map((table) => table.toArray())))).not.toMatch(/тайн|печат|"e"/)
    expect(await find('тайна')).toEqual([])
    expect((await find('кружк')).map(({ itemId }) => itemId)).toEqual(['d-3', 'n', 'd-2'])
    await index()
    expect((await find('кружк')).map(({ itemId }) => itemId)).toEqual(['d-3', 'n', 'd-2'])
  })

  test('two digits are no phone, and nothing is found for nothing', async () => {
    expect(await find('67')).toEqual([])
    expect(await find('  ')).toEqual([])
  })
})

describe('a search', () => {
  test('[L3][OVL3] a person is found as the operator has just named them, before the server knows', async () => {
    const args = { dialogId: 'd', contactId: 'd-contact', name: 'Яна Заря' }
    await act(device, 'contact.rename', args)
    expect((await find('заря')).map(({ name }) => name)).toEqual(['Яна Заря'])
    expect(await find('коваль')).toEqual([])
    expect((await find('0671234567')).map(({ name }) => name)).toEqual(['Яна Заря'])
    expect((await find('кружк')).map(({ name }) => name)).toEqual(['Яна Заря', 'Яна Заря', 'Яна Заря'])
    await device.vault.outbox.clear()
  })

  test('[L3][IDX3] a saved customer is found by the name they were saved under, among very many of that name who never wrote', async () => {
    const read: string[] = []
    const listen = (row: Customer | undefined) => {
      if (row) read.push(row.id)
      return row
    }
    replica.customers.hook('reading', listen)
    const saved = (id: string, gains: Customer['gains'] = []): Customer => ({
      ...newCustomer({ id, name: `Марченко ${id}`, createdBy: null }, NOON),
      gains,
    })
    const write = async (...customers: Customer[]) => {
      await noteCustomers(replica, customers, await replica.customers.bulkGet(customers.map(({ id }) => id)))
      await replica.customers.bulkPut(customers)
    }
    const of = (prefix: string) => Array.from({ length: 600 }, (_, n) => saved(`${prefix}${n}`))
    await write(...of('c'))
    await index()
    await write(saved('c7', [{ kind: 'contact', id: 'd-contact', phones: [], emails: [], tags: [], fields: [] }]), ...of('later'))
    await index()
    read.length = 0
    expect((await find('марченко')).map(({ dialogId, name }) => [dialogId, name])).toEqual([['d', 'Марченко c7']])
    replica.customers.hook('reading').unsubscribe(listen)
    expect(read.length).toBeLessThan(10)
  })

  test('[L3] gives the newest twenty of very many, and then more', async () => {
    await put(...Array.from({ length: 2500 }, (_, n) => message('d', n + 10, { text: `чай ${n}`, at: NOON + 100_000 + n * 1000 })))
    await index()
    const { results, more } = start('чай')
    await vi.waitFor(() => expect(results().here).toHaveLength(20), { interval: 5 })
    expect(results().here[0]?.text).toBe('чай 2499')
    expect(results().hasMore).toBe(true)
    more()
    await vi.waitFor(() => expect(results().here).toHaveLength(70), { interval: 5 })
    expect(results().here[69]?.text).toBe('чай 2430')
  })

  test('[L3] the newest come first, however the times of what was indexed apart interleave', async () => {
    for (const turn of [0, 1, 2]) {
      const numbers = Array.from({ length: 600 }, (_, n) => n * 3 + turn)
      await put(...numbers.map((n) => message('d', n + 10, { text: `чай ${n}`, at: NOON + 100_000 + n * 1000 })))
      await index()
    }
    expect(await replica.segments.count()).toBeGreaterThan(2)
    expect((await find('чай')).map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, n) => `чай ${1799 - n}`))
  })

  test.each([600, 40])(
    '[L3][IDX4] old messages that came to the device last, as of a chat that is read back, do not stand before %i newer ones',
    async (newer) => {
      const said = (from: number, count: number) =>
        Array.from({ length: count }, (_, n) => message('d', from + n, { text: `чай ${from + n}`, at: NOON + (from + n) * 1000 }))
      await put(...said(1000, newer))
      await index()
      await put(...said(100, 60))
      const { results } = start('чай')
      const seen: SearchResults['here'][] = []
      createRoot(() => createEffect(() => seen.push(results().here)))
      await vi.waitFor(() => expect(results().isSearching).toBe(false), { interval: 5 })
      const newest = Array.from({ length: 20 }, (_, n) => `чай ${999 + newer - n}`)
      for (const here of seen) expect(here.map(({ text }) => text)).toEqual(newest.slice(0, here.length))
      expect(seen.at(-1)).toHaveLength(20)
    },
  )

  test('[L3][IDX4] while the device is being filled, the newest first, what came first is found', async () => {
    for (const from of [2000, 1000, 0])
      await put(
        ...Array.from({ length: 1000 }, (_, n) => message('d', 10 + from + n, { text: `чай ${from + n}`, at: NOON + (from + n) * 1000 })),
      )
    expect((await find('чай')).map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, n) => `чай ${2999 - n}`))
  })

  test('[L3] what is shown first stays where it is: people before messages, and a screenful before the rest', async () => {
    await put(...Array.from({ length: 30 }, (_, n) => message('d', n + 10, { text: `коваль ${n}`, at: NOON + 100_000 + n * 1000 })))
    const { results } = start('коваль')
    const seen: SearchResults['here'][] = []
    createRoot(() => createEffect(() => seen.push(results().here)))
    await vi.waitFor(() => expect(results().isSearching).toBe(false), { interval: 5 })
    const last = seen.at(-1) ?? []
    expect(last.map(({ kind }) => kind)).toEqual(['contact', ...Array.from({ length: 20 }, () => 'message')])
    for (const before of seen) expect(before.every((hit, place) => hit === last[place])).toBe(true)
    expect(seen.some(({ length }) => length > 1 && length < last.length)).toBe(true)
  })

  test('answers the last question, not the ones typed on the way to it', async () => {
    const { results, setQuery } = start('кружк')
    setQuery('коваль')
    await vi.waitFor(() => expect(results().isSearching).toBe(false), { interval: 5 })
    expect(results().here.map(({ kind }) => kind)).toEqual(['contact'])
  })

  test('[IDX1] a row that changes while its segment is written is noted again', async () => {
    await put(...filler('d'))
    const step = indexStep(replica, async () => true)
    await put(message('d', 1000, { text: 'уже другое' }))
    await step
    expect((await find('другое')).map(({ itemId }) => itemId)).toEqual(['d-1000'])
  })

  test('[FEN1] a tab that no longer leads writes no segment', async () => {
    await put(...filler('d'))
    expect(await indexStep(replica, async () => false)).toBe(false)
    expect(await replica.segments.count()).toBe(0)
  })
})

describe('a search with the server', () => {
  const found = (rid: string, ...itemIds: string[]): ToTabs => ({
    t: 'search-done',
    rid,
    found: {
      rid: 1,
      hits: itemIds.map((itemId) => ({
        kind: 'message',
        dialogId: 'd',
        itemId,
        dseq: 9,
        name: 'Анна',
        text: 'кружка',
        marks: [[0, 5]],
        at: NOON,
      })),
      next: itemIds.length > 1 ? 7 : null,
      isWhole: true,
    },
  })

  test('[L3] adds what the device does not hold, page by page', async () => {
    const link = makeLink('live')
    const { results, more } = start('кружк', link)
    await vi.waitFor(() => expect(link.asked).toHaveLength(1), { interval: 5 })
    expect(results().server).toBe('searching')
    link.tell(found(link.asked[0]?.rid ?? '', 'd-3', 'old-1'))
    await vi.waitFor(() => expect(results().there.map(({ itemId }) => itemId)).toEqual(['old-1']), { interval: 5 })
    expect(results().there[0]?.isHere).toBe(false)
    expect(results().hasMore).toBe(true)
    more()
    await vi.waitFor(() => expect(link.asked[1]).toMatchObject({ text: 'кружк', after: 7 }), { interval: 5 })
    link.tell(found(link.asked[1]?.rid ?? '', 'old-2'))
    await vi.waitFor(() => expect(results().there.map(({ itemId }) => itemId)).toEqual(['old-1', 'old-2']), { interval: 5 })
    expect(results()).toMatchObject({ server: 'done', hasMore: false })
  })

  test('[L3] says that the server is out of reach, and asks when it is back', async () => {
    const link = makeLink('offline')
    const { results } = start('кружк', link)
    await vi.waitFor(() => expect(results().here).toHaveLength(3), { interval: 5 })
    expect(results().server).toBe('unreachable')
    link.setConnection({ phase: 'live' })
    await vi.waitFor(() => expect(link.asked).toHaveLength(1), { interval: 5 })
    link.tell({ t: 'search-done', rid: link.asked[0]?.rid ?? '', found: null })
    await vi.waitFor(() => expect(results().server).toBe('unreachable'), { interval: 5 })
  })
})
