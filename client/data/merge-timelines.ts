/** Conversations of one person in several channels as one, by time. Pure. */
import type { Id } from '#shared/domain/id'
import type { TimelineEntry } from './contract'

/** A dialog's newest items, as far back as they are held without a hole. */
export interface Stretch {
  readonly dialogId: Id
  /** Ascending. */
  readonly entries: readonly TimelineEntry[]
  /** There are older ones, further back or not on this device. */
  readonly hasOlder: boolean
  /** The older ones next to these are held. */
  readonly isHere: boolean
  /** When something was last said in it: where nothing is held, nothing before is known. */
  readonly updatedAt: number
}

export interface Merged {
  /** Ascending. */
  readonly entries: readonly TimelineEntry[]
  readonly hasOlder: boolean
}

/**
 * PER1 What is shown is whole: nothing older than where one of the dialogs breaks off is among it, so that what is
 * loaded later stands before all of it. `cut`: dialogs whose older part cannot be had now; they do not hold up the others.
 */
export function mergeTimelines(stretches: readonly Stretch[], limit: number, cut: ReadonlySet<Id>): Merged {
  const from = wholeFrom(stretches, cut)
  const whole = stretches
    .flatMap(({ entries }) => entries)
    .filter(({ item }) => item.at >= from)
    .sort((a, b) => a.item.at - b.item.at || (a.item.dialogId === b.item.dialogId ? a.item.dseq - b.item.dseq : a.id < b.id ? -1 : 1))
  const entries = whole.slice(-limit)
  const isCutShort = entries.length < stretches.reduce((sum, stretch) => sum + stretch.entries.length, 0)
  return { entries, hasOlder: isCutShort || stretches.some(({ hasOlder }) => hasOlder) }
}

/** Before this moment something of the dialog may be missing. */
const breakOf = ({ entries, hasOlder, updatedAt }: Stretch): number =>
  hasOlder ? (entries[0]?.item.at ?? updatedAt + 1) : Number.NEGATIVE_INFINITY

/** Dialogs whose older items are to be fetched next: those that hide what the others have before. */
export function brokenOff(stretches: readonly Stretch[], cut: ReadonlySet<Id>): readonly Id[] {
  const from = wholeFrom(stretches, cut)
  const isHiding = (stretch: Stretch) => !cut.has(stretch.dialogId) && stretch.hasOlder && !stretch.isHere && breakOf(stretch) >= from
  return stretches.filter(isHiding).map(({ dialogId }) => dialogId)
}

const wholeFrom = (stretches: readonly Stretch[], cut: ReadonlySet<Id>): number =>
  Math.max(Number.NEGATIVE_INFINITY, ...stretches.filter(({ dialogId }) => !cut.has(dialogId)).map(breakOf))
