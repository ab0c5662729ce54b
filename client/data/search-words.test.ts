import { expect, test } from 'vitest'
import { packShards, placesIn, shardOf } from './search-words'

const WORDS = ['ар', 'ара', 'арка', 'артикул', 'артикул1', 'артикул10', 'артикул107', 'артикул2', 'арти', 'аренда', 'ар1', 'арь', 'ар👍']

test('[L3] a word is found by every beginning of it, with the places of all words that begin so, however many there are', () => {
  const texts = Array.from({ length: 300 }, (_, place) => WORDS.filter((_word, index) => (place * 7 + index * 3) % 5 === 0))
  texts[17]?.push(...Array.from({ length: 2000 }, (_, n) => `артикул${n}`))
  const packed = packShards(texts.map((words) => [...new Set(words)])).get('ар') ?? ''
  const beginnings = [...WORDS.flatMap((word) => [word, word.slice(0, 3)]), 'артикул1999', 'арю', 'а', 'ащ', 'аа']
  for (const beginning of beginnings) {
    const wanted = texts.flatMap((words, place) => (words.some((word) => word.startsWith(beginning)) ? [place] : []))
    expect(
      [...placesIn(packed, beginning)].sort((a, b) => a - b),
      beginning,
    ).toEqual(wanted)
  }
})

test('[L3] nothing is found in nothing', () => {
  expect(placesIn('', 'ар').size).toBe(0)
  expect(placesIn(packShards([['берег']]).get(shardOf('берег')) ?? '', 'берегу').size).toBe(0)
})
