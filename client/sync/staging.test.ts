import { describe, expect, test } from 'vitest'
import { lineageOf } from '#shared/domain/document'
import { contact, dialog, message, outboxRow } from '../data/device-fixture'
import { heldLineage } from '../data/held-document'
import { SyncStore } from './store'
import { batch, makeLeader, part, row } from './store-fixture'

const NEXT = { epoch: 'epoch', aclEpoch: 3 }
const place = (id: string) => ({ updatedAt: 1, id })
const photo = { id: 'photo', name: 'photo.png', mime: 'image/png', size: 3 }

/** A device that holds the dialogs `a` and `b`, each with a person and three messages. */
async function furnished() {
  const leader = await makeLeader()
  const rows = ['a', 'b'].flatMap((id) => [
    row('contact', contact(`${id}-contact`)),
    row('dialog', dialog(id, { lastSeq: 3 })),
    ...[1, 2, 3].map((dseq) => row('item', message(id, dseq, dseq === 1 ? { attachments: [photo] } : {}))),
  ])
  await leader.store.applyBatch(batch(10, 20, rows))
  return leader
}

const held = async ({ replica }: Awaited<ReturnType<typeof makeLeader>>) => ({
  dialogs: await replica.dialogs.toCollection().primaryKeys(),
  contacts: await replica.contacts.toCollection().primaryKeys(),
  items: (await replica.items.toCollection().primaryKeys()).map(([id, dseq]) => `${id}-${dseq}`),
})
const EVERYTHING = {
  dialogs: ['a', 'b'],
  contacts: ['a-contact', 'b-contact'],
  items: ['a-1', 'a-2', 'a-3', 'b-1', 'b-2', 'b-3'],
}

describe('[SNAP1] while a snapshot comes in', () => {
  test('what is held stays readable, and what comes is there at once', async () => {
    const leader = await furnished()
    const { store, replica } = leader
    await store.beginSnapshot(NEXT)
    expect(await held(leader)).toEqual(EVERYTHING)
    await store.applySnapshot(part([row('dialog', dialog('new', { lastSeq: 0 }))], { low: { new: 0 } }))
    await store.applySnapshot(part([row('contact', contact('a-contact', { name: 'Анна' }))]))
    expect((await held(leader)).dialogs).toEqual(['a', 'b', 'new'])
    expect((await replica.contacts.get('a-contact'))?.name).toBe('Анна')
    expect(await store.position()).toMatchObject({ epoch: null, cursor: 0 })
  })

  test('a dialog that has come holds its newest items only: of older ones nobody knows whether they were changed', async () => {
    const leader = await furnished()
    await leader.store.beginSnapshot(NEXT)
    const items = [4, 5].map((dseq) => row('item', message('a', dseq)))
    await leader.store.applySnapshot(part([row('dialog', dialog('a', { lastSeq: 5 })), ...items], { low: { a: 4 } }))
    expect((await held(leader)).items).toEqual(['a-4', 'a-5', 'b-1', 'b-2', 'b-3'])
    expect((await leader.replica.ranges.get('a'))?.ranges).toEqual([[4, 5]])
    expect(await leader.replica.evictedFiles.toCollection().primaryKeys()).toEqual(['photo'])
    await leader.store.applySnapshot(part([row('dialog', dialog('b', { lastSeq: 3 }))], { low: { b: 0 } }))
    expect((await held(leader)).items).toEqual(['a-4', 'a-5'])
    expect(await leader.replica.ranges.get('b')).toBeUndefined()
  })
})

describe('[SNAP1][LIN1] while a snapshot of another history comes in', () => {
  test('documents are of that history: what is typed on the old text would be unreadable in the new', async () => {
    const { store, replica } = await furnished()
    await store.applyBatch(batch(20, 21, [row('document', { id: 'note.a.n', state: '', text: 'old', generation: 0, crc: null })]))
    await store.beginSnapshot({ epoch: 'other', aclEpoch: 3 })
    expect(await replica.documents.count()).toBe(0)
    expect(await heldLineage({ replica }, 'note.a.n')).toEqual({ lineage: lineageOf('other', 0), isComing: true })
    await store.applySnapshot(part([row('document', { id: 'note.a.n', state: '', text: 'new', generation: 2, crc: null })]))
    expect(await heldLineage({ replica }, 'note.a.n')).toEqual({ lineage: lineageOf('other', 2), isComing: true })
  })
})

describe('[SNAP3] the last part of a snapshot', () => {
  test('takes away what no part has named, and sets cursor, epoch and window, all at once', async () => {
    const leader = await furnished()
    const { store, replica } = leader
    await replica.knownUpdates.add({ doc: 'note.b.n', bytes: new Uint8Array([1]) })
    await store.beginSnapshot(NEXT)
    const rows = [
      row('dialog', dialog('a', { lastSeq: 3, unanswered: 2 })),
      row('contact', contact('a-contact')),
      row('item', message('a', 3)),
    ]
    await store.applySnapshot(part(rows, { to: 50, low: { a: 3 }, place: place('a') }))
    expect(await store.applySnapshot(part([], { to: 50, since: 7, last: true }))).toBe(50)
    expect(await held(leader)).toEqual({ dialogs: ['a'], contacts: ['a-contact'], items: ['a-3'] })
    expect(await store.position()).toMatchObject({ epoch: 'epoch', aclEpoch: 3, cursor: 50, since: 7, staged: null, waiting: 1 })
    expect([await replica.knownUpdates.count(), await replica.marks.count(), await replica.ranges.count()]).toEqual([0, 0, 1])
  })

  test('counts parts that were applied by an earlier leader, in an earlier connection', async () => {
    const leader = await furnished()
    await leader.store.beginSnapshot(NEXT)
    await leader.store.applySnapshot(part([row('dialog', dialog('b'))], { to: 50, since: 7, low: { b: 0 }, place: place('b') }))
    const next = new SyncStore(leader.replica, leader.vault)
    await next.lead()
    expect((await next.position()).staged).toEqual({ ...NEXT, to: 50, since: 7, place: place('b') })
    await next.applySnapshot(part([row('dialog', dialog('a'))], { to: 50, since: 7, low: { a: 0 }, place: place('a') }))
    await next.applySnapshot(part([], { to: 50, since: 7, last: true }))
    expect((await held(leader)).dialogs).toEqual(['a', 'b'])
  })

  test('counts no part of a snapshot that was given up', async () => {
    const leader = await furnished()
    await leader.store.beginSnapshot(NEXT)
    await leader.store.applySnapshot(part([row('dialog', dialog('b'))], { low: { b: 0 } }))
    await leader.store.beginSnapshot(NEXT)
    await leader.store.applySnapshot(part([row('dialog', dialog('a'))], { low: { a: 0 } }))
    await leader.store.applySnapshot(part([], { last: true }))
    expect((await held(leader)).dialogs).toEqual(['a'])
  })
})

describe('[I8] a snapshot of another history', () => {
  test('asks again for what the other has acknowledged and this one may not know', async () => {
    const { store, vault, replica } = await furnished()
    await vault.outbox.bulkAdd([outboxRow('x', { state: 'done', seq: 900 }), outboxRow('y', { state: 'refused' })])
    await replica.knownUpdates.add({ doc: 'note.a.n', bytes: new Uint8Array([1]) })
    await store.beginSnapshot({ epoch: 'restored', aclEpoch: 3 })
    expect((await store.outgoing(0)).commands.map(({ id }) => id)).toEqual(['x'])
    expect(await replica.knownUpdates.count()).toBe(0)
  })

  test('of the same one asks for nothing again', async () => {
    const { store, vault } = await furnished()
    await vault.outbox.add(outboxRow('x', { state: 'done', seq: 900 }))
    await store.beginSnapshot(NEXT)
    expect((await store.outgoing(0)).commands).toEqual([])
  })
})
