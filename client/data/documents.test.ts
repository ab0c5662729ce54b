import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { remarkDocument } from '#shared/domain/document'
import { makeDevice } from './device-fixture'
import { createDocuments } from './documents'
import { keepLocal } from './held-document'
import { makeFakeLink } from './link-fixture'
import { seal } from './sealed'
import { makeStorage } from './storage-fixture'
import { makeUnstoredSlips } from './unstored'
import type { Store } from './view'

const REMARK = remarkDocument('anna')

async function withText() {
  const device = makeDevice()
  const doc = new Y.Doc()
  doc.getText('text').insert(0, 'Зонт')
  await keepLocal(device, { doc: REMARK, lineage: null, bytes: Y.encodeStateAsUpdate(doc), before: '', after: 'Зонт' })
  return { device, update: Y.encodeStateAsUpdate(doc) }
}

async function textOf(store: Store): Promise<string> {
  const documents = createDocuments(store, makeFakeLink('offline').link, makeUnstoredSlips('olga', makeStorage()))
  const { current } = documents.open(REMARK)
  await current().loaded
  const text = current().doc.getText('text').toString()
  documents.close()
  return text
}

test('[DEV1] a text that cannot be read at once is shown as soon as it can', async () => {
  const { device } = await withText()
  vi.spyOn(device.vault.updates, 'where').mockImplementationOnce(() => {
    throw new Error('The database connection is closing')
  })
  const told = vi.spyOn(console, 'error').mockReturnValue()
  expect(await textOf(device)).toBe('Зонт')
  expect(told).toHaveBeenCalledOnce()
})

test('a text is shown where there is no room to put what is known of it together', async () => {
  const { device, update } = await withText()
  await device.replica.knownUpdates.bulkAdd(Array.from({ length: 51 }, () => ({ doc: REMARK, ...seal(update), lineage: null })))
  vi.spyOn(device.replica.knownUpdates, 'add').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
  const told = vi.spyOn(console, 'error').mockReturnValue()
  expect(await textOf(device)).toBe('Зонт')
  expect(told).toHaveBeenLastCalledWith(expect.stringContaining('put together'), expect.anything())
})
