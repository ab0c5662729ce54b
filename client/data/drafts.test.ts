import { expect, test } from 'vitest'
import { startIds } from '#shared/commands/start'
import type { Id } from '#shared/domain/id'
import { act, saveDraft } from './act'
import { furnish, makeDevice } from './device-fixture'
import { readDrafts } from './drafts'

test('[C7] a draft is told where it is written, before and after its command is in force, without a step back', async () => {
  const device = makeDevice()
  await furnish(device)
  await device.replica.drafts.bulkPut([
    { id: 'olga.d', operatorId: 'olga', dialogId: 'd', text: 'Добр' },
    { id: 'olga.e', operatorId: 'olga', dialogId: 'e', text: 'в другом' },
  ])
  const followed = new Set<Id>()
  const told = async () => Object.fromEntries([...(await readDrafts(device, followed))].map(([id, { draft }]) => [id, draft]))
  expect(await told()).toEqual({})

  await saveDraft(device, 'd', 'Добрый день', 'Добр')
  expect(await told()).toEqual({ d: 'Добрый день' })

  await device.vault.outbox.toCollection().modify({ state: 'done', seq: 15 })
  expect(await told()).toEqual({ d: 'Добрый день' })
  await device.replica.transaction('rw', device.replica.position, device.replica.drafts, async () => {
    await device.replica.drafts.update('olga.d', { text: 'Добрый день' })
    await device.replica.position.update('position', { cursor: 15 })
  })
  expect(await told()).toEqual({ d: 'Добрый день' })

  await device.vault.outbox.clear()
  await device.replica.drafts.update('olga.d', { text: 'с другого устройства' })
  expect(await told()).toEqual({ d: 'с другого устройства' })
})

test('[C7][LANE1] a draft in a conversation that has just been begun here is told', async () => {
  const device = makeDevice()
  await furnish(device)
  await device.replica.channels.update('website', { kind: 'sms' })
  const args = { channelId: 'website', address: '+380671234567', name: null, subject: '', itemId: 'first', text: 'Готово', attachments: [] }
  await act(device, 'dialog.start', args)
  const { dialogId } = startIds(args)
  await saveDraft(device, dialogId, 'Ждём вас', '')
  expect((await readDrafts(device, new Set())).get(dialogId)?.draft).toBe('Ждём вас')
})
