/**
 * How far a mailbox has been read. EM1 Numbers of e-mails rise within one UIDVALIDITY; the place is written after the
 * e-mail is committed, so a crash reads one again, which changes nothing (IN1). EM2 A mailbox that numbers anew is read
 * again from a few days before it was last seen whole; what is here already is known by its Message-ID.
 */
import * as v from 'valibot'

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const Place = v.object({
  /** 64 bits do not fit into a number, and it is only ever compared. */
  uidValidity: v.pipe(v.string(), v.regex(/^\d{1,20}$/)),
  /** The last one that is committed; 0: none. */
  lastUid: Whole,
  /** When the mailbox was connected, ms: what came before belongs to the past. */
  since: Whole,
  /** When it was last read to its end, ms. */
  readAt: Whole,
})
export type Place = v.InferOutput<typeof Place>

export type Reading =
  /** Connected for the first time: what lies there has been read by people. */
  | { readonly kind: 'begin'; readonly place: Place }
  | { readonly kind: 'go-on'; readonly place: Place }
  /** Everything since `from`, ms, is looked at again. */
  | { readonly kind: 'renumbered'; readonly place: Place; readonly from: number }

/** Servers search by days of their own time zone, and clocks differ. */
const OVERLAP_MS = 3 * 24 * 60 * 60 * 1000

export function parsePlace(stored: string | null): Place | null {
  try {
    return stored === null ? null : v.parse(Place, JSON.parse(stored))
  } catch {
    return null
  }
}

export function readingOf(place: Place | null, box: { readonly uidValidity: string; readonly uidNext: number }, now: number): Reading {
  const { uidValidity } = box
  if (!place) return { kind: 'begin', place: { uidValidity, lastUid: Math.max(box.uidNext - 1, 0), since: now, readAt: now } }
  if (place.uidValidity === uidValidity) return { kind: 'go-on', place }
  const from = Math.max(place.since, place.readAt - OVERLAP_MS)
  return { kind: 'renumbered', place: { ...place, uidValidity, lastUid: 0 }, from }
}

/** `10:*` answers with the last e-mail even when its number is lower: only what is new, in order. */
export const newUids = (found: readonly number[], { lastUid }: Place): readonly number[] =>
  [...new Set(found)].filter((uid) => uid > lastUid).sort((a, b) => a - b)
