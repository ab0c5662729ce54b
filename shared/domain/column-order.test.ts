import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { makeChance } from '../lib/chance'
import { byPosition, Position, positionBetween } from './column-order'

const NOON = 1_700_000_000_000

describe('[K4] the place of a card in its column', () => {
  test('is between its neighbours, wherever cards are put, ten thousand times', () => {
    const chance = makeChance(7)
    const column: string[] = []
    for (let n = 0; n < 10_000; n += 1) {
      const at = chance.below(column.length + 1)
      const made = positionBetween(column[at - 1] ?? null, column[at] ?? null, NOON + chance.below(1_000_000))
      expect(v.is(Position, made)).toBe(true)
      column.splice(at, 0, made)
    }
    expect([...column].sort((a, b) => (a < b ? -1 : 1))).toEqual(column)
    expect(new Set(column).size).toBe(column.length)
    expect(Math.max(...column.map(({ length }) => length))).toBeLessThan(30)
  })

  test('does not grow on top, however many cards come, at one time too', () => {
    let top: string | null = null
    for (let n = 0; n < 5000; n += 1) {
      const made: string = positionBetween(null, top, NOON + (n % 2))
      expect(top === null || made < top).toBe(true)
      expect(made).toHaveLength(8)
      top = made
    }
  })

  test('of a card that comes on top on another device is above what came there before', () => {
    const [before, after] = [positionBetween(null, null, NOON), positionBetween(null, null, NOON + 1)]
    expect(after < before).toBe(true)
  })

  test('can be read by devices even when the gap is as good as full', () => {
    const below = positionBetween(null, null, NOON)
    let above = positionBetween(null, below, NOON)
    for (let n = 0; n < 2000; n += 1) above = positionBetween(above, below, NOON)
    expect(v.is(Position, above)).toBe(true)
    expect(above <= below).toBe(true)
  })

  test('when two were put into one place, is the same order everywhere, and there is room below them', () => {
    const position = positionBetween(null, null, NOON)
    const [a, b] = [
      { id: 'a', position },
      { id: 'b', position },
    ]
    expect([b, a].sort(byPosition)).toEqual([a, b])
    expect(positionBetween(position, position, NOON) > position).toBe(true)
  })

  test('with digits of a stranger is found too', () => {
    for (const [above, below] of [
      ['zzzzzzzz', 'zzzzzzzz0'],
      ['aaaaaaaa', 'aaaaaaaa00'],
      ['aaaaaaaaz', 'aaaaaaab'],
    ] as const) {
      const made = positionBetween(above, below, NOON)
      expect(v.is(Position, made) && made > above).toBe(true)
    }
  })
})
