/**
 * What a provider calls us with: SMS that came, and reports of ours. As JSON or a form, in the address or the body, one or a
 * list; where everything is, the administrator has written down. The address holds a secret that the provider alone was told.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { MAX_MESSAGE_CHARS } from '#shared/domain/item'
import type { HttpSmsSettings } from '#shared/domain/sms-account'
import type { HookAnswer, HookRequest, RawEvent, ReadEvent, Reading } from '../connector'
import { listed, parseSaid, textAt } from './http-values'
import { peerKey } from './read-sms'

const MAX_EVENTS = 1000
const MAX_CHARS = 200_000
const HOUR_MS = 3_600_000

export function takeHook({ method, query, bytes }: HookRequest, { key, now }: { key: string; now: number }): HookAnswer {
  if (!isSame(query.get('key') ?? '', key)) return { status: 403 }
  const told = method === 'POST' ? new TextDecoder().decode(bytes).trim() : ''
  const said = told === '' ? withoutKey(query) : told
  return { status: 200, body: 'OK', ...(said === '' ? {} : { received: rawEvents(said, now) }) }
}

/** Each of a list by itself, so that one that cannot be read spoils no other. */
export function rawEvents(said: string, now: number): readonly RawEvent[] {
  const parsed = said.startsWith('[') && said.length <= MAX_CHARS ? parseSaid(said) : null
  const each = Array.isArray(parsed) && parsed.length <= MAX_EVENTS ? parsed.map((event) => JSON.stringify(event)) : [said]
  return each.map((raw) => ({ key: digest(raw, now), raw }))
}

type Places = Pick<HttpSmsSettings, 'hookFrom' | 'hookText' | 'hookId' | 'receiptId' | 'receiptState' | 'deliveredValues' | 'failedValues'>

export function readHook(raw: string, at: number, places: Places): Reading {
  const said = raw.length <= MAX_CHARS ? parseSaid(raw) : null
  if (said === null) return { ok: false, reason: 'not-a-call' }
  const event = reportOf(said, places) ?? messageOf(said, { raw, at, places })
  return event ? { ok: true, events: [event] } : { ok: false, reason: 'neither-sms-nor-report' }
}

const wanted = (said: unknown, path: string): string | undefined => (path === '' ? undefined : textAt(said, path))

function reportOf(said: unknown, places: Places): ReadEvent | null {
  const [key, word] = [wanted(said, places.receiptId), wanted(said, places.receiptState)]
  if (!key || !word) return null
  if (listed(places.deliveredValues).includes(word.toLowerCase())) return { type: 'report', key, state: 'delivered' }
  if (listed(places.failedValues).includes(word.toLowerCase())) return { type: 'report', key, state: 'failed', error: word.slice(0, 200) }
  return { type: 'report', key, state: 'sent' }
}

function messageOf(said: unknown, { raw, at, places }: { raw: string; at: number; places: Places }): ReadEvent | null {
  const [from, text] = [wanted(said, places.hookFrom), wanted(said, places.hookText)]
  if (!from?.trim() || text === undefined) return null
  const peer = peerKey(/^[\s\d()+-]+$/.test(from) ? from.replace(/[\s()-]/g, '').replace(/^(?:\+|00)/, '') : from)
  if (peer === '') return null
  // Ids of what comes and of what goes may be counted apart.
  const key = `in:${wanted(said, places.hookId) || digest(raw, at)}`
  return {
    type: 'message',
    key,
    peer: { key: peer, name: peer, origin: null },
    text: text.replaceAll('\0', '').slice(0, MAX_MESSAGE_CHARS),
    files: [],
  }
}

/** Told again within the hour word for word, without an id of its own, it is the same one. */
const digest = (raw: string, at: number): string =>
  createHash('sha256')
    .update(`${Math.floor(at / HOUR_MS)}.${raw}`)
    .digest('base64url')

/** What is stored is no place for the secret. */
function withoutKey(query: URLSearchParams): string {
  const rest = new URLSearchParams(query)
  rest.delete('key')
  return rest.toString()
}

function isSame(given: string, wantedKey: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wantedKey)]
  return one.length === other.length && timingSafeEqual(one, other)
}
