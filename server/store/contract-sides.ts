import { describe, expect, test } from 'vitest'
import { commit, dialog, job, put, result, update } from './contract-samples'
import type { SendJob, Store } from './port'

export function sideRules(store: () => Store): void {
  describe('names, results, inbound', () => {
    lookups(store)
  })
  describe('send jobs', () => {
    sendJobs(store)
  })
  describe('documents', () => {
    documents(store)
  })
}

function lookups(store: () => Store): void {
  test('names lead to our ids and cannot be taken over', async () => {
    await commit(store(), {
      names: new Map([
        ['visitor/1', 'a'],
        ['visitor/2', 'b'],
      ]),
    })
    expect(await store().names(['visitor/2', 'visitor/1', 'visitor/3', 'visitor/1'])).toEqual(
      new Map([
        ['visitor/1', 'a'],
        ['visitor/2', 'b'],
      ]),
    )
    await commit(store(), { names: new Map([['visitor/1', 'a']]) })
    await expect(commit(store(), { names: new Map([['visitor/1', 'c']]) })).rejects.toThrow('name')
    expect(await store().names(['visitor/1'])).toEqual(new Map([['visitor/1', 'a']]))
  })

  test('a name that is passed on leads to the newest', async () => {
    for (const id of ['a', 'b', 'b', 'c']) await commit(store(), { passedNames: new Map([['sms/12F', id]]) })
    expect(await store().names(['sms/12F'])).toEqual(new Map([['sms/12F', 'c']]))
  })

  test('a result carries the version at which its effect is in the rows, for its own operator', async () => {
    const { to } = await commit(store(), { changes: [dialog('a'), dialog('b')], results: [result('x'), result('y')] })
    expect(await store().results(['x', 'z', 'x'], 'operator')).toEqual([{ id: 'x', status: 'done', code: null, seq: to }])
    expect(await store().results(['x'], 'somebody-else')).toEqual([])
  })

  test('a file gets its place with the commit, and keeps the first', async () => {
    const owner = { kind: 'operator', id: 'olga' } as const
    await store().blobs.add({ id: 'f', owner, dialogId: null, name: 'f', mime: 'image/png', size: 1, sha256: 'x', createdAt: 1 })
    await commit(store(), {
      changes: [dialog('a')],
      placedFiles: new Map([
        ['f', 'a'],
        ['none', 'a'],
      ]),
    })
    await commit(store(), { changes: [dialog('b')], placedFiles: new Map([['f', 'b']]) })
    expect((await store().blobs.get('f'))?.dialogId).toBe('a')
  })

  test('[ERS3] an erasure is noted with its commit, and stays until it is finished', async () => {
    const erasure = { id: 'e', dialogIds: ['a'], personIds: ['b'], hashes: ['f00'] }
    await commit(store(), { names: new Map([['visitor', 'a']]) })
    await expect(commit(store(), { names: new Map([['visitor', 'b']]), erasure })).rejects.toThrow('name')
    expect(await store().erasures.unfinished()).toEqual([])
    await commit(store(), { erasure })
    await commit(store(), { erasure: { ...erasure, id: 'f' } })
    expect(await store().erasures.unfinished()).toEqual([erasure, { ...erasure, id: 'f' }])
    await store().erasures.finish(['e', 'none'])
    expect(await store().erasures.unfinished()).toEqual([{ ...erasure, id: 'f' }])
  })

  test('an inbound event told twice is kept once', async () => {
    const event = { channelId: 'channel', key: 'update-1', at: 1, raw: '{}' }
    await commit(store(), { inbound: [event] })
    expect(await commit(store(), { changes: [dialog('a')], inbound: [event, { ...event, key: 'update-2' }] })).toMatchObject({ to: 1 })
  })
}

function sendJobs(store: () => Store): void {
  test('due jobs come by time, then in the order they were written', async () => {
    await commit(store(), { jobs: [job('late', 50), job('z', 10), job('a', 10)] })
    expect(await store().dueJobs(40, 9)).toEqual([job('z', 10), job('a', 10)])
    expect(await store().dueJobs(50, 1)).toEqual([job('z', 10)])
    expect(await store().dueJobs(9, 9)).toEqual([])
  })

  test('[TIM4] a job that began to wait later than it is now waits no longer: the clock has been put back', async () => {
    await commit(store(), { jobs: [{ ...job('a', 90), since: 60 }] })
    expect(await store().dueJobs(60, 9)).toEqual([])
    expect(await store().dueJobs(59, 9)).toEqual([{ ...job('a', 90), since: 60 }])
  })

  test('of each dialog only the first unfinished job is due, and only when its own time has come', async () => {
    const inOne = (itemId: string, dueAt = 0, state: SendJob['state'] = 'queued') => ({ ...job(itemId, dueAt, state), dialogId: 'one' })
    await commit(store(), { jobs: [inOne('first', 50), inOne('second'), job('other')] })
    expect(await store().dueJobs(10, 9)).toEqual([job('other')])
    expect(await store().dueJobs(50, 9)).toEqual([job('other'), inOne('first', 50)])
    await commit(store(), { jobs: [inOne('first', 50, 'sending')] })
    expect(await store().dueJobs(50, 9)).toEqual([job('other')])
    await commit(store(), { jobs: [inOne('first', 50, 'finished')] })
    expect(await store().dueJobs(50, 9)).toEqual([inOne('second'), job('other')])
  })

  test('a job moves on under its item, and one left in sending is found again', async () => {
    await commit(store(), { jobs: [job('a'), job('b')] })
    await commit(store(), { jobs: [{ ...job('a', 0, 'sending'), attempts: 1 }] })
    expect(await store().dueJobs(1, 9)).toEqual([job('b')])
    expect(await store().interruptedJobs()).toEqual([{ ...job('a', 0, 'sending'), attempts: 1 }])
    await commit(store(), { jobs: [{ ...job('a', 70), attempts: 2 }, job('b', 0, 'finished')] })
    expect(await store().interruptedJobs()).toEqual([])
    expect(await store().dueJobs(70, 9)).toEqual([{ ...job('a', 70), attempts: 2 }])
  })
}

function documents(store: () => Store): void {
  const read = async (doc: string) => (await store().documents([doc])).get(doc)

  test('updates come in the order committed, each once', async () => {
    await commit(store(), { documentUpdates: [update('n', 'u1', 1), update('m', 'u1', 9), update('n', 'u2', 2, 2)] })
    await commit(store(), { documentUpdates: [update('n', 'u1', 1), update('n', 'u3', 3)] })
    expect(await read('n')).toMatchObject({ updates: [new Uint8Array([1]), new Uint8Array([2, 2]), new Uint8Array([3])], bytes: 4 })
    expect([...(await store().documents(['m', 'n', 'none'])).keys()]).toEqual(['m', 'n'])
  })

  test('a view into a larger buffer is stored as what it shows', async () => {
    const bytes = new Uint8Array([0, 7, 8, 0]).subarray(1, 3)
    await commit(store(), { documentUpdates: [{ ...update('n', 'u'), bytes }] })
    expect((await read('n'))?.updates).toEqual([new Uint8Array([7, 8])])
  })

  test('compaction puts one update in the place of those read', async () => {
    await commit(store(), { documentUpdates: [update('n', 'u1', 1), update('n', 'u2', 2), update('m', 'u', 5)] })
    const stored = await read('n')
    if (!stored) throw new Error('the document was written')
    expect(await store().compactDocument('n', stored, new Uint8Array([1, 2]))).toBe(true)
    await commit(store(), { documentUpdates: [update('n', 'u3', 3)] })
    expect(await read('n')).toMatchObject({ updates: [new Uint8Array([1, 2]), new Uint8Array([3])], bytes: 3 })
    expect((await read('m'))?.updates).toEqual([new Uint8Array([5])])
  })

  test('[CMP1] compaction leaves what was added after it was read, and gives way to another one', async () => {
    await commit(store(), { documentUpdates: [update('n', 'u1', 1), update('n', 'u2', 2)] })
    const stored = await read('n')
    if (!stored) throw new Error('the document was written')
    await commit(store(), { documentUpdates: [update('n', 'u3', 3)] })
    expect(await store().compactDocument('n', stored, new Uint8Array([1, 2]))).toBe(true)
    expect((await read('n'))?.updates).toEqual([new Uint8Array([1, 2]), new Uint8Array([3])])
    expect(await store().compactDocument('n', stored, new Uint8Array([9]))).toBe(false)
    expect(await store().compactDocument('none', { updates: [], by: [], bytes: 0, upTo: 0 }, new Uint8Array([9]))).toBe(false)
    expect((await read('n'))?.updates).toEqual([new Uint8Array([1, 2]), new Uint8Array([3])])
  })

  test('who wrote an update and when is told with it, and a compacted state is nobody’s', async () => {
    await commit(store(), {
      documentUpdates: [
        { ...update('n', 'u1', 1), authorId: 'olga', at: 5 },
        { ...update('n', 'u2', 2), authorId: null, at: 6 },
      ],
    })
    const stored = await read('n')
    if (!stored) throw new Error('the document was written')
    expect(stored.by.map(({ authorId, at }) => [authorId, at])).toEqual([
      ['olga', 5],
      [null, 6],
    ])
    expect(stored.by.at(-1)?.seq).toBe(stored.upTo)
    await store().compactDocument('n', stored, new Uint8Array([1, 2]))
    expect((await read('n'))?.by).toEqual([{ seq: stored.upTo, authorId: null, at: 0 }])
  })

  test('a document is behind until its rows show its last update', async () => {
    await commit(store(), { documentUpdates: [update('n', 'u1', 1), update('m', 'u', 1)] })
    const upTo = (await read('n'))?.upTo ?? 0
    await commit(store(), { projections: [{ doc: 'n', upTo, version: null }] })
    expect(await store().documentState('n')).toEqual({ generation: 0, upTo })
    expect(await store().documentsBehind()).toEqual(['m'])
    await commit(store(), { documentUpdates: [update('n', 'u2', 2)] })
    expect([...(await store().documentsBehind())].sort()).toEqual(['m', 'n'])
  })

  test('[HIS1] versions are kept by number, the newest written over by its own, the oldest forgotten', async () => {
    const version = (n: number, text: string, at = n) => ({ doc: 'n', n, startedAt: n, at, authors: ['olga', null], text })
    const keep = (...versions: ReturnType<typeof version>[]) =>
      commit(store(), { projections: versions.map((each) => ({ doc: 'n', upTo: each.n, version: each })) })
    await keep(version(1, 'а'), version(2, 'б'))
    await keep(version(2, 'бб', 9))
    expect(await store().documentVersions('n', 9)).toEqual([version(2, 'бб', 9), version(1, 'а')])
    expect(await store().documentVersions('n', 1)).toHaveLength(1)
    await keep(version(301, 'в'))
    expect((await store().documentVersions('n', 999)).map(({ n }) => n)).toEqual([301, 2])
  })

  test('[LIN1] an erased document leaves no byte, of this commit either, and begins another generation', async () => {
    const version = { doc: 'n', n: 1, startedAt: 1, at: 1, authors: [], text: 'а' }
    await commit(store(), { documentUpdates: [update('n', 'u1', 1)], projections: [{ doc: 'n', upTo: 1, version }] })
    await commit(store(), { documentUpdates: [update('n', 'u2', 2), update('m', 'u', 1)], erasedDocuments: ['n'] })
    expect([await read('n'), await store().documentVersions('n', 9)]).toEqual([undefined, []])
    expect(await store().documentState('n')).toEqual({ generation: 1, upTo: 0 })
    expect(await read('m')).toBeDefined()
    await commit(store(), { erasedDocuments: ['n'] })
    expect((await store().documentState('n')).generation).toBe(2)
  })

  test('[ST1] updates in a refused commit are not kept', async () => {
    await put(store(), dialog('a'))
    await commit(store(), { names: new Map([['visitor', 'a']]) })
    const refused = commit(store(), { names: new Map([['visitor', 'b']]), documentUpdates: [update('n', 'u', 1)] })
    await expect(refused).rejects.toThrow('name')
    expect(await read('n')).toBeUndefined()
  })
}
