import { describe, expect, test } from 'vitest'
import { findMarks, foldText, searchVariants } from './text'

describe('search text', () => {
  test('a word typed on the wrong layout is found', () => {
    expect(searchVariants('ghbdtn')).toContain('привет')
    expect(searchVariants('руддщ')).toContain('hello')
    expect(searchVariants('ghbdsn')).toContain('привіт')
  })

  test('ё and е, and capital letters, are one', () => {
    expect(findMarks('Берёзовый Шкаф', searchVariants('березовый'))).toEqual([[0, 9]])
  })

  test('marks are places in the text as written', () => {
    const text = 'Когда придёт заказ?'
    const [start, end] = findMarks(text, searchVariants('pfrfp'))?.[0] ?? [0, 0]
    expect(text.slice(start, end)).toBe('заказ')
  })

  test('all words must be there, in any order', () => {
    expect(findMarks('красная кружка', searchVariants('кружка крас'))).toEqual([
      [0, 4],
      [8, 14],
    ])
    expect(findMarks('красная кружка', searchVariants('кружка синяя'))).toBeNull()
  })

  test('words that stand together as they were searched for are marked there, and not where one of them comes first', () => {
    expect(findMarks('лампа белая, лампа чёрная', searchVariants('лампа черная'))).toEqual([
      [13, 18],
      [19, 25],
    ])
  })

  test('folding keeps every place, for letters that change length too', () => {
    const text = 'İstanbul ЁЖ'
    expect(foldText(text)).toHaveLength(text.length)
  })

  test('nothing is searched for an empty query', () => {
    expect(searchVariants('   ')).toEqual([])
  })
})
