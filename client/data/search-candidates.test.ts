import { expect, test, vi } from 'vitest'
import { parseSearch } from '#shared/domain/search'
import { furnish, makeDevice, message, NOON } from './device-fixture'
import { makeReading, type Reading } from './reading'
import { candidates, readHead, readNewest } from './search-candidates'
import { indexStep, noteItems, SEGMENT_TEXTS } from './search-index'

async function shop(segments: number, texts = 600) {
  const device = makeDevice()
  await furnish(device)
  const { replica } = device
  for (let n = 0; n < segments; n += 1) {
    const items = Array.from({ length: texts }, (_, at) => {
      const dseq = 1 + n * texts + at
      return message('d', dseq, { text: at === 0 ? `кружка${n} посуда` : 'прочее', at: NOON + dseq * 1000 })
    })
    await noteItems(replica, items, [])
    await replica.items.bulkPut(items)
    while (await indexStep(replica, async () => true));
  }
  const reading = makeReading(replica, [replica.segments, replica.segmentWords])
  const bulkGet = vi.fn(reading.bulkGet) as Reading['bulkGet'] & ReturnType<typeof vi.fn>
  const index = { replica, head: await readHead(replica), reading: { ...reading, bulkGet } }
  return {
    index,
    async find(text: string) {
      const query = parseSearch(text)
      const found: number[] = []
      if (query) for await (const some of candidates(index, { kind: 'item', query, first: 12 })) found.push(...some.map(({ dseq }) => dseq))
      return found
    },
    /** How many segments each reading of them asked for, since this was asked. */
    reads: () => bulkGet.mock.calls.splice(0).map(([, keys]) => (keys as readonly number[]).length),
  }
}

test('[L3] a segment is read once, whatever is asked for in it', async () => {
  const { find, reads } = await shop(3)
  const first = await find('кружка1')
  expect(first).toHaveLength(1)
  expect(reads()).toEqual([1])
  expect(await find('кружка1')).toEqual(first)
  expect(reads()).toEqual([])
  expect(await find('посуда')).toHaveLength(3)
  expect(reads()).toEqual([2])
})

test('[L3] the newest segments are at hand before anybody asks', async () => {
  const { index, find, reads } = await shop(4)
  await readNewest(index)
  expect(reads()).toEqual([3])
  expect(await find('кружка3')).toHaveLength(1)
  expect(await find('кружка1')).toHaveLength(1)
  expect(reads()).toEqual([])
  expect(await find('кружка0')).toHaveLength(1)
  expect(reads()).toEqual([1])
})

test('[L3] what has come since the newest segment does not wait for what is looked up in all of them', async () => {
  const { index } = await shop(2)
  const item = message('d', 5000, { text: 'кружка сейчас', at: NOON + 9_000_000 })
  await noteItems(index.replica, [item], [])
  const query = parseSearch('кружка')
  if (!query) throw new Error('nothing is asked')
  const reading: Reading = { ...index.reading, between: () => new Promise(() => undefined) }
  const asked = { kind: 'item', query, first: 12 } as const
  const first = await candidates({ ...index, head: await readHead(index.replica), reading }, asked).next()
  expect(first.value).toMatchObject([{ owner: 'd', dseq: 5000 }])
})

test('[L3] of very many segments those are kept that were asked for last', async () => {
  // Smaller ones would be put together.
  const { find, reads } = await shop(14, SEGMENT_TEXTS / 2)
  await find('кружка0')
  await find('кружка1')
  await find('посуда')
  reads()
  await find('кружка0')
  expect(reads()).toEqual([])
  await find('кружка13')
  expect(reads()).toEqual([1])
})
