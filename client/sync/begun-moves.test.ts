import { expect, test, vi } from 'vitest'
import { startIds } from '#shared/commands/start'
import { noteDocument } from '#shared/domain/document'
import { begunElsewhere } from '../data/begun-dialogs'
import { contact, dialog, message, NOON, outboxRow } from '../data/device-fixture'
import { discard, outboxEntry } from '../data/outbox'
import { batch, makeLeader, row } from './store-fixture'

const START = {
  channelId: 'website',
  address: '+380671234567',
  name: null,
  subject: '',
  itemId: 'first',
  text: 'Заказ готов',
  attachments: [],
}
const { dialogId: GUESS } = startIds(START)
const DRAFT = { operatorId: 'olga', dialogId: GUESS, text: 'Ждём вас', base: '' }

/** A conversation is begun, and written in. */
async function begin() {
  const leader = await makeLeader()
  const { vault } = leader
  const of = { type: 'dialog.start', args: START, dialogId: GUESS, lane: `dialog/${GUESS}`, createdAt: Date.now() } as const
  await vault.outbox.add(outboxRow('start', { ...of, state: 'sent' }))
  await vault.outbox.add(outboxRow('draft', { type: 'draft.set', args: DRAFT, dialogId: GUESS, lane: `draft/${GUESS}` }))
  const note = { id: 'update', doc: noteDocument(GUESS, 'note'), bytes: new Uint8Array(), at: NOON, state: 'waiting' } as const
  await vault.updates.add(note)
  await vault.unsynced.add({ doc: note.doc, lineage: '', base: '', mine: 'Звонили' })
  const commands = async () => (await leader.store.outgoing(NOON)).commands
  return { ...leader, commands, documents: async () => (await leader.store.waitingUpdates()).map(({ doc }) => doc) }
}

/** The first message is taken, in this dialog. */
async function answer({ store }: Pick<Awaited<ReturnType<typeof begin>>, 'store'>, dialogId: string): Promise<boolean> {
  const rows = [
    row('contact', contact(`${dialogId}-contact`)),
    row('dialog', dialog(dialogId)),
    row('item', message(dialogId, 7, { id: 'first' })),
  ]
  await store.recordResults([{ id: 'start', status: 'done', code: null, seq: 12 }])
  await store.applyBatch(batch(10, 12, rows))
  return store.settle(12)
}

test('[LANE1] what is written in a conversation begun here leaves when it has begun', async () => {
  const device = await begin()
  expect([await device.commands(), await device.documents()]).toMatchObject([[{ id: 'start' }], []])
  expect(await answer(device, GUESS)).toBe(true)
  expect([await device.commands(), await device.documents()]).toMatchObject([[{ id: 'draft' }], [noteDocument(GUESS, 'note')]])
  expect(await device.vault.outbox.count()).toBe(1)
})

test('[LANE2] it goes where the first message has gone, and so does what is written in the old place later', async () => {
  const device = await begin()
  expect(await answer(device, 'known')).toBe(true)
  expect(await device.commands()).toMatchObject([{ id: 'draft', args: { ...DRAFT, dialogId: 'known' } }])
  expect(await device.documents()).toEqual([noteDocument('known', 'note')])
  expect(await device.vault.unsynced.toArray()).toMatchObject([{ doc: noteDocument('known', 'note'), mine: 'Звонили' }])
  expect(await begunElsewhere(device, GUESS)).toBe('known')

  await device.vault.outbox.add(outboxRow('later', { type: 'draft.set', args: DRAFT, dialogId: GUESS, lane: `draft/${GUESS}` }))
  expect(await device.store.settle(13)).toBe(false)
  expect(await device.commands()).toMatchObject([{ id: 'draft' }, { id: 'later', args: { dialogId: 'known' } }])
})

test('[LANE2] what stands elsewhere is remembered for a week, and not written anew with every batch', async () => {
  const device = await begin()
  await answer(device, 'known')
  const written = vi.spyOn(device.vault.outbox, 'bulkPut')
  await device.store.settle(13)
  expect(written).not.toHaveBeenCalled()
  await device.vault.outbox
    .where('id')
    .equals('start')
    .modify({ createdAt: Date.now() - 8 * 24 * 60 * 60 * 1000 })
  await device.store.settle(14)
  expect(await begunElsewhere(device, GUESS)).toBeNull()
})

test('[LANE3] a draft in a conversation that does not begin comes back to its author', async () => {
  const device = await begin()
  await device.store.recordResults([{ id: 'start', status: 'rejected', code: 'forbidden', seq: 12 }])
  expect(await device.commands()).toEqual([])
  await device.store.settle(12)
  expect((await device.vault.outbox.toArray()).flatMap(outboxEntry)).toMatchObject([
    { id: 'start', code: 'forbidden' },
    { id: 'draft', code: 'not-begun', summary: 'Ждём вас' },
  ])
})

test('[LANE3] a draft in a conversation whose beginning is taken back comes back to its author', async () => {
  const device = await begin()
  await device.vault.outbox.where('id').equals('start').modify({ state: 'waiting' })
  await discard(device, 'start')
  await device.store.settle(10)
  expect((await device.vault.outbox.toArray()).flatMap(outboxEntry)).toMatchObject([{ id: 'draft', code: 'not-begun' }])
})
