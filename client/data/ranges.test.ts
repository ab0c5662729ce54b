import { describe, expect, test } from 'vitest'
import { makeChance } from '#shared/lib/chance'
import { addRange, holds, type Range, rangeAt } from './ranges'

describe('[I5] stretches of a timeline', () => {
  test('are one when they touch or overlap, and apart when a place is missing between', () => {
    expect(addRange([[1, 3]], 4, 6)).toEqual([[1, 6]])
    expect(addRange([[1, 3]], 2, 6)).toEqual([[1, 6]])
    expect(addRange([[5, 9]], 1, 4)).toEqual([[1, 9]])
    expect(addRange([[1, 3]], 5, 6)).toEqual([
      [1, 3],
      [5, 6],
    ])
  })

  test('are joined by what closes the gap, and swallow what lies inside', () => {
    const apart: Range[] = [
      [1, 2],
      [4, 5],
      [8, 9],
    ]
    expect(addRange(apart, 3, 7)).toEqual([[1, 9]])
    expect(addRange(apart, 4, 4)).toEqual(apart)
    expect(addRange(apart, 1, 100)).toEqual([[1, 100]])
  })

  test('nothing is added by a stretch that ends before it begins', () => {
    expect(addRange([[1, 2]], 5, 4)).toEqual([[1, 2]])
    expect(addRange([], Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual([])
  })

  test('hold exactly the places that were put in, in whatever order, disjoint and ascending', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const chance = makeChance(seed)
      const places = new Set<number>()
      let ranges: readonly Range[] = []
      for (let n = 0; n < 12; n += 1) {
        const lo = 1 + chance.below(40)
        const hi = lo + chance.below(5)
        ranges = addRange(ranges, lo, hi)
        for (let place = lo; place <= hi; place += 1) places.add(place)
      }
      for (let place = 0; place < 50; place += 1) {
        expect(holds(ranges, place)).toBe(places.has(place))
        expect(rangeAt(ranges, place) !== null).toBe(places.has(place))
      }
      for (const [index, [lo, hi]] of ranges.entries()) {
        expect(lo).toBeLessThanOrEqual(hi)
        if (index > 0) expect(lo).toBeGreaterThan((ranges[index - 1]?.[1] ?? 0) + 1)
      }
    }
  })
})
