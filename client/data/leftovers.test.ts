import { expect, test } from 'vitest'
import { noteDocument, remarkDocument } from '#shared/domain/document'
import { batch, gone, makeLeader, part, row } from '../sync/store-fixture'
import { EDIT_PREFIX } from './begun-edit'
import { NOTE_PREFIX } from './begun-note'
import { contact, dialog } from './device-fixture'
import { forgetLeftovers, leftovers } from './leftovers'
import { makeStorage } from './storage-fixture'
import { makeUnstoredSlips } from './unstored'

const DIALOGS = ['a', 'b'].flatMap((id) => [row('contact', contact(`of-${id}`)), row('dialog', dialog(id, { contactId: `of-${id}` }))])

function storageWith(...dialogIds: readonly string[]): Storage {
  const begun = dialogIds.map((id) => [NOTE_PREFIX + id, 'begun'] as const)
  return makeStorage({ 'okno.theme': 'dark', ...Object.fromEntries(begun) })
}

async function device() {
  const leader = await makeLeader()
  await leader.store.applyBatch(batch(10, 20, DIALOGS))
  return leader
}

test('[EVC9] a note begun in an erased dialog goes, and no other; what was seen to is struck out', async () => {
  const { store, replica } = await device()
  const storage = storageWith('a', 'b', 'old')
  expect(await leftovers(replica)).toEqual([])
  await store.applyBatch(batch(20, 21, [gone('dialog', 'a')]))
  expect(await leftovers(replica)).toEqual(['a'])
  await forgetLeftovers(replica, storage)
  expect(Object.keys(storage).sort()).toEqual([`${NOTE_PREFIX}b`, `${NOTE_PREFIX}old`, 'okno.theme'])
  expect(await leftovers(replica)).toEqual([])
})

test('[EVC9] edits that were begun in an erased dialog go like its note', async () => {
  const { store, replica } = await device()
  const storage = storageWith('a')
  Object.assign(storage, { [`${EDIT_PREFIX}a`]: '{}', [`${EDIT_PREFIX}b`]: '{}' })
  await store.applyBatch(batch(20, 21, [gone('dialog', 'a')]))
  await forgetLeftovers(replica, storage)
  expect(Object.keys(storage).sort()).toEqual([`${EDIT_PREFIX}b`, 'okno.theme'])
})

test('[EVC9][DEV9] letters that were on their way into texts of an erased dialog go like its note', async () => {
  const { store, replica } = await device()
  const storage = makeStorage()
  const slips = makeUnstoredSlips('olena', storage)
  const docs = [noteDocument('a', 'n'), remarkDocument('of-a'), noteDocument('b', 'n'), remarkDocument('of-b')]
  for (const doc of docs) slips.write(doc, { doc, lineage: null, bytes: new Uint8Array(), words: '' })
  await store.applyBatch(batch(20, 21, [gone('dialog', 'a')]))
  await forgetLeftovers(replica, storage)
  expect(slips.left().map(({ doc }) => doc)).toEqual(docs.slice(2))
})

test('[EVC9] a dialog that was withdrawn and given back before a tab came to it keeps its note', async () => {
  const { store, replica } = await device()
  const storage = storageWith('a')
  await store.applyBatch(batch(20, 21, [gone('dialog', 'a')]))
  await store.applyBatch(batch(21, 23, DIALOGS.slice(0, 2)))
  await forgetLeftovers(replica, storage)
  expect(Object.keys(storage)).toContain(`${NOTE_PREFIX}a`)
})

test('[EVC9] of a device that is emptied, notes of dialogs go that do not come again, once everything has come', async () => {
  const { store, replica } = await device()
  const storage = storageWith('a', 'b', 'old')
  await store.beginSnapshot({ epoch: 'epoch', aclEpoch: 4, erase: true })
  expect(await leftovers(replica)).toEqual([])
  await store.applySnapshot(part(DIALOGS.slice(2), { to: 30, last: true }))
  expect(await leftovers(replica)).toEqual(['*'])
  await forgetLeftovers(replica, storage)
  expect(Object.keys(storage).sort()).toEqual([`${NOTE_PREFIX}b`, 'okno.theme'])
})

test('[EVC9] what is still to go is not forgotten when the tables are emptied to be fetched anew', async () => {
  const { store, replica } = await device()
  await store.applyBatch(batch(20, 21, [gone('dialog', 'a')]))
  await store.refetch()
  await store.beginSnapshot({ epoch: 'epoch', aclEpoch: 3 })
  await store.applySnapshot(part(DIALOGS.slice(2), { to: 30, last: true }))
  expect(await leftovers(replica)).toEqual(['a'])
})
