/** Carrying a card with the mouse, or with a finger that has rested on it. */
import { onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { BoardState } from './board-state'

/** A mouse that moves less has clicked. Pixels. */
const CLICK_PX = 5
/** A finger that rests so long means the card; before that it scrolls. Milliseconds, and pixels that are still resting. */
const REST_MS = 350
const REST_PX = 9
/** From the edge at which what is under the pointer scrolls, and by how much in a frame. Pixels. */
const EDGE_PX = 48
const SCROLL_PX = 14

export interface CarryPointer {
  down(cardId: Id, event: PointerEvent & { currentTarget: HTMLElement }): void
  /** The click that ends a carrying opens nothing. */
  hasJustCarried(): boolean
}

export function createCarryPointer(options: {
  state: BoardState
  board: () => HTMLElement | undefined
  rowPx: () => number
}): CarryPointer {
  const { state, board, rowPx } = options
  let stop: (() => void) | null = null
  let endedAt = 0
  onCleanup(() => stop?.())

  function down(cardId: Id, event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (event.button !== 0 || stop) return
    const start = { x: event.clientX, y: event.clientY }
    const card = event.currentTarget
    const isTouch = event.pointerType !== 'mouse'
    let at = start
    let ghost: HTMLElement | null = null
    let frame = 0
    const rest = isTouch ? setTimeout(begin, REST_MS) : undefined

    function begin(): void {
      ghost = makeGhost(card, start)
      state.take(cardId)
      board()?.setAttribute('data-carrying', '')
      frame = requestAnimationFrame(follow)
    }

    /** What lies at the edge scrolls meanwhile. */
    function follow(): void {
      ghost?.style.setProperty('translate', `${at.x - start.x}px ${at.y - start.y}px`)
      scrollNear(board(), at, columnAt(at))
      aim()
      frame = requestAnimationFrame(follow)
    }

    /** Where the pointer is, there the card would lie. */
    function aim(): void {
      const list = columnAt(at)
      if (!list) return
      const { top } = list.getBoundingClientRect()
      const index = Math.max(Math.floor((at.y - top + list.scrollTop) / rowPx()), 0)
      state.carryTo({ stageId: list.dataset.stage ?? '', index: Math.min(index, Number(list.dataset.count ?? 0)) })
    }

    const move = (moved: PointerEvent) => {
      if (moved.pointerId !== event.pointerId) return
      at = { x: moved.clientX, y: moved.clientY }
      const far = Math.hypot(at.x - start.x, at.y - start.y)
      if (ghost) return
      if (isTouch && far > REST_PX) end()
      if (!isTouch && far > CLICK_PX) begin()
    }
    const up = (ended: PointerEvent) => {
      if (ended.pointerId !== event.pointerId) return
      const hasCarried = ghost !== null
      if (hasCarried) aim()
      end()
      if (hasCarried) state.drop()
    }
    const cancel = (ended: PointerEvent) => {
      if (ended.pointerId !== event.pointerId) return
      const hasCarried = ghost !== null
      end()
      if (hasCarried) state.giveUp()
    }
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape' || !ghost) return
      pressed.preventDefault()
      end()
      state.giveUp()
    }
    /** A finger that carries does not scroll the page. */
    const hold = (touched: TouchEvent) => {
      if (ghost && touched.cancelable) touched.preventDefault()
    }

    /** A long press asks the browser for its menu too. */
    const noMenu = (asked: Event) => ghost && asked.preventDefault()

    function end(): void {
      clearTimeout(rest)
      cancelAnimationFrame(frame)
      if (ghost) endedAt = performance.now()
      ghost?.remove()
      ghost = null
      board()?.removeAttribute('data-carrying')
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', key, true)
      card.removeEventListener('touchmove', hold)
      window.removeEventListener('contextmenu', noMenu)
      stop = null
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', key, true)
    // On the card itself: it is out of the page once it is carried into another column, and its touches go to it still.
    card.addEventListener('touchmove', hold, { passive: false })
    window.addEventListener('contextmenu', noMenu)
    stop = end
  }

  return { down, hasJustCarried: () => performance.now() - endedAt < 50 }
}

const columnAt = ({ x, y }: { x: number; y: number }): HTMLElement | null =>
  document.elementFromPoint(x, y)?.closest('section')?.querySelector<HTMLElement>('[data-stage]') ?? null

function makeGhost(card: HTMLElement, start: { x: number; y: number }): HTMLElement {
  const { left, top, width, height } = card.getBoundingClientRect()
  const ghost = card.cloneNode(true) as HTMLElement
  ghost.removeAttribute('id')
  ghost.removeAttribute('role')
  ghost.setAttribute('aria-hidden', 'true')
  ghost.dataset.ghost = ''
  Object.assign(ghost.style, {
    position: 'fixed',
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
    transform: 'rotate(2deg)',
    transformOrigin: `${start.x - left}px ${start.y - top}px`,
    zIndex: '60',
    pointerEvents: 'none',
  })
  document.body.append(ghost)
  return ghost
}

function scrollNear(board: HTMLElement | undefined, { x, y }: { x: number; y: number }, list: HTMLElement | null): void {
  if (board) {
    const { left, right } = board.getBoundingClientRect()
    if (x < left + EDGE_PX) board.scrollBy(-SCROLL_PX, 0)
    if (x > right - EDGE_PX) board.scrollBy(SCROLL_PX, 0)
  }
  if (list) {
    const { top, bottom } = list.getBoundingClientRect()
    if (y < top + EDGE_PX) list.scrollBy(0, -SCROLL_PX)
    if (y > bottom - EDGE_PX) list.scrollBy(0, SCROLL_PX)
  }
}
