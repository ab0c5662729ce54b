import { describe, expect, test } from 'vitest'
import type { Card } from '#shared/domain/card'
import { positionBetween } from '#shared/domain/column-order'
import type { Board } from '../../data/contract-cards'
import { carriedBy, positionAt, spotOf, withCarried } from './carry'

const NOON = 1_700_000_000_000

/** Columns `a` with k1, k2, k3 and `b` with k4. */
function board(): Board {
  const cards = new Map<string, Card>()
  const column = (stageId: string, ids: readonly string[]) => {
    let last: string | null = null
    for (const id of ids) {
      last = positionBetween(last, null, NOON)
      cards.set(id, { id, stageId, position: last } as Card)
    }
    return { stage: { id: stageId, name: stageId, colour: 'grey', kind: 'open', heirId: null }, ids, isCut: false } as const
  }
  const columns = [column('a', ['k1', 'k2', 'k3']), column('b', ['k4']), column('c', [])]
  return { pipeline: { id: 'p', name: 'p', stages: [], isRemoved: false, createdAt: 0 }, columns, cards }
}

const ids = (columns: ReturnType<typeof withCarried>) => columns.map(({ ids }) => ids.join())

describe('[K4] a card carried over the board', () => {
  test('is seen where it would lie, and only there', () => {
    const { columns } = board()
    expect(ids(withCarried(columns, { cardId: 'k1', stageId: 'b', index: 1 }))).toEqual(['k2,k3', 'k4,k1', ''])
    expect(ids(withCarried(columns, { cardId: 'k1', stageId: 'a', index: 1 }))).toEqual(['k2,k1,k3', 'k4', ''])
    expect(ids(withCarried(columns, { cardId: 'k1', stageId: 'c', index: 9 }))).toEqual(['k2,k3', 'k4', 'k1'])
    expect(withCarried(columns, null)).toBe(columns)
  })

  test('is put between its new neighbours, on top and at the end too', () => {
    const at = board()
    const between = positionAt(at, { cardId: 'k4', stageId: 'a', index: 1 }, NOON) ?? ''
    expect(between > (at.cards.get('k1')?.position ?? '') && between < (at.cards.get('k2')?.position ?? '')).toBe(true)
    const top = positionAt(at, { cardId: 'k4', stageId: 'a', index: 0 }, NOON) ?? ''
    expect(top < (at.cards.get('k1')?.position ?? '')).toBe(true)
    const end = positionAt(at, { cardId: 'k4', stageId: 'a', index: 3 }, NOON) ?? ''
    expect(end > (at.cards.get('k3')?.position ?? '')).toBe(true)
  })

  test('put back where it lay is not moved', () => {
    expect(positionAt(board(), { cardId: 'k2', stageId: 'a', index: 1 }, NOON)).toBeNull()
    expect(spotOf(board().columns, 'k2')).toEqual({ stageId: 'a', index: 1 })
  })

  test('goes with the arrows, and not beyond the board', () => {
    const { columns } = board()
    const go = (...keys: string[]) =>
      keys.reduce((carried, key) => carriedBy(key, columns, carried), { cardId: 'k3', stageId: 'a', index: 2 })
    expect(go('ArrowUp')).toMatchObject({ stageId: 'a', index: 1 })
    expect(go('ArrowDown')).toMatchObject({ stageId: 'a', index: 2 })
    expect(go('ArrowRight')).toMatchObject({ stageId: 'b', index: 1 })
    expect(go('ArrowRight', 'ArrowRight', 'ArrowRight')).toMatchObject({ stageId: 'c', index: 0 })
    expect(go('Home', 'ArrowLeft')).toMatchObject({ stageId: 'a', index: 0 })
  })
})
