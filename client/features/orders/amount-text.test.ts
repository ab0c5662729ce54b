import { describe, expect, test } from 'vitest'
import { type Discount, exponentOf, parseAmount } from '#shared/domain/money'
import { makeChance } from '#shared/lib/chance'
import { LANGUAGES } from '../../i18n/i18n'
import { fieldAmount, fieldDiscount, tidyAmount } from './amount-text'
import { readDiscount } from './order-draft'

const RUNS = 1000
const CURRENCIES = ['UAH', 'JPY', 'KWD', 'EUR'] as const

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('[K5] an amount in a field', () => {
  test('is read back to the last unit, with a point or with a comma, in every language and currency', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const chance = makeChance(seed)
      const [currency, language] = [chance.pick(CURRENCIES), chance.pick(LANGUAGES)]
      const minor = chance.pick([chance.below(10), chance.below(10_000), chance.below(10_000_000), chance.below(10 ** 14)])
      const shown = fieldAmount(minor, currency, language)
      expect({ shown, minor: parseAmount(shown, currency) }).toEqual({ shown, minor })
      expect(tidyAmount(shown, currency, language)).toBe(shown)
      // As it is typed: without spaces, and with the other mark.
      const [whole = '', rest = ''] = [
        shown.slice(0, shown.length - exponentOf(currency)),
        shown.slice(shown.length - exponentOf(currency)),
      ]
      const typed =
        exponentOf(currency) === 0 ? [whole.replace(/\D/g, '')] : ['.', ','].map((mark) => `${whole.replace(/\D/g, '')}${mark}${rest}`)
      expect(typed.map((each) => parseAmount(each, currency))).toEqual(typed.map(() => minor))
    }
  })

  test('has the marks of the language', () => {
    expect(LANGUAGES.map((language) => [language, spaced(fieldAmount(129_900, 'UAH', language))]).sort()).toEqual([
      ['en', '1,299.00'],
      ['ru', '1 299,00'],
      ['uk', '1 299,00'],
    ])
    expect([fieldAmount(5, 'UAH', 'ru'), fieldAmount(1_000_000, 'JPY', 'en'), fieldAmount(5, 'KWD', 'en')]).toEqual([
      '0,05',
      '1,000,000',
      '0.005',
    ])
  })

  test('shows, once it is left, what was understood; what cannot be read stays', () => {
    const tidy = (typed: string) => spaced(tidyAmount(typed, 'UAH', 'ru'))
    expect(['1299.5', '1.299', '1,299.50', '5', 'дорого', ''].map(tidy)).toEqual(['1 299,50', '1 299,00', '1 299,50', '5,00', 'дорого', ''])
  })

  test('a discount is read back too, a share as a share', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const chance = makeChance(seed)
      const [currency, language] = [chance.pick(CURRENCIES), chance.pick(LANGUAGES)]
      const discount = chance.pick<Discount | null>([
        null,
        { kind: 'sum', minor: chance.below(10 ** 10) },
        { kind: 'percent', hundredths: chance.below(10_001) },
      ])
      expect(readDiscount(fieldDiscount(discount, currency, language), currency)).toEqual(discount)
    }
    expect(fieldDiscount({ kind: 'percent', hundredths: 1250 }, 'UAH', 'uk')).toBe('12,5%')
  })
})
