import { describe, expect, test } from 'vitest'
import type { Result } from '#shared/protocol/frames'
import { contact, NOON, outboxRow } from '../data/device-fixture'
import type { OutboxRow } from '../data/vault'
import { makeLeader } from './store-fixture'

type Leader = Awaited<ReturnType<typeof makeLeader>>

const add = async ({ vault }: Leader, id: string, more: Partial<OutboxRow> = {}) => vault.outbox.add(outboxRow(id, more))
const states = async ({ vault }: Leader) =>
  Object.fromEntries((await vault.outbox.orderBy('n').toArray()).map(({ id, state }) => [id, state]))
const outgoing = async ({ store }: Leader, now = NOON) => (await store.outgoing(now)).commands.map(({ id }) => id)
const done = (id: string, seq: number): Result => ({ id, status: 'done', code: null, seq })
const refused = (id: string): Result => ({ id, status: 'rejected', code: 'stale', seq: 11 })
const file = (id: string, isUploaded: boolean) => ({ id, name: 'a.png', mime: 'image/png', blob: new Blob(['x']), isUploaded, at: NOON })

describe('what may leave', () => {
  test('leaves in the order it was done: first what waits, and again what was never answered', async () => {
    const leader = await makeLeader()
    await add(leader, 'a', { state: 'sent' })
    await add(leader, 'b', { lane: 'dialog/e' })
    await add(leader, 'c')
    await add(leader, 'd', { state: 'done' })
    await add(leader, 'e', { state: 'refused' })
    expect(await outgoing(leader)).toEqual(['a', 'b', 'c'])
  })

  test('a lane waits for the file of its first command, and holds up no other lane', async () => {
    const leader = await makeLeader()
    await add(leader, 'picture', { files: ['f'] })
    await add(leader, 'after')
    await add(leader, 'elsewhere', { lane: 'dialog/e' })
    expect(await outgoing(leader)).toEqual(['elsewhere'])
    await leader.vault.files.add(file('f', false))
    expect(await outgoing(leader)).toEqual(['elsewhere'])
    await leader.vault.files.update('f', { isUploaded: true })
    expect(await outgoing(leader)).toEqual(['picture', 'after', 'elsewhere'])
  })

  test('a draft waits for its time, and says when to look again', async () => {
    const leader = await makeLeader()
    await add(leader, 'later', { lane: 'draft/d', notBefore: NOON + 600 })
    await add(leader, 'soon', { lane: 'draft/e', notBefore: NOON + 400 })
    expect(await leader.store.outgoing(NOON)).toEqual({ commands: [], lookAgainAt: NOON + 400 })
    expect(await outgoing(leader, NOON + 400)).toEqual(['soon'])
    expect((await leader.store.outgoing(NOON + 600)).lookAgainAt).toBeNull()
  })

  test('is named as unanswered once it was sent, and not before', async () => {
    const leader = await makeLeader()
    for (const id of ['a', 'b', 'c']) await add(leader, id)
    await leader.store.markSent(['a', 'b'])
    expect(await leader.store.unanswered(10)).toEqual(['a', 'b'])
    expect(await leader.store.unanswered(1)).toHaveLength(1)
    expect(await states(leader)).toEqual({ a: 'sent', b: 'sent', c: 'waiting' })
  })

  test('what was answered meanwhile is not marked as sent again', async () => {
    const leader = await makeLeader()
    await add(leader, 'a', { state: 'refused' })
    await leader.store.markSent(['a'])
    expect(await states(leader)).toEqual({ a: 'refused' })
  })

  test('[VLT2] what was taken back or replaced since it was looked up does not leave', async () => {
    const leader = await makeLeader()
    for (const id of ['a', 'b', 'c']) await add(leader, id, id === 'c' ? { state: 'sent' } : {})
    const looked = await outgoing(leader)
    await leader.vault.outbox.where('id').equals('a').delete()
    expect([...(await leader.store.markSent(looked))]).toEqual(['b', 'c'])
    expect(await states(leader)).toEqual({ b: 'sent', c: 'sent' })
  })
})

describe('an answer', () => {
  test('[OVL2] keeps a command until the replica shows it', async () => {
    const leader = await makeLeader()
    await add(leader, 'a', { state: 'sent' })
    await leader.store.recordResults([done('a', 12)])
    await leader.store.settle(11)
    expect(await states(leader)).toEqual({ a: 'done' })
    await leader.store.settle(12)
    expect(await states(leader)).toEqual({})
  })

  test('of no keeps the operator’s work until the operator decides', async () => {
    const leader = await makeLeader()
    await add(leader, 'a', { state: 'sent' })
    await leader.store.recordResults([refused('a')])
    await leader.store.settle(1000)
    expect(await leader.vault.outbox.toArray()).toMatchObject([{ id: 'a', state: 'refused', code: 'stale' }])
    expect(await outgoing(leader)).toEqual([])
  })

  test('of no to a draft is nobody’s business', async () => {
    const leader = await makeLeader()
    await add(leader, 'a', { type: 'draft.set', state: 'sent' })
    await leader.store.recordResults([refused('a')])
    await leader.store.settle(11)
    expect(await states(leader)).toEqual({})
  })

  test('[EVC9] of no to a draft whose dialog was withdrawn takes its unsent file along; of another no it stays', async () => {
    const leader = await makeLeader()
    await leader.vault.files.bulkAdd([file('gone', true), file('kept', true)])
    await add(leader, 'a', { type: 'draft.attach', state: 'sent', files: ['gone'] })
    await add(leader, 'b', { type: 'draft.attach', state: 'sent', files: ['kept'] })
    await leader.store.recordResults([{ ...refused('a'), code: 'not-found' }, refused('b')])
    await leader.store.settle(11)
    expect(await leader.vault.files.toCollection().primaryKeys()).toEqual(['kept'])
  })

  test('to what is not here, or twice, changes nothing', async () => {
    const leader = await makeLeader()
    await add(leader, 'a', { state: 'sent' })
    for (let n = 0; n < 2; n += 1) await leader.store.recordResults([done('a', 12), done('stranger', 5)])
    expect(await states(leader)).toEqual({ a: 'done' })
  })

  test('moves sent files to where they are looked at, and keeps those of what was refused', async () => {
    const leader = await makeLeader()
    for (const id of ['f1', 'f2']) await leader.vault.files.add(file(id, true))
    await add(leader, 'a', { state: 'sent', files: ['f1'] })
    await add(leader, 'b', { state: 'sent', files: ['f2'] })
    await leader.store.recordResults([done('a', 5), refused('b')])
    await leader.store.settle(10)
    expect(await leader.replica.files.toCollection().primaryKeys()).toEqual(['f1'])
    expect(await leader.vault.files.toCollection().primaryKeys()).toEqual(['f2'])
  })
})

test('[C7] a file goes when the last command that names it has', async () => {
  const leader = await makeLeader()
  await leader.vault.files.add(file('f', true))
  await add(leader, 'draft', { type: 'draft.attach', state: 'sent', files: ['f'] })
  await add(leader, 'reply', { type: 'message.send', files: ['f'] })
  await leader.store.recordResults([done('draft', 5)])
  await leader.store.settle(10)
  expect(await leader.vault.files.count()).toBe(1)
  await leader.store.recordResults([done('reply', 6)])
  await leader.store.settle(10)
  expect([await leader.vault.files.count(), await leader.replica.files.count()]).toEqual([0, 1])
})

describe('[I3] a document’s update', () => {
  const update = (id: string) => ({ id, doc: 'remark.c', bytes: new Uint8Array([1, 2]), at: NOON, state: 'waiting' }) as const

  test('stays in the vault until the server has it, and is known from then on', async () => {
    const { store, vault, replica } = await makeLeader()
    await replica.contacts.put(contact('c'))
    await vault.updates.bulkAdd([update('u1'), update('u2')])
    await store.acknowledgeUpdate('u1')
    await store.acknowledgeUpdate('u1')
    await store.acknowledgeUpdate('stranger')
    expect((await store.waitingUpdates()).map(({ id }) => id)).toEqual(['u2'])
    expect(await replica.knownUpdates.count()).toBe(1)
  })

  test('[EVC4] that is acknowledged after its person was erased brings nothing of it back', async () => {
    const { store, vault, replica } = await makeLeader()
    await vault.updates.add(update('late'))
    await store.acknowledgeUpdate('late')
    expect([await vault.updates.count(), await replica.knownUpdates.count()]).toEqual([0, 0])
  })

  test('that is refused is kept, and not sent again', async () => {
    const { store, vault } = await makeLeader()
    await vault.updates.add(update('u1'))
    await store.refuseUpdate('u1', 'not-found')
    expect(await store.waitingUpdates()).toEqual([])
    expect(await vault.updates.toArray()).toMatchObject([{ id: 'u1', state: 'refused' }])
  })
})
