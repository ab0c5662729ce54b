/** Texts as bytes of SMS and back: the GSM alphabet one letter a byte, as SMPP carries it, and UCS-2. */
import { GSM7_ALPHABET, GSM7_EXTENSION, type SmsEncoding } from '#shared/domain/sms'

const ESCAPE = 0x1b
const LETTERS = [...GSM7_ALPHABET]
const CODES: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...LETTERS.map((letter, code) => [letter, [code]] as const),
  ...[...GSM7_EXTENSION].map(([letter, code]) => [letter, [ESCAPE, code]] as const),
])
const EXTENDED: ReadonlyMap<number, string> = new Map([...GSM7_EXTENSION].map(([letter, code]) => [code, letter]))
const UNKNOWN = LETTERS.indexOf('?')

export const encodeText = (text: string, encoding: SmsEncoding): Buffer =>
  encoding === 'ucs2' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from([...text].flatMap((letter) => CODES.get(letter) ?? [UNKNOWN]))

/** @param coding SMPP's data_coding. 0: the operator's own alphabet, which is GSM's with all we know of. */
export function decodeText(bytes: Buffer, coding: number): string {
  switch (coding) {
    case 8:
      // Half a letter at the end is no letter.
      return Buffer.from(bytes.subarray(0, bytes.length & ~1))
        .swap16()
        .toString('utf16le')
    case 3:
      return bytes.toString('latin1')
    case 6:
      return new TextDecoder('iso-8859-5').decode(bytes)
    case 1:
      // Announced as ASCII; what is beyond it is taken for the alphabet it then mostly is.
      return bytes.some((byte) => byte < 0x0a || byte > 0x7f) ? decodeGsm(bytes) : bytes.toString('latin1')
    default:
      return decodeGsm(bytes)
  }
}

function decodeGsm(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte !== ESCAPE) text += LETTERS[byte] ?? '?'
    else {
      at += 1
      const code = bytes[at]
      text += code === undefined ? '' : (EXTENDED.get(code) ?? LETTERS[code] ?? '?')
    }
  }
  return text
}
