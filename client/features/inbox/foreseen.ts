import { useSearchParams } from '@solidjs/router'
import { type Accessor, createComputed, createSignal, on, untrack } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { useData } from '../data-context'

/** Longer, and whoever has clicked should see that something happens. Milliseconds. */
const PATIENCE_MS = 120

/**
 * The chat to show: what is there stays until the wanted one has been read, so that it comes whole and in one piece. One
 * that is to be opened at an item is shown at once: what stands there is read by it, and the address is its own to read.
 */
export function createForeseen(wanted: Accessor<Id | undefined>, isPrepared: (id: Id) => boolean): Accessor<Id | undefined> {
  const data = useData()
  const [params] = useSearchParams<{ item?: string }>()
  const [shown, setShown] = createSignal(untrack(wanted))
  // Before any effect: the chat that goes must not take the address of the one that comes for its own.
  createComputed(
    on(
      wanted,
      (id) => {
        if (id === undefined || id === shown() || params.item !== undefined) return setShown(id)
        if (isPrepared(id)) {
          letGoOfFocus()
          return setShown(id)
        }
        const show = () => wanted() === id && setShown(id)
        const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))
        Promise.race([data.foresee(id), late]).then(show, show)
      },
      { defer: true },
    ),
  )
  return shown
}

/**
 * A field that goes with the focus in it has the browser lay the page out on the spot, which by then has changed. Let go of
 * while nothing has, it costs nothing. What stands beside the list goes.
 */
function letGoOfFocus(): void {
  const field = document.activeElement
  if (field instanceof HTMLElement && field.closest('main > :not(:first-child)')) field.blur()
}
