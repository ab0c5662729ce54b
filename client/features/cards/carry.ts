/** Where a card that is being carried over the board stands, and where it would lie. Pure. */
import { positionBetween } from '#shared/domain/column-order'
import type { Id } from '#shared/domain/id'
import type { Board, BoardColumn } from '../../data/contract-cards'

/** A place in a column, counted without the carried card. */
export interface Spot {
  readonly stageId: Id
  readonly index: number
}

export interface Carried extends Spot {
  readonly cardId: Id
}

/** The columns with the carried card where it would lie. */
export function withCarried(columns: readonly BoardColumn[], carried: Carried | null): readonly BoardColumn[] {
  if (!carried) return columns
  return columns.map((column) => {
    const others = column.ids.filter((id) => id !== carried.cardId)
    if (column.stage.id !== carried.stageId) return others.length === column.ids.length ? column : { ...column, ids: others }
    const index = Math.min(carried.index, others.length)
    return { ...column, ids: [...others.slice(0, index), carried.cardId, ...others.slice(index)] }
  })
}

/** Where the card lies now. */
export function spotOf(columns: readonly BoardColumn[], cardId: Id): Spot | null {
  for (const { stage, ids } of columns) {
    const index = ids.indexOf(cardId)
    if (index >= 0) return { stageId: stage.id, index }
  }
  return null
}

/** The position that puts the card there; null: it lies there already. */
export function positionAt({ columns, cards }: Board, carried: Carried, now: number): string | null {
  const column = columns.find(({ stage }) => stage.id === carried.stageId)
  if (!column) return null
  const from = spotOf(columns, carried.cardId)
  const others = column.ids.filter((id) => id !== carried.cardId)
  const index = Math.min(carried.index, others.length)
  if (from?.stageId === carried.stageId && from.index === index) return null
  const position = (at: number) => cards.get(others[at] ?? '')?.position ?? null
  return positionBetween(position(index - 1), position(index), now)
}

/** Where an arrow takes the carried card. */
export function carriedBy(key: string, columns: readonly BoardColumn[], carried: Carried): Carried {
  const at = columns.findIndex(({ stage }) => stage.id === carried.stageId)
  const lengthOf = (column: BoardColumn | undefined) => column?.ids.filter((id) => id !== carried.cardId).length ?? 0
  const last = lengthOf(columns[at])
  const sideways = (by: number): Carried => {
    const to = columns[at + by]
    return to ? { ...carried, stageId: to.stage.id, index: Math.min(carried.index, lengthOf(to)) } : carried
  }
  switch (key) {
    case 'ArrowUp':
      return { ...carried, index: Math.max(Math.min(carried.index, last) - 1, 0) }
    case 'ArrowDown':
      return { ...carried, index: Math.min(carried.index + 1, last) }
    case 'Home':
      return { ...carried, index: 0 }
    case 'End':
      return { ...carried, index: last }
    case 'ArrowLeft':
      return sideways(-1)
    case 'ArrowRight':
      return sideways(1)
    default:
      return carried
  }
}
