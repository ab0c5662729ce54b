/**
 * How often customers usually write into a channel, hour by hour of the week, and whether it is unusual that nobody does. Pure.
 *
 * SIL1 A channel is silent when, by its own week, eight conversations or more would have been written in since the last one, and
 * that was two hours ago or longer. Nights and weekends are as quiet as they are in that channel. SIL2 Hours in which nobody
 * listened (paused, no line, Okno off) teach nothing, and no silence is counted over them.
 */
import * as v from 'valibot'

const HOUR_MS = 3_600_000
const WEEK_HOURS = 168
/** By chance alone nobody writes while eight are expected once in three thousand times. */
const EXPECTED = 8
const AT_LEAST_MS = 2 * HOUR_MS
/** How much the newest week counts against those before. */
const NEWEST = 0.3

export const Rhythm = v.object({
  /** The hour that is being counted, since 1970. */
  hour: v.number(),
  /** Conversations that were written in during it. */
  count: v.number(),
  /** The usual count of each hour of the week; null: it has not been listened through yet. */
  usual: v.pipe(v.array(v.nullable(v.number())), v.length(WEEK_HOURS)),
  /** When somebody wrote last, or when listening began. */
  since: v.number(),
  /** How many would have been written in since then, up to the hour that is being counted. */
  expected: v.number(),
})
export type Rhythm = v.InferOutput<typeof Rhythm>

const hourOf = (at: number): number => Math.floor(at / HOUR_MS)

export const newRhythm = (now: number): Rhythm => ({
  hour: hourOf(now),
  count: 0,
  usual: Array.from({ length: WEEK_HOURS }, () => null),
  since: now,
  expected: 0,
})

/** @param isListening whether what is written comes at all. */
export function passed(rhythm: Rhythm, now: number, isListening: boolean): Rhythm {
  const hour = hourOf(now)
  const isPutBack = now < rhythm.hour * HOUR_MS || now < rhythm.since
  if (!isListening || isPutBack || hour > rhythm.hour + 1) return { ...rhythm, hour, count: 0, since: now, expected: 0 }
  if (hour <= rhythm.hour) return rhythm
  const slot = rhythm.hour % WEEK_HOURS
  const usual = rhythm.usual.map((before, index) => {
    if (index !== slot) return before
    return before === null ? rhythm.count : before * (1 - NEWEST) + rhythm.count * NEWEST
  })
  return { ...rhythm, hour, count: 0, usual, expected: expectedBy(rhythm, hour * HOUR_MS) }
}

/** @param isFirst the first time in this hour that anybody writes in this conversation: ten lines in a row are one thing. */
export const heard = (rhythm: Rhythm, at: number, isFirst: boolean): Rhythm => ({
  ...rhythm,
  count: rhythm.count + (isFirst ? 1 : 0),
  since: Math.max(rhythm.since, at),
  expected: 0,
})

/** @returns since when it has been unusually silent, or null. */
export const silentSince = (rhythm: Rhythm, now: number): number | null =>
  now - rhythm.since >= AT_LEAST_MS && expectedBy(rhythm, now) >= EXPECTED ? rhythm.since : null

/** With what has gone by of the hour that is being counted. */
function expectedBy({ hour, usual, since, expected }: Rhythm, now: number): number {
  const part = Math.max(0, now - Math.max(since, hour * HOUR_MS)) / HOUR_MS
  return expected + (usual[hour % WEEK_HOURS] ?? 0) * part
}
