import { describe, expect, test } from 'vitest'
import { deal, type Seat, type Waiting } from './deal'

const seat = (operatorId: string, open = 0, givenAt = 0): Seat => ({ operatorId, open, givenAt })
const waiting = (...ids: string[]): Waiting[] => ids.map((dialogId, index) => ({ dialogId, since: index }))
const pairs = (given: ReturnType<typeof deal>) => given.map(({ dialogId, operatorId }) => `${dialogId}→${operatorId}`)
const round = { how: 'round-robin', capacity: null } as const
const least = { how: 'least-busy', capacity: null } as const

describe('[A1] a queue', () => {
  test('that is none gives nothing', () => {
    expect(deal({ how: 'none', capacity: null }, waiting('a'), [seat('olga')], 1)).toEqual([])
  })

  test('[QUE2] gives what has waited longest first, whatever order it is told in', () => {
    const late = [...waiting('a', 'b', 'c')].reverse()
    expect(pairs(deal({ ...round, capacity: 2 }, late, [seat('olga')], 1))).toEqual(['a→olga', 'b→olga'])
  })

  test('[QUE3] in turns goes on after whoever was given something last', () => {
    const seats = [seat('olga', 9, 50), seat('pavel', 0, 70), seat('rita', 3, 60)]
    expect(pairs(deal(round, waiting('a', 'b', 'c', 'd'), seats, 100))).toEqual(['a→olga', 'b→rita', 'c→pavel', 'd→olga'])
  })

  test('[QUE3] by load fills up whoever has fewest, and takes turns among equals', () => {
    const seats = [seat('olga', 2), seat('pavel', 0), seat('rita', 1, 5)]
    expect(pairs(deal(least, waiting('a', 'b', 'c', 'd'), seats, 100))).toEqual(['a→pavel', 'b→rita', 'c→pavel', 'd→olga'])
  })

  test('[QUE1] gives nobody more than there is room for; the rest waits', () => {
    const queue = { how: 'least-busy', capacity: 3 } as const
    expect(pairs(deal(queue, waiting('a', 'b', 'c'), [seat('olga', 3), seat('pavel', 2)], 1))).toEqual(['a→pavel'])
    expect(deal(queue, waiting('a'), [], 1)).toEqual([])
  })

  test('[QUE3] over many rounds is fair: nobody is more than one ahead in turns', () => {
    let seats = [seat('a'), seat('b'), seat('c')]
    const counts = new Map<string, number>()
    for (let number = 0; number < 31; number += 1) {
      const [given] = deal(round, waiting(`d${number}`), seats, number * 10)
      const to = given?.operatorId ?? ''
      counts.set(to, (counts.get(to) ?? 0) + 1)
      seats = seats.map((each) => (each.operatorId === to ? { ...each, open: each.open + 1, givenAt: number * 10 + 1 } : each))
    }
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThan(2)
  })
})
