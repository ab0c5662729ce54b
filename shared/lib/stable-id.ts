/** An id that everybody makes of the same words: so that two who begin the same thing apart have begun one thing. */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-'
const SEEDS = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const

/**
 * 120 bits of the words, as 20 characters. It spreads well and hides nothing: whoever uses it for what strangers name
 * must look whether what is there is what was meant.
 */
export function stableId(...words: readonly string[]): string {
  const text = JSON.stringify(words)
  return SEEDS.map((seed) => letters(hash(text, seed))).join('')
}

/** Murmur's mixing over UTF-16 units, 32 bits. */
function hash(text: string, seed: number): number {
  let state = seed ^ text.length
  for (let index = 0; index < text.length; index += 1) {
    const mixed = Math.imul(text.charCodeAt(index), 0xcc9e2d51)
    state = Math.imul(rotated(state ^ Math.imul(rotated(mixed, 15), 0x1b873593), 13), 5) + 0xe6546b64
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** Five characters of six bits. */
const letters = (value: number): string => [0, 6, 12, 18, 24].map((shift) => ALPHABET[(value >>> shift) & 63] ?? '').join('')
