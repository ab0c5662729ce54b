import { expect, test } from 'vitest'
import { act } from './act'
import { contact, dialog, makeDevice, message } from './device-fixture'
import { readFailed } from './failed-replies'
import { listed } from './listing'

async function device() {
  const device = makeDevice()
  const { replica } = device
  await replica.contacts.put(contact('anna'))
  const dialogs = [
    dialog('a', { contactId: 'anna', failed: 2, lastSeq: 4 }),
    dialog('b', { contactId: 'anna', failed: 1, lastSeq: 1 }),
    dialog('sound', { contactId: 'anna' }),
    dialog('other', { contactId: 'anna', channelId: 'another', failed: 1, lastSeq: 1 }),
  ]
  await replica.dialogs.bulkPut(dialogs)
  await replica.listing.bulkPut(dialogs.map(listed))
  await replica.items.bulkPut([
    message('a', 1, { direction: 'out', state: 'failed' }),
    message('a', 2, { direction: 'out', state: 'unknown' }),
    message('a', 3, { direction: 'out', state: 'sent' }),
    message('a', 4, { direction: 'out', state: 'failed' }),
    message('b', 1, { direction: 'out', state: 'failed' }),
    message('other', 1, { direction: 'out', state: 'failed' }),
  ])
  return device
}

const ids = async (store: Awaited<ReturnType<typeof device>>) => (await readFailed(store, 'website')).map(({ itemId }) => itemId)

test('[H9] what has failed in a channel is found in the order of each dialog; what may have left is not among it', async () => {
  expect(await ids(await device())).toEqual(['a-1', 'a-4', 'b-1'])
})

test('[H9] what has been sent again here is not found a second time, before the server knows of it too', async () => {
  const store = await device()
  for (const args of await readFailed(store, 'website')) await act(store, 'message.retry', args)
  expect(await ids(store)).toEqual([])
})
