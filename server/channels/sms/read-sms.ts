/** What a raw event of an SMS operator says. */
import * as v from 'valibot'
import { MAX_MESSAGE_CHARS } from '#shared/domain/item'
import type { SmppSettings } from '#shared/domain/sms-account'
import type { RawEvent, Reading } from '../connector'
import { decodeText } from './alphabet'
import { StoredSms } from './incoming'
import { type Delivery, receiptText } from './pdu'
import { parseReceipt, receiptKey } from './receipt'

const StoredReceipt = v.object({ kind: v.literal('receipt'), text: v.string(), id: v.nullable(v.string()), state: v.nullable(v.number()) })
const Stored = v.variant('kind', [StoredSms, StoredReceipt])

/** A receipt brought twice is one. */
export function receiptEvent({ bytes, receiptedId: id, messageState: state }: Delivery): RawEvent {
  const raw = JSON.stringify({ kind: 'receipt', text: receiptText(bytes), id, state } satisfies v.InferOutput<typeof StoredReceipt>)
  return { key: `receipt:${raw}`.slice(0, 500), raw }
}

export function readSms(raw: string, { receipts }: Pick<SmppSettings, 'receipts'>): Reading {
  const stored = parsed(raw)
  if (!stored) return { ok: false, reason: 'not-an-sms' }
  if (stored.kind === 'receipt') {
    const receipt = parseReceipt(stored.text, stored)
    if (!receipt) return { ok: false, reason: 'receipt' }
    const { state, reason } = receipt
    const known = receiptKey(receipt.id, receipts === 'decimal')
    return { ok: true, events: [{ type: 'report', key: known, state, ...(reason ? { error: reason } : {}) }] }
  }
  const text = stored.parts.map(({ coding, body }) => decodeText(Buffer.from(body, 'base64'), coding)).join('')
  const { key } = stored
  const peer = peerKey(stored.from)
  if (peer === '') return { ok: false, reason: 'no-sender' }
  const said = text.replaceAll('\0', '').slice(0, MAX_MESSAGE_CHARS)
  return { ok: true, events: [{ type: 'message', peer: { key: peer, name: peer, origin: null }, key, text: said, files: [] }] }
}

function parsed(raw: string): v.InferOutput<typeof Stored> | null {
  try {
    const found = v.safeParse(Stored, JSON.parse(raw))
    return found.success ? found.output : null
  } catch {
    return null
  }
}

/** Numbers as everywhere in Okno, with their country; banks and shops have names. */
export const peerKey = (from: string): string => (/^\d{8,15}$/.test(from) && !from.startsWith('0') ? `+${from}` : from.trim().slice(0, 320))
