import Dexie from 'dexie'
import { expect, test, vi } from 'vitest'
import type { DialogQuery } from './contract'
import { contact, dialog, furnish, makeDevice, NOON } from './device-fixture'
import { listDialogs } from './dialogs'
import { makeExpectedList } from './expected-list'
import { listed } from './listing'

const OPEN: DialogQuery = { tab: 'open', answer: 'all', assignees: [], channels: [] }
const CLOSED: DialogQuery = { ...OPEN, tab: 'closed' }

async function shop() {
  const device = makeDevice()
  await furnish(device)
  await device.replica.dialogs.clear()
  for (const [n, state] of (['open', 'closed', 'closed'] as const).entries()) await put(device, n, state)
  return device
}

async function put({ replica }: ReturnType<typeof makeDevice>, n: number, state: 'open' | 'closed') {
  const row = dialog(`d${n}`, { state, updatedAt: NOON + n })
  await replica.transaction('rw', [replica.dialogs, replica.listing, replica.contacts], async () => {
    await replica.dialogs.put(row)
    await replica.listing.put(listed(row))
    await replica.contacts.put(contact(`d${n}-contact`, { name: `Имя ${n}` }))
  })
}

test('[L2] a list that is expected is at hand as it stands now, and no other', async () => {
  const device = await shop()
  // A live query begins only where the browser has tables at all.
  Dexie.dependencies.indexedDB = device.platform.indexedDB
  const expected = makeExpectedList((query) => listDialogs(device, query, 10))
  expected.expect(CLOSED)
  await vi.waitFor(() => expect(expected.found(CLOSED)?.ids).toEqual(['d2', 'd1']))
  expect(expected.found(OPEN)).toBeUndefined()
  await put(device, 3, 'closed')
  await vi.waitFor(() => expect(expected.found(CLOSED)?.ids).toEqual(['d3', 'd2', 'd1']))
  expected.expect(null)
  expect(expected.found(CLOSED)).toBeUndefined()
})
