import { expect, test, vi } from 'vitest'
import { noteDocument } from '#shared/domain/document'
import { makeStorage } from './storage-fixture'
import { makeUnstoredSlips, type Unstored } from './unstored'

const NOTE = noteDocument('d', 'n')
const typed = (words: string): Unstored => ({ doc: NOTE, lineage: 'e.0', bytes: new Uint8Array([0, 127, 255]), words })

test('[DEV9] what is written down last under an id is found by the next page, byte for byte, until it is struck out', () => {
  const storage = makeStorage()
  const slips = makeUnstoredSlips('olena', storage)
  slips.write('tab', typed('Позв'))
  slips.write('tab', typed('Позвонить'))
  slips.write('other', typed('Зонт'))
  slips.write('other', null)
  const [left, ...more] = makeUnstoredSlips('olena', storage).left()
  expect(more).toEqual([])
  expect(left).toMatchObject(typed('Позвонить'))
  left?.strikeOut()
  expect(Object.keys(storage)).toEqual([])
})

test('[DEV9] what a tab has written down since is not struck out with what was taken in', () => {
  const slips = makeUnstoredSlips('olena', makeStorage())
  slips.write('tab', typed('Позв'))
  const [left] = slips.left()
  slips.write('tab', typed('Позвонить'))
  left?.strikeOut()
  expect(slips.left()).toMatchObject([typed('Позвонить')])
})

test('[DEV9] another operator of the browser finds nothing', () => {
  const storage = makeStorage()
  makeUnstoredSlips('olena', storage).write('tab', typed('hers'))
  expect(makeUnstoredSlips('olen', storage).left()).toEqual([])
})

test('[DEV9] a storage that is full keeps nobody from typing, and says so once', () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue()
  const setItem = () => {
    throw new DOMException('', 'QuotaExceededError')
  }
  const slips = makeUnstoredSlips('olena', { ...makeStorage(), setItem })
  slips.write('tab', typed('П'))
  slips.write('tab', typed('По'))
  expect(warned).toHaveBeenCalledOnce()
})

test('[DEV9] what cannot be read is passed over', () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const storage = makeStorage({ 'okno.unstored.olena.cut': '{"doc":"no' })
  const slips = makeUnstoredSlips('olena', storage)
  slips.write('tab', typed('good'))
  expect(slips.left()).toMatchObject([{ words: 'good' }])
  expect(told).toHaveBeenCalledOnce()
})
