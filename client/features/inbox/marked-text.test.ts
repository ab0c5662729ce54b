import { describe, expect, it } from 'vitest'
import { markedParts, snippet } from './marked-text'

describe('markedParts', () => {
  it('cuts at marks and loses no character', () => {
    const parts = markedParts('чёрная лампа', [[7, 12]])
    expect(parts).toEqual([
      { text: 'чёрная ', isMarked: false },
      { text: 'лампа', isMarked: true },
    ])
  })
  it('bears marks that overlap, stand out of order or reach outside', () => {
    const parts = markedParts('abcdef', [
      [4, 99],
      [0, 2],
      [1, 3],
    ])
    expect(parts.map((part) => part.text).join('')).toBe('abcdef')
    expect(parts.filter((part) => part.isMarked).map((part) => part.text)).toEqual(['ab', 'c', 'ef'])
  })
})

it('snippet brings a far mark into sight', () => {
  const text = `${'x'.repeat(200)}лампа`
  const cut = snippet(text, [[200, 205]])
  expect(cut.text.length).toBeLessThan(40)
  expect(markedParts(cut.text, cut.marks).find((part) => part.isMarked)?.text).toBe('лампа')
})
