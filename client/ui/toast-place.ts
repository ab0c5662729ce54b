/**
 * News stands at the lower edge of what one reads, and what one presses there (a composer, a bar, the navigation) stays
 * free; what is read ends above it meanwhile. Two properties of the page say where: `--toast-floor`, the distance of that
 * edge from the lower edge of the screen, and `--toast-room`, the height that the news takes above it.
 */
import { createEffect, createMemo, createSignal, onCleanup, onMount } from 'solid-js'

interface Place {
  readonly element: HTMLElement
  /** It lies over the page. */
  readonly isOver: boolean
}

/** Pixels above and below the news. */
const GAP_PX = 8

const [places, setPlaces] = createSignal<readonly Place[]>([])
const [room, setRoom] = createSignal(0)

/** Pixels that the news takes now; 0: there is none. */
export const toastRoom = room

/** News stands in this element while the owner lives: in the topmost over the page, or else in the first of the page that is shown. */
export function createToastPlace(element: () => HTMLElement | undefined, { isOver = false } = {}): void {
  onMount(() => {
    const found = element()
    if (!found) return
    const place: Place = { element: found, isOver }
    setPlaces((before) => [...before, place])
    onCleanup(() => setPlaces((before) => before.filter((other) => other !== place)))
  })
}

/** Follows the height of the news and, while there is some, the places: without it nothing is laid out for their sake. */
export function followToastPlaces(region: () => HTMLElement): void {
  const { style } = document.documentElement
  const isThere = createMemo(() => room() > 0)
  createEffect(() => {
    if (!isThere()) return
    const all = places()
    const measure = () => {
      const place = all.findLast(({ isOver }) => isOver) ?? all.find(({ element }) => element.offsetHeight > 0)
      if (place) style.setProperty('--toast-floor', `${Math.max(0, innerHeight - place.element.getBoundingClientRect().bottom)}px`)
      else style.removeProperty('--toast-floor')
    }
    measure()
    const observer = new ResizeObserver(measure)
    for (const { element } of all) observer.observe(element)
    onCleanup(() => observer.disconnect())
  })
  onMount(() => {
    const observer = new ResizeObserver(() => {
      const { offsetHeight } = region()
      setRoom(offsetHeight === 0 ? 0 : offsetHeight + 2 * GAP_PX)
      style.setProperty('--toast-room', `${room()}px`)
    })
    observer.observe(region())
    onCleanup(() => observer.disconnect())
  })
}
