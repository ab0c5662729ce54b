import { type Accessor, createSignal, untrack } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { BegunEdits as StoredEdits } from '../../data/contract'
import { useData } from '../data-context'

/** Edits that were begun in the chat, and where on the screen they are. */
export interface BegunEdits extends StoredEdits {
  /** Messages whose field is in sight. */
  readonly inSight: Accessor<ReadonlySet<Id>>
  setInSight(itemId: Id, isInSight: boolean): void
  /** The message whose field is to take the focus. */
  readonly asked: Accessor<Id | null>
  ask(itemId: Id | null): void
}

export function createBegunEdits(dialogId: Id): BegunEdits {
  const stored = useData().createBegunEdits(() => dialogId)
  const [inSight, setInSight] = createSignal<ReadonlySet<Id>>(new Set())
  // Whoever comes back goes on where they were: what they type must not become a message. A phone's keyboard stays down.
  const [left] = matchMedia('(hover: hover)').matches ? Object.keys(untrack(stored.all)) : []
  const [asked, ask] = createSignal<Id | null>(left ?? null)
  return {
    ...stored,
    inSight,
    setInSight: (itemId, isInSight) =>
      setInSight((before) => {
        const others = [...before].filter((id) => id !== itemId)
        return new Set(isInSight ? [...others, itemId] : others)
      }),
    asked,
    ask: (itemId) => ask(itemId),
  }
}
