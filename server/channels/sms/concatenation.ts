/** Several SMS that are one text (3GPP TS 23.040, 9.2.3.24.1): a header before each says of which text it is which part. */

export interface Place {
  /** Of the text, among those of one sender: 8 or 16 bits. */
  readonly ref: number
  readonly total: number
  /** From 1. */
  readonly n: number
}

const SHORT = 0x00
const LONG = 0x08

export const concatenationHeader = ({ ref, total, n }: Place): Buffer => Buffer.from([5, SHORT, 3, ref & 0xff, total, n])

/** Takes the header off. `place` null: the SMS stands alone. */
export function takeHeader(bytes: Buffer): { readonly place: Place | null; readonly body: Buffer } {
  const length = bytes[0] ?? 0
  const header = bytes.subarray(1, 1 + length)
  const body = bytes.subarray(1 + length)
  for (let at = 0; at + 2 <= header.length; at += 2 + (header[at + 1] ?? 0)) {
    const value = header.subarray(at + 2, at + 2 + (header[at + 1] ?? 0))
    const found = placeOf(header[at] ?? 0, value)
    if (found) return { place: found, body }
  }
  return { place: null, body }
}

function placeOf(kind: number, value: Buffer): Place | null {
  const isLong = kind === LONG && value.length === 4
  if (!isLong && !(kind === SHORT && value.length === 3)) return null
  const [total = 0, n = 0] = value.subarray(isLong ? 2 : 1)
  const ref = isLong ? value.readUInt16BE(0) : (value[0] ?? 0)
  return total >= 1 && n >= 1 && n <= total ? { ref, total, n } : null
}
