import { expect, test } from 'vitest'
import { fileAfter, indexBy, indexOver, inOrder, isInOrder } from './tray-order'

const files = (ids: string) => [...ids].map((id) => ({ id }))
const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id).join('')

test('[C5] files stand as they were put; one that has come since stands last', () => {
  expect(ids(inOrder(files('abcd'), null))).toBe('abcd')
  expect(ids(inOrder(files('abcd'), ['c', 'a', 'b']))).toBe('cabd')
  expect(isInOrder(files('cab'), ['c', 'a', 'b'])).toBe(true)
  expect(isInOrder(files('cabd'), ['c', 'a', 'b'])).toBe(false)
})

test('[C5] a file put at a place stands before the one that follows there', () => {
  expect([0, 1, 2].map((index) => fileAfter(files('abc'), 'b', index))).toEqual(['a', 'c', null])
})

test('[C5] keys move a file by one or to an end, and not beyond', () => {
  const moved = (key: string, index: number) => indexBy(key, index, 3)
  expect([moved('ArrowLeft', 0), moved('ArrowLeft', 2), moved('ArrowRight', 1), moved('ArrowDown', 2)]).toEqual([0, 1, 2, 2])
  expect([moved('Home', 2), moved('End', 0), moved('Enter', 1)]).toEqual([0, 2, null])
})

test('[C5] a carried file takes another one’s place once the pointer has passed its middle', () => {
  expect(indexOver({ from: 0, over: 2 }, false)).toBe(1)
  expect(indexOver({ from: 0, over: 2 }, true)).toBe(2)
  expect(indexOver({ from: 2, over: 0 }, true)).toBe(1)
  expect(indexOver({ from: 2, over: 0 }, false)).toBe(0)
  expect(indexOver({ from: 1, over: 1 }, true)).toBe(1)
})
