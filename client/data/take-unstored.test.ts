import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { remarkDocument, TEXT_KEY } from '#shared/domain/document'
import { furnish, makeDevice } from './device-fixture'
import { createDocuments } from './documents'
import { acknowledge, readHeld, textOf } from './held-document'
import { makeFakeLink } from './link-fixture'
import { makeStorage } from './storage-fixture'
import { makeUnstoredSlips, type UnstoredSlips } from './unstored'
import type { Store } from './view'

const DOC = remarkDocument('d-contact')

async function makeBrowser() {
  const device = makeDevice()
  await furnish(device)
  const storage = makeStorage()
  const slips = () => makeUnstoredSlips('olga', storage)
  const open = async (store: Store = device, written: UnstoredSlips = slips()) => {
    const documents = createDocuments(store, makeFakeLink('offline').link, written)
    const document = documents.open(DOC).current()
    await document.loaded
    return { documents, document, text: () => textOf(document.doc) }
  }
  /** A page that ends before the tables have answered. */
  const NEVER: Store = { ...device, keep: () => new Promise(() => undefined) }
  return {
    ...device,
    slips,
    open: () => open(),
    async typeAndEnd(words: string) {
      const { documents, document } = await open(NEVER)
      type(document.doc, words)
      expect(document.isKept()).toBe(false)
      documents.close()
    },
    /** The tables had them, and the page ended before it could say so. */
    async typeAndEndStored(words: string) {
      const { write, left } = slips()
      const { documents, document } = await open(device, { left, write: (id, unstored) => unstored && write(id, unstored) })
      type(document.doc, words)
      await vi.waitFor(() => expect(document.isKept()).toBe(true))
      documents.close()
    },
    async held() {
      const doc = new Y.Doc()
      await readHeld(device, DOC, doc)
      return textOf(doc)
    },
  }
}

function type(doc: Y.Doc, words: string): void {
  const content = doc.getText(TEXT_KEY)
  for (const letter of words) content.insert(content.length, letter)
}

test('[DEV9] letters typed in a page that ends at once are in the text of the next, and on their way', async () => {
  const { typeAndEnd, open, held, vault, slips } = await makeBrowser()
  await typeAndEnd('Зонт')
  expect(await held()).toBe('')
  expect((await open()).text()).toBe('Зонт')
  expect(await vault.updates.toArray()).toMatchObject([{ doc: DOC, state: 'waiting' }])
  expect(await vault.unsynced.toArray()).toMatchObject([{ base: '', mine: 'Зонт' }])
  expect(slips().left()).toEqual([])
})

test('[DEV9] letters that were stored after all do not come twice, wherever they have gone since', async () => {
  for (const isAcknowledged of [false, true]) {
    const browser = await makeBrowser()
    const { typeAndEndStored, open, vault, slips } = browser
    await typeAndEndStored('Зонт')
    expect(slips().left()).toHaveLength(1)
    if (isAcknowledged) for (const { id } of await vault.updates.toArray()) await acknowledge(browser, id)
    const before = await vault.updates.count()
    expect((await open()).text()).toBe('Зонт')
    expect(await vault.updates.count()).toBe(before)
    expect(slips().left()).toEqual([])
  }
})

test('[DEV9][LIN3] letters of a history that has been replaced meanwhile are laid over the new one as words', async () => {
  const { typeAndEnd, open, replica } = await makeBrowser()
  await typeAndEnd('Зонт')
  await replica.position.update('position', { epoch: 'restored' })
  expect((await open()).text()).toBe('Зонт')
})

test('[DEV9] a device that cannot store them keeps them written down, and shows its texts', async () => {
  const { typeAndEnd, open, vault, slips } = await makeBrowser()
  await typeAndEnd('Зонт')
  vi.spyOn(vault.updates, 'add').mockRejectedValue(new DOMException('', 'QuotaExceededError'))
  const told = vi.spyOn(console, 'error').mockReturnValue()
  expect((await open()).text()).toBe('')
  expect(told).toHaveBeenCalledOnce()
  expect(slips().left()).toHaveLength(1)
})
