import { type Accessor, createSignal } from 'solid-js'
import type { Id } from '#shared/domain/id'

/** Most chats that one action takes: more is hardly meant, and each becomes a command of its own. */
const MAX_PICKED = 500

/** Chats ticked for an action on all of them. */
export interface Picked {
  readonly ids: Accessor<ReadonlySet<Id>>
  toggle(id: Id): void
  /** From the row ticked last to this one. */
  extendTo(id: Id, order: readonly Id[]): void
  all(order: readonly Id[]): void
  clear(): void
}

export function createPicked(): Picked {
  const [ids, setIds] = createSignal<ReadonlySet<Id>>(new Set())
  let last: Id | undefined
  const put = (next: Iterable<Id>) => setIds(new Set([...next].slice(0, MAX_PICKED)))
  return {
    ids,
    toggle(id) {
      last = id
      const next = new Set(ids())
      if (!next.delete(id)) next.add(id)
      put(next)
    },
    extendTo(id, order) {
      const to = order.indexOf(id)
      const from = last === undefined ? to : order.indexOf(last)
      last = id
      if (to >= 0) put([...ids(), ...order.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)])
    },
    all: (order) => put(order),
    clear() {
      last = undefined
      if (ids().size > 0) setIds(new Set<Id>())
    },
  }
}
