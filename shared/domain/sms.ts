/** How a text becomes SMS, by 3GPP TS 23.038 and 23.040. Pure. */

/** The GSM 7-bit alphabet in the order of its codes; the 28th is the escape to the extension. */
export const GSM7_ALPHABET =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Letters of its extension and their codes: each takes two. */
export const GSM7_EXTENSION: ReadonlyMap<string, number> = new Map([
  ['\f', 0x0a],
  ['^', 0x14],
  ['{', 0x28],
  ['}', 0x29],
  ['\\', 0x2f],
  ['[', 0x3c],
  ['~', 0x3d],
  [']', 0x3e],
  ['|', 0x40],
  ['€', 0x65],
])

const GSM7 = new Set([...GSM7_ALPHABET].filter((letter) => letter !== '\u001b'))

/** Units of one SMS alone, and of each when there are several: a header tells them together. */
const UNITS = { gsm7: { alone: 160, each: 153 }, ucs2: { alone: 70, each: 67 } } as const

export type SmsEncoding = keyof typeof UNITS

export interface SmsParts {
  readonly encoding: SmsEncoding
  readonly parts: number
  /** Units left in the last one. */
  readonly left: number
}

export function smsParts(text: string): SmsParts {
  const { encoding, parts, left } = splitSms(text)
  return { encoding, parts: parts.length, left }
}

/** The text of each SMS. A letter of two units is never cut in two. */
export function splitSms(text: string): { readonly encoding: SmsEncoding; readonly parts: readonly string[]; readonly left: number } {
  const letters = [...text]
  const encoding = letters.every((letter) => GSM7.has(letter) || GSM7_EXTENSION.has(letter)) ? 'gsm7' : 'ucs2'
  const widthOf = (letter: string) => (encoding === 'ucs2' ? letter.length : GSM7_EXTENSION.has(letter) ? 2 : 1)
  const { alone, each } = UNITS[encoding]
  const total = letters.reduce((sum, letter) => sum + widthOf(letter), 0)
  if (total <= alone) return { encoding, parts: total === 0 ? [] : [text], left: alone - total }
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const letter of letters) {
    const width = widthOf(letter)
    if (used + width > each) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += letter
    used += width
  }
  return { encoding, parts: [...parts, part], left: each - used }
}
