import { describe, expect, test } from 'vitest'
import { refKey } from '#shared/domain/row'
import { dialogRows, makeParts, messageRow, type Parts } from '../parts-fixture'
import type { StoredRow } from '../store/port'
import { createFeed, type Feed } from './feed'

const keysOf = (rows: readonly StoredRow[]) => rows.map(({ kind, id, ver }) => `${refKey(kind, id)}@${ver}`)

/** Walks from a version to the head in small pages. */
async function walk(feed: Feed, from: number, limit: number): Promise<StoredRow[]> {
  const rows: StoredRow[] = []
  for (let at = from; at < feed.head(); ) {
    const page = await feed.read(at, limit)
    expect(page.to).toBeGreaterThan(at)
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    for (const { ver } of page.rows) expect(ver > at && ver <= page.to).toBe(true)
    rows.push(...page.rows)
    at = page.to
  }
  return rows
}

async function busy(): Promise<Parts> {
  const parts = await makeParts()
  await parts.put(...dialogRows('d'))
  for (let dseq = 1; dseq <= 30; dseq += 1) {
    await parts.put(...dialogRows('d', { lastSeq: dseq }).slice(1), messageRow('d', dseq))
    if (dseq % 3 === 0) await parts.put(messageRow('d', dseq - 2, { state: 'read' }))
  }
  return parts
}

describe('the feed', () => {
  test('[FEED1] head is the store’s at the start, and moves with each commit', async () => {
    const { feed, put, store } = await makeParts()
    expect(feed.head()).toBe(await store.head())
    await put(...dialogRows('d'))
    expect(feed.head()).toBe(await store.head())
  })

  test('[FEED2] a walk from any version in pages of any size ends with every row as it stands', async () => {
    const { feed, store } = await busy()
    const now = new Map((await store.changes({ from: 0, to: feed.head(), limit: 1000 })).map((row) => [refKey(row.kind, row.id), row]))
    const late = await createFeed(store)
    for (const reader of [feed, late])
      for (const limit of [1, 2, 7, 1000])
        for (const from of [0, 5, 20, feed.head()]) {
          const last = new Map((await walk(reader, from, limit)).map((row) => [refKey(row.kind, row.id), row]))
          const expected = [...now.values()].filter(({ ver }) => ver > from)
          expect(keysOf([...last.values()]).sort()).toEqual(keysOf(expected).sort())
        }
  })

  test('a page holds each row once, as it last was', async () => {
    const { feed } = await busy()
    const from = feed.head() - 20
    const keys = (await feed.read(from, 1000)).rows.map(({ kind, id }) => refKey(kind, id))
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('a reader at the head, or beyond, is told nothing', async () => {
    const { feed } = await busy()
    for (const from of [feed.head(), feed.head() + 5]) expect(await feed.read(from, 10)).toEqual({ rows: [], to: from })
  })

  test('[FEED2] what the ring has forgotten comes from the store', async () => {
    let asked = 0
    const changes = async ({ from, to, limit }: { from: number; to: number; limit: number }) => {
      asked += 1
      return Array.from({ length: Math.min(limit, to - from) }, (_, n) => rowAt(from + n + 1))
    }
    const feed = await createFeed({ head: async () => 0, changes })
    for (let from = 0; from < 20_000; from += 100)
      feed.publish({ from, to: from + 100, rows: Array.from({ length: 100 }, (_, n) => rowAt(from + n + 1)) })
    const rows = await walk(feed, 0, 500)
    expect(rows.map(({ ver }) => ver)).toEqual(Array.from({ length: 20_000 }, (_, n) => n + 1))
    const old = asked
    expect(old).toBeGreaterThan(10)
    await walk(feed, 12_000, 500)
    expect(asked).toBe(old)
  })

  test('[FEED2] a row that changes while an old page is read is not lost', async () => {
    const { feed, put, store } = await busy()
    const late = await createFeed(store)
    const reading = late.read(0, 1000)
    const committed = await put(messageRow('d', 1, { state: 'failed' }))
    late.publish(committed)
    const page = await reading
    expect(page.to).toBe(committed.from)
    expect(keysOf((await late.read(page.to, 10)).rows)).toEqual([`item/d-1@${committed.to}`])
    expect(feed.head()).toBe(late.head())
  })

  test('a commit that does not follow the head is a bug and is thrown', async () => {
    const feed = await createFeed({ head: async () => 5, changes: async () => [] })
    expect(() => feed.publish({ from: 4, to: 6, rows: [rowAt(5), rowAt(6)] })).toThrow('5')
    feed.publish({ from: 3, to: 3, rows: [] })
    expect(feed.head()).toBe(5)
  })

  test('listeners hear of rows that can be read already, until they stop', async () => {
    const { feed, put } = await makeParts()
    const heads: number[] = []
    const stop = feed.onPublish(() => heads.push(feed.head()))
    const { to } = await put(...dialogRows('d'))
    stop()
    await put(...dialogRows('e'))
    expect(heads).toEqual([to])
  })
})

const rowAt = (ver: number): StoredRow => ({ kind: 'workspace', id: `w${ver}`, ver, scope: { owner: null }, row: {} })
