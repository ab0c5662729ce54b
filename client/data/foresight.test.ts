import Dexie from 'dexie'
import { createSignal } from 'solid-js'
import { afterEach, expect, test, vi } from 'vitest'
import { dialog, furnish, makeDevice, message, outboxRow } from './device-fixture'
import type { OwnDrafts } from './drafts'
import { makeForesight } from './foresight'

const noDrafts = () => new Map()

async function shop() {
  const device = makeDevice()
  await furnish(device)
  await device.replica.dialogs.put(dialog('d', { lastSeq: 2, lastInSeq: 2 }))
  for (const dseq of [1, 2]) await device.replica.items.put(message('d', dseq))
  await device.replica.ranges.put({ dialogId: 'd', ranges: [[1, 2]] })
  return device
}

afterEach(() => vi.restoreAllMocks())

test('[W1] what a chat opens with is read ahead, with what the operator has just done', async () => {
  const device = await shop()
  await device.vault.outbox.add(outboxRow('c', { type: 'dialog.close', args: { dialogId: 'd', seen: 2 }, dialogId: 'd' }))
  const foresight = makeForesight(device, noDrafts)
  await foresight.foresee('d')
  expect(foresight.row('d')?.dialog.state).toBe('closed')
  expect(
    foresight
      .seen('d')
      ?.entries.map(({ id }) => id)
      .slice(0, 2),
  ).toEqual(['d-1', 'd-2'])
})

test('it is given once, for that chat alone, and not when it is old', async () => {
  const foresight = makeForesight(await shop(), noDrafts)
  await foresight.foresee('d')
  expect(foresight.row('other')).toBeUndefined()
  expect(foresight.row('d')).toBeDefined()
  expect(foresight.row('d')).toBeUndefined()
  expect(foresight.seen('d')).toBeDefined()
  await foresight.foresee('unknown')
  expect(foresight.row('unknown')).toBeUndefined()
  await foresight.foresee('d')
  const later = performance.now() + 1000
  vi.spyOn(performance, 'now').mockReturnValue(later)
  expect(foresight.row('d')).toBeUndefined()
})

test('what is being read is not read again, and a chat thought of before does not take the place of the later one', async () => {
  const device = await shop()
  await device.replica.dialogs.put(dialog('e'))
  const foresight = makeForesight(device, noDrafts)
  const looks = vi.spyOn(device.replica.dialogs, 'bulkGet')
  await Promise.all([foresight.foresee('d'), foresight.foresee('d'), foresight.foresee('e')])
  expect(looks).toHaveBeenCalledTimes(2)
  expect(foresight.row('d')).toBeUndefined()
  expect(foresight.row('e')?.id).toBe('e')
})

test('[W1] a chat that is expected to be opened is at hand as it stands now, however long ago it was read', async () => {
  const device = await shop()
  // A live query begins only where the browser has tables at all.
  Dexie.dependencies.indexedDB = device.platform.indexedDB
  const foresight = makeForesight(device, noDrafts)
  foresight.expect(['d'])
  await vi.waitFor(() => expect(foresight.row('d')?.dialog.lastSeq).toBe(2))
  await device.replica.items.put(message('d', 3))
  await device.replica.ranges.put({ dialogId: 'd', ranges: [[1, 3]] })
  await device.replica.dialogs.put(dialog('d', { lastSeq: 3, lastInSeq: 3 }))
  const later = performance.now() + 60_000
  vi.spyOn(performance, 'now').mockReturnValue(later)
  await vi.waitFor(() => expect(foresight.seen('d')?.entries).toHaveLength(3))
  expect(foresight.row('d')?.dialog.lastSeq).toBe(3)
  foresight.expect(['other'])
  expect(foresight.row('d')).toBeUndefined()
  foresight.expect([])
})

test('what is being written in a chat is laid over what was read ahead, and nothing is given before it is known', async () => {
  const device = await shop()
  let own: OwnDrafts | undefined
  const foresight = makeForesight(device, () => own)
  await foresight.foresee('d')
  expect(foresight.row('d')).toBeUndefined()
  own = new Map([['d', { draft: 'Добрый', draftFiles: [] }]])
  expect(foresight.row('d')?.draft).toBe('Добрый')
})

test('[L8] at the start no chat is made of what was read before its draft is known: it would be made without', async () => {
  const device = await shop()
  Dexie.dependencies.indexedDB = device.platform.indexedDB
  const [own, setOwn] = createSignal<OwnDrafts>()
  const foresight = makeForesight(device, own)
  const reads = vi.spyOn(device.replica.dialogs, 'bulkGet')
  foresight.expect(['d'])
  await vi.waitFor(() => expect(reads).toHaveBeenCalled())
  await foresight.foresee('d')
  expect(foresight.ready()).toEqual([])
  setOwn(new Map())
  await vi.waitFor(() => expect(foresight.ready()).toEqual([{ id: 'd' }]))
  expect(foresight.row('d')).toBeDefined()
  foresight.expect([])
})

test('[EVC4] nothing that was read ahead is given once dialogs have been erased', async () => {
  const device = await shop()
  const foresight = makeForesight(device, noDrafts)
  foresight.expect(['d'])
  await foresight.foresee('d')
  await device.replica.dialogs.delete('d')
  foresight.forget()
  expect(foresight.row('d')).toBeUndefined()
  expect(foresight.seen('d')).toBeUndefined()
  foresight.expect([])
})

test('those that have been read are told, each as another object when it has changed', async () => {
  const device = await shop()
  Dexie.dependencies.indexedDB = device.platform.indexedDB
  const foresight = makeForesight(device, noDrafts)
  foresight.expect(['d', 'unknown'])
  await vi.waitFor(() => expect(foresight.ready().map(({ id }) => id)).toEqual(['d']))
  const [before] = foresight.ready()
  await device.replica.dialogs.put(dialog('d', { lastSeq: 3, lastInSeq: 3 }))
  await vi.waitFor(() => expect(foresight.ready()[0]).not.toBe(before))
  foresight.expect([])
  expect(foresight.ready()).toEqual([])
})
