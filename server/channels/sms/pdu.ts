/**
 * SMPP 3.4 as bytes: the few kinds of PDU that a shop's connection needs. A PDU is a head of 16 bytes (length, command,
 * status, number) and a body of fixed fields followed by optional parameters.
 */
import type { Place } from './concatenation'

export const COMMAND = {
  nack: 0x80000000,
  bindTransceiver: 0x00000009,
  unbind: 0x00000006,
  submit: 0x00000004,
  deliver: 0x00000005,
  enquireLink: 0x00000015,
} as const
export const RESPONSE = 0x80000000

const PARAMETER = {
  receiptedMessageId: 0x001e,
  messagePayload: 0x0424,
  messageState: 0x0427,
  sarRef: 0x020c,
  sarTotal: 0x020e,
  sarNumber: 0x020f,
} as const

const HEAD_BYTES = 16
/** No PDU of ours is longer than some kilobytes; a longer one is another protocol, or an attack. */
export const MAX_PDU_BYTES = 128 * 1024

export interface Pdu {
  readonly command: number
  readonly status: number
  readonly sequence: number
  readonly body: Buffer
}

export function encodePdu({
  command,
  status = 0,
  sequence,
  body = Buffer.alloc(0),
}: Partial<Pdu> & Pick<Pdu, 'command' | 'sequence'>): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32BE(HEAD_BYTES + body.length, 0)
  head.writeUInt32BE(command, 4)
  head.writeUInt32BE(status, 8)
  head.writeUInt32BE(sequence, 12)
  return Buffer.concat([head, body])
}

/** Whole PDUs at the beginning of what has come, and what is left. `isBroken`: it is no SMPP; the connection is to end. */
export function takePdus(bytes: Buffer): { readonly pdus: readonly Pdu[]; readonly rest: Buffer; readonly isBroken: boolean } {
  const pdus: Pdu[] = []
  let rest = bytes
  while (rest.length >= 4) {
    const length = rest.readUInt32BE(0)
    if (length < HEAD_BYTES || length > MAX_PDU_BYTES) return { pdus, rest: Buffer.alloc(0), isBroken: true }
    if (rest.length < length) break
    pdus.push({
      command: rest.readUInt32BE(4),
      status: rest.readUInt32BE(8),
      sequence: rest.readUInt32BE(12),
      body: Buffer.from(rest.subarray(HEAD_BYTES, length)),
    })
    rest = rest.subarray(length)
  }
  return { pdus, rest, isBroken: false }
}

const text = (value: string): Buffer => Buffer.concat([Buffer.from(value, 'latin1'), Buffer.of(0)])

export interface Bind {
  readonly systemId: string
  readonly password: string
  readonly systemType: string
}

/** Interface version 3.4; no range of addresses: everything that comes for this account. */
export const bindBody = ({ systemId, password, systemType }: Bind): Buffer =>
  Buffer.concat([text(systemId), text(password), text(systemType), Buffer.of(0x34, 0, 0), text('')])

export interface Address {
  readonly ton: number
  readonly npi: number
  readonly digits: string
}

export interface Submission {
  readonly from: Address
  readonly to: Address
  readonly coding: number
  /** The message begins with a header of several parts. */
  readonly hasHeader: boolean
  /** Whether to report that it has arrived, or only that it has not. */
  readonly receipt: 'both' | 'failure'
  readonly bytes: Buffer
}

export function submitBody({ from, to, coding, hasHeader, receipt, bytes }: Submission): Buffer {
  const address = ({ ton, npi, digits }: Address) => Buffer.concat([Buffer.of(ton, npi), text(digits)])
  return Buffer.concat([
    text(''),
    address(from),
    address(to),
    // esm_class, protocol, priority
    Buffer.of(hasHeader ? 0x40 : 0, 0, 0),
    // Now, for as long as the operator keeps messages.
    text(''),
    text(''),
    // registered_delivery, replace, data_coding, default message, length
    Buffer.of(receipt === 'both' ? 1 : 2, 0, coding, 0, bytes.length),
    bytes,
  ])
}

/** What an operator brings: a customer's SMS, or a receipt. */
export interface Delivery {
  readonly from: string
  readonly to: string
  readonly esmClass: number
  readonly coding: number
  readonly bytes: Buffer
  readonly receiptedId: string | null
  readonly messageState: number | null
  /** Which part of a text it is, where that stands beside it and not before it. */
  readonly place: Place | null
}

/** Of operators that mark a receipt as an SMS: nobody writes this on a telephone. */
const RECEIPT_TEXT = /^id:\S+ sub:\d+ dlvrd:\d+ submit date:\d+ done date:\d+ stat:\w+/i

/** A receipt at the end of the way, a word from the middle of it, or what says by its parameters or its text that it is one. */
export function isReceipt({ esmClass, receiptedId, messageState, bytes }: Delivery): boolean {
  const type = esmClass & 0x3c
  if (type === 0x04 || type === 0x20) return true
  return type === 0 && ((receiptedId !== null && messageState !== null) || RECEIPT_TEXT.test(receiptText(bytes)))
}

/** Some write their receipts in UCS-2, whose letters are ours with zeros between them. */
export const receiptText = (bytes: Buffer): string => bytes.toString('latin1').replaceAll('\0', '')

export const hasHeader = ({ esmClass }: Pick<Delivery, 'esmClass'>): boolean => (esmClass & 0x40) !== 0

/** @returns null for a body that ends too early. */
export function parseDelivery(body: Buffer): Delivery | null {
  const reader = makeReader(body)
  reader.text()
  reader.bytes(2)
  const from = reader.text()
  reader.bytes(2)
  const to = reader.text()
  const [esmClass = 0] = reader.bytes(3)
  reader.text()
  reader.text()
  const [, , coding = 0, , length = 0] = reader.bytes(5)
  const short = reader.bytes(length)
  const parameters = reader.parameters()
  if (reader.isShort()) return null
  const state = parameters.get(PARAMETER.messageState)
  const id = parameters.get(PARAMETER.receiptedMessageId)
  return {
    from,
    to,
    esmClass,
    coding,
    bytes: short.length > 0 ? short : (parameters.get(PARAMETER.messagePayload) ?? short),
    receiptedId: id ? id.toString('latin1').replace(/\0.*$/s, '') : null,
    messageState: state?.[0] ?? null,
    place: sarPlace(parameters),
  }
}

function sarPlace(parameters: ReadonlyMap<number, Buffer>): Place | null {
  const ref = parameters.get(PARAMETER.sarRef)
  const total = parameters.get(PARAMETER.sarTotal)?.[0] ?? 0
  const n = parameters.get(PARAMETER.sarNumber)?.[0] ?? 0
  return ref?.length === 2 && n >= 1 && n <= total ? { ref: ref.readUInt16BE(0), total, n } : null
}

/** The id that a response gives an SMS. */
export const responseId = (body: Buffer): string => makeReader(body).text()

function makeReader(body: Buffer) {
  let at = 0
  let isShort = false
  const bytes = (count: number): Buffer => {
    isShort ||= at + count > body.length
    const found = body.subarray(at, at + count)
    at += count
    return found
  }
  return {
    bytes,
    text(): string {
      const end = body.indexOf(0, at)
      if (end < 0) isShort = true
      const found = body.subarray(at, end < 0 ? body.length : end)
      at += found.length + 1
      return found.toString('latin1')
    },
    parameters(): ReadonlyMap<number, Buffer> {
      const found = new Map<number, Buffer>()
      while (at + 4 <= body.length) {
        const head = bytes(4)
        found.set(head.readUInt16BE(0), bytes(head.readUInt16BE(2)))
      }
      return found
    },
    isShort: () => isShort,
  }
}
