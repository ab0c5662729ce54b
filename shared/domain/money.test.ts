import { describe, expect, test } from 'vitest'
import { type Chance, makeChance } from '../lib/chance'
import { amountText, type Discount, discountOf, exponentOf, isExact, lineTotal, type Priced, parseAmount, totalsOf } from './money'

const RUNS = 2000

const amount = (chance: Chance): number => chance.pick([0, 1, chance.below(100), chance.below(10_000_000), chance.below(10 ** 13)])
const discount = (chance: Chance): Discount | null =>
  chance.pick<Discount | null>([
    null,
    { kind: 'sum', minor: amount(chance) },
    { kind: 'percent', hundredths: chance.below(10_001) },
    { kind: 'percent', hundredths: chance.pick([0, 1, 3333, 5000, 9999, 10_000]) },
  ])
const priced = (chance: Chance): Priced => ({ price: amount(chance), quantity: 1 + chance.below(50), discount: discount(chance) })

/** The same sum by arithmetic without limits. */
function exactDiscount(minor: number, of: Discount | null): bigint {
  if (of === null) return 0n
  if (of.kind === 'sum') return BigInt(Math.min(of.minor, minor))
  return (BigInt(minor) * BigInt(of.hundredths) + 5000n) / 10_000n
}

describe('[K5] money', () => {
  test('a discount is exact to the last unit, whatever the amount, and half a unit counts as one', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const chance = makeChance(seed)
      const [minor, off] = [amount(chance), discount(chance)]
      expect({ minor, off, taken: BigInt(discountOf(minor, off)) }).toEqual({ minor, off, taken: exactDiscount(minor, off) })
    }
    expect(discountOf(50, { kind: 'percent', hundredths: 100 })).toBe(1)
    expect(discountOf(49, { kind: 'percent', hundredths: 100 })).toBe(0)
  })

  test('no discount takes more than there is, and a larger share never takes less', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const chance = makeChance(seed)
      const minor = amount(chance)
      const taken = discountOf(minor, discount(chance))
      expect(taken).toBeGreaterThanOrEqual(0)
      expect(taken).toBeLessThanOrEqual(minor)
      const [less, more] = [chance.below(10_001), chance.below(10_001)].sort((a, b) => a - b)
      const share = (hundredths = 0) => discountOf(minor, { kind: 'percent', hundredths })
      expect(share(less)).toBeLessThanOrEqual(share(more))
      expect(share(10_000)).toBe(minor)
    }
  })

  test('the total is what its lines, discount and delivery make, in whole units and in any order of lines', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const chance = makeChance(seed)
      const lines = Array.from({ length: chance.below(12) }, () => priced(chance))
      const order = { lines, discount: discount(chance), delivery: chance.below(100_000) }
      const { goods, discount: off, delivery, total } = totalsOf(order)
      const sum = lines.reduce(
        (all, line) => all + BigInt(line.price * line.quantity) - exactDiscount(line.price * line.quantity, line.discount),
        0n,
      )
      expect(isExact(order)).toBe(true)
      expect(BigInt(goods)).toBe(sum)
      expect(total).toBe(goods - off + delivery)
      expect(total).toBeGreaterThanOrEqual(0)
      expect(totalsOf({ ...order, lines: [...lines].reverse() })).toEqual({ goods, discount: off, delivery, total })
    }
  })

  test('a line costs its price so many times, less its own discount', () => {
    expect(lineTotal({ price: 129_900, quantity: 3, discount: null })).toBe(389_700)
    expect(lineTotal({ price: 129_900, quantity: 3, discount: { kind: 'percent', hundredths: 1250 } })).toBe(340_987)
    expect(lineTotal({ price: 500, quantity: 1, discount: { kind: 'sum', minor: 900 } })).toBe(0)
  })

  test('sums that a number does not hold exactly are known as such', () => {
    const line = (price: number, quantity: number) => ({ price, quantity, discount: null })
    expect(isExact({ lines: [line(Number.MAX_SAFE_INTEGER, 1)], delivery: 0 })).toBe(true)
    expect(isExact({ lines: [line(Number.MAX_SAFE_INTEGER, 1)], delivery: 1 })).toBe(false)
    expect(isExact({ lines: [line(10 ** 15, 10)], delivery: 0 })).toBe(false)
  })

  test('what is written is read back, in currencies with no, two and three digits behind the point', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const chance = makeChance(seed)
      const currency = chance.pick(['UAH', 'JPY', 'KWD', 'EUR'])
      const minor = amount(chance)
      expect(parseAmount(amountText(minor, currency), currency)).toBe(minor)
    }
    expect(['UAH', 'JPY', 'KWD'].map(exponentOf)).toEqual([2, 0, 3])
    expect([amountText(5, 'UAH'), amountText(5, 'JPY'), amountText(5, 'KWD')]).toEqual(['0.05', '5', '0.005'])
  })

  test('amounts are read as people write them; what is none is refused', () => {
    const read = ['1 299,50 грн', '1,299.50', '1299', '1.299', '12,5', '0', '1 000 000'].map((text) => parseAmount(text, 'UAH'))
    expect(read).toEqual([129_950, 129_950, 129_900, 129_900, 1250, 0, 100_000_000])
    const refused = [
      '',
      'дорого',
      '-5',
      '−5',
      '5-6',
      ',5',
      '9'.repeat(20),
      '12.34.56',
      '1,23,456',
      '1.234,567.8',
      '12 за 2',
      `5${' '.repeat(99)}`,
    ]
    for (const text of refused) expect([text, parseAmount(text, 'UAH')]).toEqual([text, null])
  })

  test('a name of the currency, and how it is shortened, is no part of the amount', () => {
    const read = ['1 299,50 грн.', '$1,299.50', 'грн. 1299.5', "1'299.50 CHF", '1 299,50 руб./шт.'].map((text) => parseAmount(text, 'UAH'))
    expect(read).toEqual(read.map(() => 129_950))
    expect(parseAmount('1299,-', 'UAH')).toBe(129_900)
  })

  test('more digits than the currency has are rounded and never make an amount larger by a thousand', () => {
    const read = ['1299.0000', '1299.500', '12.3456', '0.125', '0,999', '2.999,995', '1.234.567'].map((text) => parseAmount(text, 'UAH'))
    expect(read).toEqual([129_900, 129_950, 1235, 13, 100, 300_000, 123_456_700])
    expect(parseAmount('1299.00', 'JPY')).toBe(1299)
    expect([parseAmount('12.345', 'UAH'), parseAmount('12.345', 'UAH', { hasThousands: false })]).toEqual([1_234_500, 1235])
    expect([parseAmount('12.345', 'KWD'), parseAmount('1,299.500', 'KWD')]).toEqual([12_345, 1_299_500])
  })
})
