/** To which chat the keys for the next and the previous one lead, and which of them is likely. Pure. */
import type { Id } from '#shared/domain/id'

export interface StepFrom {
  /** Of the open chat in the list; negative: it is not there. */
  readonly at: number
  /** Where it stood when it was; null: no chat has been open. A chat that is closed leaves the list, and the work goes on there. */
  readonly last: number | null
}

export function stepTo(ids: readonly Id[], { at, last }: StepFrom, by: 1 | -1): Id | undefined {
  if (at >= 0) return ids[at + by]
  if (last === null) return ids[0]
  // What stood below has moved up into its place.
  return ids[Math.min(by > 0 ? last : Math.max(last - 1, 0), ids.length - 1)]
}

/** Whoever has gone up by one is likely to go on so; everybody else goes down. */
export function likelyStep(ids: readonly Id[], from: Id | undefined, to: Id | undefined): 1 | -1 {
  const at = ids.indexOf(to ?? '')
  return at >= 0 && at === ids.indexOf(from ?? '') - 1 ? -1 : 1
}
