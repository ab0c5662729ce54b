/** Carrying a file along the tray with the mouse or a finger. */
import { onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { indexOver } from './tray-order'

/** A pointer that moves less has clicked. Pixels. */
const CLICK_PX = 6

export interface TrayPointerOptions {
  readonly list: () => HTMLElement | undefined
  /** Where the carried file stands now. */
  indexOf(id: Id): number
  /** It would stand there. */
  onCarry(id: Id, index: number): void
  /** It was let go (true), or the carrying was given up. */
  onEnd(id: Id, isDropped: boolean): void
}

/** @returns what a pointer that goes down on a file does. */
export function createTrayPointer(options: TrayPointerOptions): (id: Id, event: PointerEvent) => void {
  let stop: (() => void) | null = null
  onCleanup(() => stop?.())

  return (id, event) => {
    if (event.button !== 0 || stop) return
    const start = { x: event.clientX, y: event.clientY }
    let isCarrying = false

    const move = (moved: PointerEvent) => {
      if (moved.pointerId !== event.pointerId) return
      const at = { x: moved.clientX, y: moved.clientY }
      if (!isCarrying && Math.hypot(at.x - start.x, at.y - start.y) < CLICK_PX) return
      isCarrying = true
      const from = options.indexOf(id)
      options.onCarry(id, placeAt(options.list(), at, from) ?? from)
    }
    const end = (isDropped: boolean) => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', key, true)
      stop = null
      if (isCarrying) options.onEnd(id, isDropped)
    }
    const up = (ended: PointerEvent) => ended.pointerId === event.pointerId && end(true)
    const cancel = (ended: PointerEvent) => ended.pointerId === event.pointerId && end(false)
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape' || !isCarrying) return
      pressed.preventDefault()
      pressed.stopPropagation()
      end(false)
    }
    // The window's: a file that is carried leaves its place in the page, and a captured pointer would be let go.
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', key, true)
    stop = () => end(false)
  }
}

/** The place over which the pointer is; null: over none. Files wrap, so a line above or below counts as well. */
function placeAt(list: HTMLElement | undefined, { x, y }: { x: number; y: number }, from: number): number | null {
  const chip = document.elementFromPoint(x, y)?.closest('li')
  if (!list || !chip || chip.parentElement !== list) return null
  const over = [...list.children].indexOf(chip)
  const { left, width, top, height } = chip.getBoundingClientRect()
  // One a line, as on a phone, and its middle is that of its height.
  const isPastMiddle = width > list.clientWidth / 2 ? y > top + height / 2 : x > left + width / 2
  return indexOver({ from, over }, isPastMiddle)
}
