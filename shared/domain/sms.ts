/** How many SMS a text becomes, by 3GPP TS 23.038 and 23.040. Pure. */

/** A letter of the GSM 7-bit alphabet is one septet; one of its extension is two. */
const GSM7 = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const GSM7_EXTENSION = new Set('\f^{}\\[~]|€')

/** Units of one SMS alone, and of each when there are several: a header tells them together. */
const UNITS = { gsm7: { alone: 160, each: 153 }, ucs2: { alone: 70, each: 67 } } as const

export interface SmsParts {
  readonly encoding: keyof typeof UNITS
  readonly parts: number
  /** Units left in the last one. */
  readonly left: number
}

export function smsParts(text: string): SmsParts {
  const letters = [...text]
  const encoding = letters.every((letter) => GSM7.has(letter) || GSM7_EXTENSION.has(letter)) ? 'gsm7' : 'ucs2'
  const widths = letters.map((letter) => (encoding === 'gsm7' ? (GSM7_EXTENSION.has(letter) ? 2 : 1) : letter.length))
  const { alone, each } = UNITS[encoding]
  const total = widths.reduce((sum, width) => sum + width, 0)
  if (total <= alone) return { encoding, parts: total === 0 ? 0 : 1, left: alone - total }
  let parts = 1
  let used = 0
  for (const width of widths) {
    // A letter of two units is never cut in two.
    if (used + width > each) {
      parts += 1
      used = 0
    }
    used += width
  }
  return { encoding, parts, left: each - used }
}
