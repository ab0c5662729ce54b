export const DEFAULT_COLOUR = '#2456e6'

/** A colour a shop may choose: #rgb or #rrggbb, as six digits. Anything else is the default. */
export function parseColour(text: string | null | undefined): string {
  const hex = text?.trim().toLowerCase() ?? ''
  if (/^#[0-9a-f]{6}$/.test(hex)) return hex
  if (/^#[0-9a-f]{3}$/.test(hex)) return hex.replace(/[0-9a-f]/g, '$&$&')
  return DEFAULT_COLOUR
}

/** Black or white, whichever reads better on it (WCAG relative luminance; they tie at 0.179). */
export function inkOn(colour: string): '#ffffff' | '#16181d' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.22 ? '#16181d' : '#ffffff'
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
