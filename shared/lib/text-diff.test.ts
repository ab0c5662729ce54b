import { describe, expect, test } from 'vitest'
import { makeChance } from './chance'
import { diffText, mergeText, patchText } from './text-diff'

describe('a difference', () => {
  test('makes the one text of the other, whatever they are', () => {
    const chance = makeChance(7)
    const words = ['в', 'среду', 'после', 'обеда', 'позвонить', '!', '😀'] as const
    const text = () => Array.from({ length: chance.below(12) }, () => chance.pick(words)).join(' ')
    for (let n = 0; n < 3000; n += 1) {
      const [before, after] = [text(), text()]
      expect(patchText(before, diffText(before, after))).toBe(after)
    }
  })

  test('names the words that changed, and no others', () => {
    expect(diffText('Позвонить в среду утром', 'Позвонить в пятницу утром')).toEqual([{ start: 12, end: 17, insert: 'пятницу' }])
    expect(diffText('одно', 'одно')).toEqual([])
  })

  test('of two long texts without a common word is one change, and quickly', () => {
    const [before, after] = [
      Array.from({ length: 20_000 }, (_, n) => `а${n}`).join(' '),
      Array.from({ length: 20_000 }, (_, n) => `б${n}`).join(' '),
    ]
    expect(patchText(before, diffText(before, after))).toBe(after)
  })
})

describe('[LIN3] two texts that began as one', () => {
  test('keep both changes, wherever they are', () => {
    expect(mergeText('Позвонить в среду', 'Срочно: Позвонить в среду', 'Позвонить в среду после обеда')).toBe(
      'Срочно: Позвонить в среду после обеда',
    )
    expect(mergeText('а б в', 'а б', 'а б в г')).toContain('г')
  })

  test('keep one of a change that both made', () => {
    expect(mergeText('Привет', 'Привет, мир', 'Привет, мир')).toBe('Привет, мир')
    expect(mergeText('а в', 'а б в', 'а б в г')).toBe('а б в г')
  })

  test('keep what was written into words that the other took away', () => {
    expect(mergeText('старое', '', 'старое и новое')).toContain('новое')
  })

  test('lose no word written here, and double none, whatever was written there', () => {
    const chance = makeChance(11)
    for (let n = 0; n < 2000; n += 1) {
      const base = Array.from({ length: chance.below(8) }, (_, at) => `о${at}`)
      const edited = (mark: string) =>
        base.flatMap((word, at) => (chance.below(4) === 0 ? (chance.below(2) ? [] : [word, `${mark}${at}`]) : [word]))
      const [theirs, mine] = [
        [...edited('т'), 'тк'],
        [...edited('м'), 'мк'],
      ]
      const merged = mergeText(base.join(' '), theirs.join(' '), mine.join(' ')).match(/[тмо](?:\d+|к)/g) ?? []
      const once = (word: string) => merged.filter((each) => each === word).length
      for (const word of [...theirs, ...mine].filter((each) => /^[тм]/.test(each))) expect([word, once(word)]).toEqual([word, 1])
    }
  })

  test('are the other one where nothing was changed', () => {
    expect([mergeText('а', 'а', 'б'), mergeText('а', 'б', 'а'), mergeText('', 'б', 'б')]).toEqual(['б', 'б', 'б'])
  })
})
