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

  test('a result carries the version at which its effect is in the rows, for its own operator', async () => {
    const { to } = await commit(store(), { changes: [dialog('a'), dialog('b')], results: [result('x'), result('y')] })
    expect(await store().results(['x', 'z', 'x'], 'operator')).toEqual([{ id: 'x', status: 'done', code: null, seq: to }])
    expect(await store().results(['x'], 'somebody-else')).toEqual([])
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

  test('compaction gives way when something was added or compacted since', async () => {
    await commit(store(), { documentUpdates: [update('n', 'u1', 1), update('n', 'u2', 2)] })
    const stored = await read('n')
    if (!stored) throw new Error('the document was written')
    await commit(store(), { documentUpdates: [update('n', 'u3', 3)] })
    expect(await store().compactDocument('n', stored, new Uint8Array([1, 2]))).toBe(false)
    const again = await read('n')
    if (!again) throw new Error('the document was written')
    expect(again.bytes).toBe(3)
    expect(await store().compactDocument('n', again, new Uint8Array([1, 2, 3]))).toBe(true)
    expect(await store().compactDocument('n', again, new Uint8Array([9]))).toBe(false)
    expect(await store().compactDocument('none', { updates: [], bytes: 0, upTo: 0 }, new Uint8Array([9]))).toBe(false)
    expect((await read('n'))?.updates).toEqual([new Uint8Array([1, 2, 3])])
  })

  test('[ST1] updates in a refused commit are not kept', async () => {
    await put(store(), dialog('a'))
    await commit(store(), { names: new Map([['visitor', 'a']]) })
    const refused = commit(store(), { names: new Map([['visitor', 'b']]), documentUpdates: [update('n', 'u', 1)] })
    await expect(refused).rejects.toThrow('name')
    expect(await read('n')).toBeUndefined()
  })
}
