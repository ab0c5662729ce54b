import { describe, expect, test } from 'vitest'
import { orderRow } from '#shared/domain/order-fixture'
import { card, contact, dialog, message } from '../data/device-fixture'
import { batch, gone, makeLeader, row } from './store-fixture'

const CANARY = 'canary'
const file = (id: string) => ({ id, name: 'photo.png', mime: 'image/png', size: 3 })

/** Two dialogs of one person and one of another, with everything that can belong to a dialog. */
async function furnished() {
  const leader = await makeLeader()
  const { store, replica } = leader
  await store.applyBatch(
    batch(10, 20, [
      row('contact', contact('anna', { name: CANARY })),
      row('dialog', dialog('a', { contactId: 'anna', lastSeq: 2 })),
      row('item', message('a', 1, { text: CANARY, attachments: [file('photo')] })),
      row('item', message('a', 2, { text: CANARY })),
      row('order', orderRow('o', 'a', { customerName: CANARY })),
      row('draft', { id: 'olga.a', operatorId: 'olga', dialogId: 'a', text: CANARY, attachments: [file('waiting')] }),
      row('document', { id: 'note.a.n', state: '', text: CANARY, generation: 0, crc: null }),
      row('document', { id: 'remark.anna', state: '', text: CANARY, generation: 0, crc: null }),
      row('card', card('of-a', { dialogId: 'a', contactId: 'anna', title: CANARY })),
      row('contact', contact('boris')),
      row('dialog', dialog('b', { contactId: 'boris', lastSeq: 1 })),
      row('item', message('b', 1)),
    ]),
  )
  await replica.knownUpdates.bulkAdd(['note.a.n', 'remark.anna'].map((doc) => ({ doc, bytes: new TextEncoder().encode(CANARY) })))
  await replica.files.bulkPut(['photo', 'waiting'].map((id) => ({ id, blob: new Blob([CANARY]), usedAt: 0 })))
  return leader
}

describe('[EVC1] a dialog that is gone', () => {
  test('leaves nothing behind: not its items, notes, orders, drafts, files, nor a person known from nowhere else', async () => {
    const { store, replica } = await furnished()
    await store.applyBatch(batch(20, 21, [gone('dialog', 'a')]))
    const left = await Promise.all(replica.tables.map(async (table) => [table.name, await table.toArray()] as const))
    for (const [name, rows] of left)
      expect({ name, rows: JSON.stringify(rows) }).not.toMatchObject({ rows: expect.stringContaining(CANARY) })
    expect(await replica.knownUpdates.count()).toBe(0)
    expect(await replica.files.count()).toBe(0)
    expect(await replica.ranges.get('a')).toBeUndefined()
    expect(await replica.dialogs.toCollection().primaryKeys()).toEqual(['b'])
    expect(await replica.items.count()).toBe(1)
  })

  test('[EVC7] leaves the cards that are still to be seen, which come after it in the same batch', async () => {
    const { store, replica } = await furnished()
    const managed = card('of-a', { dialogId: 'a', managerId: 'olga' })
    await store.applyBatch(batch(20, 22, [row('card', managed), gone('dialog', 'a')]))
    expect(await replica.cards.toArray()).toEqual([managed])
  })

  test('leaves the person who has another dialog here, with the remark about them', async () => {
    const { store, replica } = await furnished()
    await store.applyBatch(batch(20, 21, [row('dialog', dialog('a2', { contactId: 'anna' }))]))
    await store.applyBatch(batch(21, 22, [gone('dialog', 'a')]))
    expect(await replica.contacts.get('anna')).toBeDefined()
    expect(await replica.documents.get('remark.anna')).toBeDefined()
    await store.applyBatch(batch(22, 23, [gone('dialog', 'a2')]))
    expect(await replica.contacts.get('anna')).toBeUndefined()
    expect(await replica.documents.get('remark.anna')).toBeUndefined()
  })
})
