/** Stretches [lo, hi] of a dialog's items that are held without holes. Disjoint, not touching, ascending. */
export type Range = readonly [lo: number, hi: number]

/** @param lo first `dseq` of the stretch; nothing is added when it is above `hi`. */
export function addRange(ranges: readonly Range[], lo: number, hi: number): readonly Range[] {
  if (lo > hi) return ranges
  const apart = ranges.filter(([otherLo, otherHi]) => otherHi < lo - 1 || otherLo > hi + 1)
  const joined = ranges.filter(([otherLo, otherHi]) => otherHi >= lo - 1 && otherLo <= hi + 1)
  const whole: Range = [Math.min(lo, ...joined.map(([each]) => each)), Math.max(hi, ...joined.map(([, each]) => each))]
  return [...apart, whole].sort(([a], [b]) => a - b)
}

export const holds = (ranges: readonly Range[], dseq: number): boolean => ranges.some(([lo, hi]) => lo <= dseq && dseq <= hi)

/** The stretch that `dseq` lies in, or null. */
export const rangeAt = (ranges: readonly Range[], dseq: number): Range | null => ranges.find(([lo, hi]) => lo <= dseq && dseq <= hi) ?? null
