import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'

/** A hand that has not moved for this long is not about to click. Milliseconds. */
const HOLD_MS = 2000

export interface HeldOrder {
  readonly order: Accessor<readonly Id[]>
  /** The pointer has moved over the list, or pressed in it. */
  hold(): void
  release(): void
}

/**
 * The order of the list stands still while a hand is on its way to a row: a message that comes in that moment must not
 * put another chat under the click. What the rows say goes on changing; their places follow when the hand rests or leaves.
 */
export function createHeldOrder(ids: Accessor<readonly Id[]>): HeldOrder {
  const [isHeld, setHeld] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const release = () => {
    clearTimeout(timer)
    setHeld(false)
  }
  onCleanup(release)
  return {
    order: createMemo<readonly Id[]>((before) => (isHeld() && before.length > 0 ? grown(before, ids()) : ids()), []),
    hold() {
      clearTimeout(timer)
      timer = setTimeout(release, HOLD_MS)
      setHeld(true)
    },
    release,
  }
}

/** What was read further down is added below; it moves nothing. */
function grown(held: readonly Id[], now: readonly Id[]): readonly Id[] {
  const last = held.at(-1)
  const at = last === undefined ? -1 : now.lastIndexOf(last)
  if (at < 0 || at === now.length - 1) return held
  const known = new Set(held)
  return [...held, ...now.slice(at + 1).filter((id) => !known.has(id))]
}
