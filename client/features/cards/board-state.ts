/** What is active on a board, what is being carried, and what is said about it. */
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { Board, BoardColumn } from '../../data/contract-cards'
import { t } from '../../i18n/i18n'
import { nextIndex } from '../../ui/menu'
import type { Act } from '../act'
import { type Carried, carriedBy, positionAt, type Spot, spotOf, withCarried } from './carry'
import { moveArgs } from './move'

/** A board of thousands of cards is read again in much less. Milliseconds. */
const LAID_MS = 1500

export interface BoardState {
  /** As they are shown: the carried card where it would lie. */
  readonly columns: Accessor<readonly BoardColumn[]>
  readonly active: Accessor<{ readonly stageId: Id; readonly cardId: Id | null }>
  readonly carried: Accessor<Carried | null>
  /** For screen readers. */
  readonly said: Accessor<string>
  activate(stageId: Id, cardId: Id | null): void
  take(cardId: Id): void
  carryTo(spot: Spot): void
  drop(): void
  giveUp(): void
  /** @returns whether the key did something. */
  key(key: string): boolean
}

export function createBoardState(options: { board: Accessor<Board>; act: Act; open: (cardId: Id) => void; now: () => number }): BoardState {
  const { board } = options
  const [carried, setCarried] = createSignal<Carried | null>(null)
  /** Put down, and shown there until the board has read it. */
  const [laid, setLaid] = createSignal<(Carried & { readonly position: string }) | null>(null)
  const [said, say] = createSignal('')
  const [chosen, setChosen] = createSignal<{ stageId: Id; cardId: Id | null }>({ stageId: '', cardId: null })
  const columns = createMemo(() => withCarried(board().columns, carried() ?? laid()))

  /** Where the keyboard is; what has gone from the board is not. */
  const active = createMemo(() => {
    const { stageId, cardId } = chosen()
    const at = columns().find(({ stage }) => stage.id === stageId) ?? columns().find(({ ids }) => ids.length > 0) ?? columns()[0]
    if (!at) return { stageId: '', cardId: null }
    return { stageId: at.stage.id, cardId: cardId !== null && at.ids.includes(cardId) ? cardId : (at.ids[0] ?? null) }
  })

  createEffect(() => {
    const now = laid()
    if (!now) return
    if (board().cards.get(now.cardId)?.position === now.position) setLaid(null)
    // Refused meanwhile, or moved on by somebody else.
    const timer = setTimeout(() => setLaid(null), LAID_MS)
    onCleanup(() => clearTimeout(timer))
  })
  // Out of sight while it is being carried: removed, or taken away with its dialog.
  createEffect(() => {
    const now = carried()
    if (now && !board().cards.has(now.cardId)) setCarried(null)
  })

  const titleOf = (cardId: Id) => board().cards.get(cardId)?.title ?? ''
  const placeOf = ({ stageId, cardId }: Carried) => {
    const column = columns().find(({ stage }) => stage.id === stageId)
    return t().cards.board.place(column?.stage.name ?? '', (column?.ids.indexOf(cardId) ?? 0) + 1, column?.ids.length ?? 0)
  }

  function carryTo(spot: Spot): void {
    const now = carried()
    if (!now || (now.stageId === spot.stageId && now.index === spot.index)) return
    const next = { cardId: now.cardId, ...spot }
    setCarried(next)
    setChosen({ stageId: next.stageId, cardId: next.cardId })
    say(placeOf(next))
  }

  function take(cardId: Id): void {
    const spot = spotOf(board().columns, cardId)
    if (!spot) return
    setLaid(null)
    setCarried({ cardId, ...spot })
    setChosen({ stageId: spot.stageId, cardId })
    say(t().cards.board.taken(titleOf(cardId), placeOf({ cardId, ...spot })))
  }

  function drop(): void {
    const now = carried()
    if (!now) return
    const card = board().cards.get(now.cardId)
    const position = positionAt(board(), now, options.now())
    say(t().cards.board.dropped(titleOf(now.cardId), placeOf(now)))
    setCarried(null)
    if (!card || position === null) return
    setLaid({ ...now, position })
    const to = { pipelineId: board().pipeline.id, stageId: now.stageId }
    void options.act('card.move', moveArgs(card, to, position)).then((isKept) => {
      if (!isKept) setLaid(null)
    })
  }

  function giveUp(): void {
    const now = carried()
    if (!now) return
    setCarried(null)
    setChosen({ stageId: spotOf(board().columns, now.cardId)?.stageId ?? '', cardId: now.cardId })
    say(t().cards.board.returned(titleOf(now.cardId)))
  }

  function carryKey(now: Carried, key: string): boolean {
    if (key === ' ' || key === 'Enter') drop()
    else if (key === 'Escape') giveUp()
    else {
      const next = carriedBy(key, board().columns, now)
      if (next === now) return false
      carryTo(next)
    }
    return true
  }

  function walkKey(key: string): boolean {
    const { stageId, cardId } = active()
    const at = columns().findIndex(({ stage }) => stage.id === stageId)
    const ids = columns()[at]?.ids ?? []
    const place = Math.max(ids.indexOf(cardId ?? ''), 0)
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const to = columns()[at + (key === 'ArrowLeft' ? -1 : 1)]
      if (to) setChosen({ stageId: to.stage.id, cardId: to.ids[Math.min(place, to.ids.length - 1)] ?? null })
      return to !== undefined
    }
    if (cardId === null) return false
    if (key === 'Enter') options.open(cardId)
    else if (key === ' ') take(cardId)
    else {
      const to = nextIndex(key, place, ids.length)
      if (to === null) return false
      setChosen({ stageId, cardId: ids[to] ?? null })
    }
    return true
  }

  return {
    columns,
    active,
    carried,
    said,
    activate: (stageId, cardId) => setChosen({ stageId, cardId }),
    take,
    carryTo,
    drop,
    giveUp,
    key(key) {
      const now = carried()
      return now ? carryKey(now, key) : walkKey(key)
    },
  }
}
