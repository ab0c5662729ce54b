import { expect, test } from 'vitest'
import { dialog, furnish, makeDevice, NOON, outboxRow } from './device-fixture'
import { sendAnyway } from './outbox'

test('[C8] a refused change of a message for later is given again over what stands now, and leaves what its author had not touched', async () => {
  const store = makeDevice()
  await furnish(store)
  const waiting = { id: 'later', authorId: 'olga', attachments: [], replyTo: null, unlessAnswered: false, seen: 1, held: null }
  await store.replica.dialogs.put(dialog('d', { lastSeq: 1, scheduled: [{ ...waiting, text: 'К шести', dueAt: NOON + 9 }] }))
  const seen = { seenText: 'Едет', seenDueAt: NOON + 5 }
  const args = { dialogId: 'd', itemId: 'later', text: 'К пяти', dueAt: NOON + 5, seen: 1, ...seen }
  await store.vault.outbox.add(outboxRow('words', { type: 'message.reschedule', state: 'refused', code: 'stale', args }))
  await sendAnyway(store, 'words')
  const [again] = await store.vault.outbox.toArray()
  expect(again).toMatchObject({ state: 'waiting', args: { text: 'К пяти', seenText: 'К шести', dueAt: NOON + 5, seenDueAt: NOON + 5 } })
})
