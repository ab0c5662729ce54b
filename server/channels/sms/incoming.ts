/**
 * SMS as they come, on their way to be raw events. SMS1 Parts of one text are put together, in whatever order they come,
 * and wait a day for each other. SMS2 An operator who has not heard our answer brings an SMS again, in the next connection:
 * then the same bytes are the same SMS. Otherwise they are another, because people write «ok» twice. Pure.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { RawEvent } from '../connector'
import { type Place, takeHeader } from './concatenation'
import { type Delivery, hasHeader, isReceipt } from './pdu'

const Part = v.object({ n: v.number(), coding: v.number(), body: v.string() })
const Group = v.object({
  key: v.string(),
  from: v.string(),
  to: v.string(),
  ref: v.number(),
  total: v.number(),
  at: v.number(),
  parts: v.array(Part),
})
const Incoming = v.object({
  unconfirmed: v.array(v.object({ hash: v.string(), key: v.string(), session: v.string(), at: v.number() })),
  groups: v.array(Group),
})
export type Incoming = v.InferOutput<typeof Incoming>
type Group = v.InferOutput<typeof Group>

/** An SMS as a raw event. */
export const StoredSms = v.object({ kind: v.literal('sms'), key: v.string(), from: v.string(), to: v.string(), parts: v.array(Part) })
export type StoredSms = v.InferOutput<typeof StoredSms>

const WAIT_MS = 24 * 60 * 60 * 1000
/** So long an operator tries to bring again what it heard no answer to. */
const AGAIN_MS = 10 * 60_000
/** Texts that wait for parts; beyond it the oldest goes on with what it has. */
const MAX_GROUPS = 200
const MAX_UNCONFIRMED = 500

export const NOTHING_INCOMING: Incoming = { unconfirmed: [], groups: [] }

export function parseIncoming(stored: string | null): Incoming {
  try {
    return stored === null ? NOTHING_INCOMING : v.parse(Incoming, JSON.parse(stored))
  } catch {
    return NOTHING_INCOMING
  }
}

export interface Step {
  readonly incoming: Incoming
  /** What is complete. */
  readonly events: readonly RawEvent[]
}

/** @param of.key for a text of which this is the first to come. */
export function withDelivery(incoming: Incoming, delivery: Delivery, of: { key: string; session: string; now: number }): Step {
  const hash = hashOf(delivery)
  const again = incoming.unconfirmed.find((each) => each.hash === hash && each.session !== of.session && of.now - each.at < AGAIN_MS)
  const { place, body } = partOf(delivery)
  const part = { n: place?.n ?? 1, coding: delivery.coding, body: body.toString('base64') }
  const known = place && incoming.groups.find((group) => isOf(group, delivery, place))
  // A part of what is complete already: only the answer is wanted.
  if (again && place && !known) return { incoming, events: [] }
  const key = again?.key ?? known?.key ?? of.key
  const { from, to } = delivery
  const { session, now: at } = of
  const unconfirmed = [...incoming.unconfirmed.filter((each) => each !== again), { hash, key, session, at }].slice(-MAX_UNCONFIRMED)
  if (!place) return { incoming: { ...incoming, unconfirmed }, events: [eventOf({ key, from, to, parts: [part] })] }
  const { ref, total } = place
  const before = known ?? { key, from, to, ref, total, at: of.now, parts: [] }
  const group: Group = { ...before, parts: [...before.parts.filter(({ n }) => n !== part.n), part] }
  const others = incoming.groups.filter((each) => each !== known)
  if (group.parts.length === total) return { incoming: { unconfirmed, groups: others }, events: [eventOf(group)] }
  return withoutExpired({ unconfirmed, groups: [...others, group] }, of.now)
}

/** What has waited long enough goes on as it is: half a text is better than none. */
export function withoutExpired(incoming: Incoming, now: number): Step {
  const surplus = incoming.groups.length - MAX_GROUPS
  const isOver = (group: Group, index: number) => index < surplus || now - group.at >= WAIT_MS
  return {
    incoming: { ...incoming, groups: incoming.groups.filter((group, index) => !isOver(group, index)) },
    events: incoming.groups.filter(isOver).map(eventOf),
  }
}

/** The operator has heard our answers to these. */
export function withConfirmed(incoming: Incoming, hashes: ReadonlySet<string>): Incoming {
  return { ...incoming, unconfirmed: incoming.unconfirmed.filter(({ hash }) => !hashes.has(hash)) }
}

export function hashOf({ from, to, esmClass, coding, bytes, place }: Delivery): string {
  return createHash('sha256')
    .update(JSON.stringify([from, to, esmClass, coding, place]))
    .update(bytes)
    .digest('base64url')
    .slice(0, 22)
}

function partOf(delivery: Delivery): { readonly place: Place | null; readonly body: Buffer } {
  if (hasHeader(delivery) && !isReceipt(delivery)) return takeHeader(delivery.bytes)
  const { place, bytes } = delivery
  return { place, body: bytes }
}

const isOf = (group: Group, { from, to }: Delivery, { ref, total }: Place): boolean =>
  group.from === from && group.to === to && group.ref === ref && group.total === total

function eventOf({ key, from, to, parts }: Pick<Group, 'key' | 'from' | 'to' | 'parts'>): RawEvent {
  const sorted = parts.toSorted((a, b) => a.n - b.n)
  return { key, raw: JSON.stringify({ kind: 'sms', key, from, to, parts: sorted } satisfies StoredSms) }
}
