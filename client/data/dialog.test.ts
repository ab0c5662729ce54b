import Dexie from 'dexie'
import { createRoot } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { contact, dialog, furnish, makeDevice } from './device-fixture'
import { createDialog } from './dialogs'
import { makeFakeLink } from './link-fixture'

test('a chat that was looked for without a network is asked for as soon as there is one, and counts as being read until the answer', async () => {
  const device = makeDevice()
  await furnish(device)
  // A live query begins only where the browser has tables at all.
  Dexie.dependencies.indexedDB = device.platform.indexedDB
  const { link, sent, hear } = makeFakeLink('offline')
  const { row, dispose } = createRoot((dispose) => ({
    row: createDialog(
      device,
      link,
      () => new Map(),
      () => 'long-ago',
    ),
    dispose,
  }))
  await vi.waitFor(() => expect(row()).toBeNull())
  expect(sent).toEqual([])
  hear({ t: 'state', connection: { phase: 'live' } })
  expect(row()).toBeUndefined()
  const [asked] = sent
  if (asked?.t !== 'page') throw new Error('It was not asked for')
  await device.replica.dialogs.put(dialog('long-ago'))
  await device.replica.contacts.put(contact('long-ago-contact', {}))
  hear({ t: 'page-done', rid: asked.rid, ok: true })
  await vi.waitFor(() => expect(row()?.id).toBe('long-ago'))
  dispose()
})
