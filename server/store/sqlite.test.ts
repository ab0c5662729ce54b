import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { commit, dialog, keys, message, put, update } from './contract-samples'
import { openStore } from './open'
import { storeContract } from './store-contract'

const folder = mkdtempSync(join(tmpdir(), 'okno-store-'))
let files = 0
const newPath = (): string => join(folder, `${++files}.db`)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

storeContract('SQLite in threads', () => openStore({ path: newPath() }))
storeContract('SQLite inline', () => openStore({ path: ':memory:', threads: false }))

describe('a file', () => {
  for (const threads of [true, false]) {
    test(`keeps rows, head, counts and epoch when reopened (${threads ? 'threads' : 'inline'})`, async () => {
      const path = newPath()
      const first = await openStore({ path, threads })
      await commit(first, { changes: [dialog('a'), message('a', 1)], documentUpdates: [update('n', 'u', 1)] })
      await first.close()
      const second = await openStore({ path, threads })
      expect(second.epoch).toBe(first.epoch)
      expect(await second.head()).toBe(2)
      expect(await second.count('item')).toBe(1)
      expect(await put(second, message('a', 2))).toMatchObject({ from: 2, to: 3 })
      expect(keys(await second.changes({ from: 0, to: 9, limit: 9 }))).toEqual(['dialog/a@1', 'item/a-1@2', 'item/a-2@3'])
      await second.close()
    })
  }

  test('[ERS2] a reader that stands in the way of scrubbing is not passed over', async () => {
    const path = newPath()
    const store = await openStore({ path })
    await put(store, dialog('a'))
    const reader = new Database(path, { readonly: true })
    reader.exec('begin; select count(*) from entity')
    reader.prepare('select id from entity').all()
    await expect(store.scrub()).rejects.toThrow('The log of writes')
    reader.exec('rollback')
    await store.scrub()
    reader.close()
    await store.close()
  }, 20_000)

  test('can be opened by many at once while it is new', async () => {
    const path = newPath()
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ path })))
    expect(new Set(stores.map(({ epoch }) => epoch)).size).toBe(1)
    await Promise.all(stores.map((store) => store.close()))
  })

  test('[ST2] refuses a commit that was decided before another process wrote', async () => {
    const path = newPath()
    const [one, other] = [await openStore({ path }), await openStore({ path })]
    await put(one, dialog('a'))
    expect(await put(other, dialog('b'))).toMatchObject({ from: 1, to: 2 })
    await expect(put(one, dialog('c'))).rejects.toThrow('Another process')
    expect(await put(one, dialog('c'))).toMatchObject({ from: 2, to: 3 })
    expect(keys(await other.changes({ from: 0, to: 9, limit: 9 }))).toEqual(['dialog/a@1', 'dialog/b@2', 'dialog/c@3'])
    await Promise.all([one.close(), other.close()])
  })

  test('[ST2] refuses a keystroke that was decided on rows which another process has written since', async () => {
    const path = newPath()
    const [one, other] = [await openStore({ path }), await openStore({ path })]
    await put(one, dialog('a'))
    const seen: unknown[] = []
    const type = (updateId: string) =>
      one.transact(async (tx) => {
        const [stored] = await tx.rows([{ kind: 'dialog', id: 'a' }])
        seen.push(stored?.ver)
        return { writes: { documentUpdates: [update('note.a.n', updateId, 1)] }, value: null }
      })
    await type('u')
    await put(other, dialog('a', 2))
    await expect(type('v')).rejects.toThrow('Another process')
    await type('v')
    expect(seen).toEqual([1, 1, 2])
    expect((await one.documents(['note.a.n'])).get('note.a.n')?.updates).toHaveLength(2)
    await Promise.all([one.close(), other.close()])
  })

  test('[I3] finds updates of documents that a process which ended had written and nobody had read', async () => {
    const path = newPath()
    const one = await openStore({ path })
    const { transact } = one
    for (const id of ['u', 'v'])
      await transact(async () => ({ writes: { documentUpdates: [update('note.a.n', id, 1), update('note.a.m', id, 2)] }, value: null }))
    await one.close()
    const other = await openStore({ path })
    expect([...(await other.documentsBehind())].sort()).toEqual(['note.a.m', 'note.a.n'])
    expect((await other.documents(['note.a.n'])).get('note.a.n')?.updates).toHaveLength(2)
    await other.close()
  })

  test('[I3] has each of them once, also those that had been read before the process ended', async () => {
    const path = newPath()
    const one = await openStore({ path })
    const typed = ['u', 'v'].map((id, n) => update('note.a.n', id, n))
    for (const documentUpdate of typed) await commit(one, { documentUpdates: [documentUpdate] })
    await one.documents(['note.a.n'])
    await commit(one, { documentUpdates: [update('note.a.n', 'w', 2)] })
    await one.close()
    const other = await openStore({ path })
    expect((await other.documents(['note.a.n'])).get('note.a.n')?.updates).toEqual([0, 1, 2].map((byte) => new Uint8Array([byte])))
    await other.close()
  })

  test('[I3] empties the log of updates while commits go on, and loses none of them', async () => {
    const path = newPath()
    const store = await openStore({ path })
    const docs = Array.from({ length: 30 }, (_, n) => `note.a.${n}`)
    const rounds = 400
    for (let n = 0; n < rounds; n += 1) await commit(store, { documentUpdates: docs.map((doc) => update(doc, `u${n}`, n % 256)) })
    await store.close()
    expect(logged(path)).toBeLessThan(rounds)
    const other = await openStore({ path })
    for (const { updates } of (await other.documents(docs)).values())
      expect(updates).toEqual(Array.from({ length: rounds }, (_, n) => new Uint8Array([n % 256])))
    expect(logged(path)).toBe(0)
    await other.close()
  })

  test('keeps no word of an erased document in the log, though it had been read', async () => {
    const path = newPath()
    const store = await openStore({ path })
    await commit(store, { documentUpdates: [update('note.a.n', 'u', 1), update('note.a.m', 'u', 1)] })
    await store.documents(['note.a.n'])
    await commit(store, { erasedDocuments: ['note.a.n'] })
    expect(logged(path)).toBe(0)
    expect((await store.documents(['note.a.n', 'note.a.m'])).size).toBe(1)
    await store.close()
  })

  test('cannot be opened where there is no folder, and says so', async () => {
    await expect(openStore({ path: join(folder, 'missing', 'x.db') })).rejects.toMatchObject({
      cause: expect.objectContaining({ message: expect.stringContaining('directory does not exist') }),
    })
  })
})

/** Entries of the log that the next process would read. */
function logged(path: string): number {
  const database = new Database(path, { readonly: true })
  const count = database.prepare('select count(*) from document_log').pluck().get()
  database.close()
  return Number(count)
}

describe('a closed store', () => {
  for (const threads of [true, false]) {
    test(`finishes what was asked and refuses the rest (${threads ? 'threads' : 'inline'})`, async () => {
      const store = await openStore({ path: newPath(), threads })
      const asked = put(store, dialog('a'))
      await store.close()
      expect(await asked).toMatchObject({ to: 1 })
      await expect(store.head()).rejects.toThrow('closed')
      await expect(put(store, dialog('b'))).rejects.toThrow('closed')
      await store.close()
    })
  }
})

describe('the calling thread', () => {
  test('gives an answer with microtasks alone, so that a simulation owns the clock', async () => {
    let hasTurned = false
    setImmediate(() => {
      hasTurned = true
    })
    const store = await openStore({ path: ':memory:', threads: false })
    await commit(store, { changes: [dialog('a'), message('a', 1)], deletions: [{ kind: 'dialog', id: 'a' }] })
    await store.accounts.secret('cookie', () => 'x')
    await store.close()
    expect(hasTurned).toBe(false)
  })
})

describe('a database handed in', () => {
  test('outlives the store that used it', async () => {
    const database = new Database(':memory:')
    const first = await openStore({ database, makeEpoch: () => 'epoch-1' })
    await put(first, dialog('a'))
    await first.close()
    const second = await openStore({ database, makeEpoch: () => 'epoch-2' })
    expect([second.epoch, await second.head()]).toEqual(['epoch-1', 1])
    database.close()
  })

  test('takes nothing more from a store that was killed in the middle of its work', async () => {
    const database = new Database(':memory:')
    const crash = new AbortController()
    const store = await openStore({ database, killed: crash.signal })
    const doomed = store.transact(async () => {
      crash.abort()
      return { writes: { changes: [dialog('a')] }, value: null }
    })
    await expect(doomed).rejects.toThrow('closed')
    const next = await openStore({ database })
    expect(await next.head()).toBe(0)
    database.close()
  })

  test('[ST1] a damaged row is named, not guessed at', async () => {
    const database = new Database(':memory:')
    const store = await openStore({ database })
    await put(store, dialog('a'))
    database.prepare('update entity set body = ?').run('{"id":')
    await expect(store.rows([{ kind: 'dialog', id: 'a' }])).rejects.toThrow('dialog/a is damaged')
    database.close()
  })

  test('[I9] what belongs to a dialog, a customer or a group is found by it, not among all that is of its kind', async () => {
    const seen: string[] = []
    const database = new Database(':memory:', { verbose: (sql) => seen.push(String(sql)) })
    const store = await openStore({ database })
    seen.length = 0
    await store.ordersOf(['a'])
    await store.madeFor('order', { dialogIds: ['a'], customerIds: ['b'] })
    await store.madeFor('card', { dialogIds: ['a'], customerIds: ['b'] })
    await store.variantsOf('g', 9)
    const plans = seen
      .filter((sql) => sql.startsWith('select'))
      .map((sql) => database.prepare<[], { detail: string }>(`explain query plan ${sql}`).all()[0]?.detail)
    const orders = ['entity_order', 'entity_order', 'entity_order_customer']
    const used = [...orders, 'entity_card_dialog', 'entity_card_customer', 'entity_product_group']
    expect(plans).toEqual(used.map((index) => `SEARCH entity USING INDEX ${index} (<expr>=?)`))
    database.close()
  })

  test('[I9] lists are read along an index, never by scanning or sorting a table', async () => {
    const seen: string[] = []
    const database = new Database(':memory:', { verbose: (sql) => seen.push(String(sql)) })
    const store = await openStore({ database })
    await put(store, dialog('a'), message('a', 1))
    seen.length = 0
    await store.changes({ from: 0, to: 9, limit: 9 })
    await store.dialogsByRecency({ after: { updatedAt: 9, id: 'b' }, limit: 9 })
    await store.dialogsByRecency({ after: null, limit: 9, state: 'open', since: 1 })
    await store.countSummaries(5)
    await store.latestItems(['a'], 9)
    await store.itemsBefore('a', { before: 9, limit: 9 })
    await store.documents(['n'])
    await store.dueJobs(9, 9)
    await store.past.forgetTold({ before: 9, now: 9, limit: 9 })
    const selects = seen.filter((sql) => sql.startsWith('select'))
    expect(selects).toHaveLength(13)
    for (const sql of selects) {
      const steps = database.prepare<[], { detail: string }>(`explain query plan ${sql}`).all()
      // A list that is given along is no table. The merge of the two tables sorts what each has given it, which is no more than the limit.
      const slow = sql.includes('union all') ? /^SCAN (entity|item)$/ : /^SCAN (?!json_each )|TEMP B-TREE/
      expect(steps.filter(({ detail }) => slow.test(detail))).toEqual([])
    }
    database.close()
  })
})
