import { describe, expect, test } from 'vitest'
import { mergeLines } from './lines'

interface Line {
  readonly sku: string
  readonly quantity: number
}
const line = (sku: string, quantity = 1): Line => ({ sku, quantity })
const merge = (seen: Line[], theirs: Line[], ours: Line[]) => mergeLines({ seen, theirs, ours }, ({ sku }) => sku)

describe('[K7] lines that two people have changed apart', () => {
  test('hold what either has added, changed and removed', () => {
    const seen = [line('a'), line('b'), line('c'), line('d')]
    const theirs = [line('a'), line('b', 2), line('d'), line('e')]
    const ours = [line('a', 3), line('b'), line('c'), line('f')]
    expect(merge(seen, theirs, ours)).toEqual({ lines: [line('a', 3), line('b', 2), line('e'), line('f')], isContested: false })
  })

  test('of the same line ours stands, and it is said', () => {
    const seen = [line('a'), line('b')]
    const theirs = [line('a', 2), line('b'), line('c')]
    expect(merge(seen, theirs, [line('a', 3), line('b')])).toEqual({ lines: [line('a', 3), line('b'), line('c')], isContested: true })
    expect(merge(seen, theirs, [line('b')])).toEqual({ lines: [line('b'), line('c')], isContested: true })
    expect(merge(seen, [line('b')], [line('a', 3), line('b')])).toEqual({ lines: [line('b'), line('a', 3)], isContested: true })
    expect(merge([], [line('a')], [line('a', 2)])).toEqual({ lines: [line('a', 2)], isContested: true })
  })

  test('changed alike by both are nobody’s quarrel', () => {
    expect(merge([line('a')], [line('a', 2), line('b')], [line('a', 2)])).toEqual({ lines: [line('a', 2), line('b')], isContested: false })
    expect(merge([line('a'), line('b')], [line('b')], [line('b')])).toEqual({ lines: [line('b')], isContested: false })
  })

  test('stay in our order where nobody else has changed anything, and two of one product stay two', () => {
    expect(merge([line('a'), line('b')], [line('a'), line('b')], [line('b'), line('a')]).lines).toEqual([line('b'), line('a')])
    const twice = [line('a'), line('a', 5)]
    expect(merge(twice, [...twice, line('b')], [line('a'), line('a', 6)]).lines).toEqual([line('a'), line('a', 6), line('b')])
  })
})
