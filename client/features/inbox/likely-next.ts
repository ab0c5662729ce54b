import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { useData } from '../data-context'
import { whenIdle } from '../when-idle'
import { likelyStep } from './step'

/** Milliseconds that a mouse rests on what it does not merely pass over. */
const REST_MS = 80

export interface LikelyNextOptions {
  order: Accessor<readonly Id[]>
  /** The row the arrow keys have come to. */
  activeId: Accessor<Id | undefined>
  selectedId: Accessor<Id | undefined>
  /** Nobody goes on in a list that they do not see. */
  isInSight: Accessor<boolean>
}

/**
 * Has the chats read ahead that may be opened next: the one under the mouse or the arrow keys, and the one below the open one,
 * or above it for whoever goes up.
 * @returns what tells over which row the mouse is.
 */
export function createLikelyNext({ order, activeId, selectedId, isInSight }: LikelyNextOptions): (id: Id | undefined) => void {
  const data = useData()
  const [hovered, setHovered] = createSignal<Id>()
  const by = createMemo(on(selectedId, (id, before) => likelyStep(order(), before, id)))
  const likely = createMemo(
    () => {
      const next = order()[order().indexOf(selectedId() ?? '') + by()]
      const ids = new Set([hovered() ?? activeId(), next])
      return [...ids].flatMap((id) => (id === undefined || id === selectedId() ? [] : id))
    },
    [],
    { equals: (a, b) => a.join() === b.join() },
  )
  createEffect(() => {
    if (!isInSight()) return
    const ids = likely()
    onCleanup(whenIdle(() => data.expect(ids), REST_MS))
  })
  onCleanup(() => untrack(isInSight) && data.expect([]))
  return setHovered
}
