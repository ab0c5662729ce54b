import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { DialogRow, Timeline } from '../../data/contract'
import { firstUnanswered } from './grouping'

export interface NewLineOptions {
  timeline: Timeline
  row: Accessor<DialogRow>
  isAtLatest: Accessor<boolean>
}

/**
 * Before which item «Новые сообщения» stands. Decided when the chat opens and when something comes out of sight; it does
 * not wander while one reads, and goes with an answer.
 */
export function createNewLine({ timeline, row, isAtLatest }: NewLineOptions): Accessor<string | null> {
  const [from, setFrom] = createSignal<string | null>(null)
  let isDecided = false
  createEffect(
    on(
      () => (timeline.hasNewer() ? undefined : timeline.entries.at(-1)?.id),
      (lastId) => {
        const last = timeline.entries.at(-1)?.item
        if (!last || lastId === undefined) return
        const isOutOfSight = !isAtLatest() || document.visibilityState === 'hidden'
        if (last.kind === 'message' && last.direction === 'out') setFrom(null)
        else if (!isDecided) setFrom(row().dialog.unanswered > 0 ? firstUnanswered(timeline.entries.map((entry) => entry.item)) : null)
        else if (isOutOfSight && last.kind === 'message') setFrom((before) => before ?? lastId)
        isDecided = true
      },
    ),
  )
  return from
}
