import { expect, test } from 'vitest'
import { noteDocument } from '#shared/domain/document'
import { furnish, makeDevice, outboxRow } from './device-fixture'
import { keepLocal } from './held-document'
import { countOutbox } from './outbox'
import { discardRefused, readRefused } from './refused-texts'

const NOTE = noteDocument('d', 'n')

test('[F2] an edit that the server has refused is shown with its words, and goes when the operator says so', async () => {
  const device = makeDevice()
  await furnish(device)
  const { vault } = device
  await keepLocal(device, { doc: NOTE, lineage: 'e.0', bytes: new Uint8Array([0, 0]), before: 'а', after: 'а б' })
  expect(await readRefused(vault)).toEqual([])
  await vault.updates.toCollection().modify({ state: 'refused', code: 'not-found' })
  expect(await readRefused(vault)).toEqual([{ name: NOTE, kind: 'note', text: 'а б', code: 'not-found' }])
  await discardRefused(vault, NOTE)
  expect([await readRefused(vault), await vault.updates.count(), await vault.unsynced.count()]).toEqual([[], 0, 0])
})

test('[F2] throwing away what was refused leaves what waits', async () => {
  const device = makeDevice()
  await furnish(device)
  const { vault } = device
  await keepLocal(device, { doc: NOTE, lineage: 'e.0', bytes: new Uint8Array([0, 0]), before: 'а', after: 'а б' })
  await vault.updates.toCollection().modify({ state: 'refused' })
  await keepLocal(device, { doc: NOTE, lineage: 'e.0', bytes: new Uint8Array([0, 0]), before: 'а б', after: 'а б в' })
  await discardRefused(vault, NOTE)
  expect(await vault.updates.toArray()).toMatchObject([{ state: 'waiting' }])
  expect(await vault.unsynced.toArray()).toMatchObject([{ mine: 'а б в' }])
})

test('[F2] what is said to be in the outbox is as much as it lists: refused words too, and nothing done or silent', async () => {
  const device = makeDevice()
  await furnish(device)
  const { vault } = device
  await keepLocal(device, { doc: NOTE, lineage: 'e.0', bytes: new Uint8Array([0, 0]), before: 'а', after: 'а б' })
  await vault.updates.toCollection().modify({ state: 'refused', code: 'not-found' })
  await vault.outbox.bulkAdd([
    outboxRow('waits'),
    outboxRow('came back', { state: 'refused', code: 'not-found' }),
    outboxRow('went', { state: 'done' }),
    outboxRow('draft', { type: 'draft.set', args: { dialogId: 'd', text: 'а', attachments: [] } }),
  ])
  expect(await countOutbox(vault)).toBe(3)
})
