/**
 * Where a card stands in its column: a text that sorts between those of its neighbours, so that a card is moved by
 * changing itself alone, and moves made apart need no referee.
 *
 * Eight characters count backwards through time, so that new cards stand on top and neither these nor the last ones
 * grow; what is put between two neighbours gets a fraction after them.
 */
import * as v from 'valibot'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = DIGITS.length
const HEAD_CHARS = 8
const MAX_HEAD = BASE ** HEAD_CHARS - 1
/** Hundreds of cards put one after another into the same gap. */
const MAX_CHARS = 120

export const Position = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{8,120}$/))

interface Placed {
  readonly id: string
  readonly position: string
}

/** Two that were put into one place apart stand by their ids: in the same order everywhere. */
export const byPosition = (a: Placed, b: Placed): number =>
  a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** @param now what comes on top of a column stands above everything put there before, on other devices too. */
export function positionBetween(above: string | null, below: string | null, now: number): string {
  if (above === null) {
    const newest = headOf(MAX_HEAD - now)
    return below === null || newest < below ? newest : headOf(numberOf(below) - 1)
  }
  if (below === null) return headOf(numberOf(above) + 1)
  return (below > above ? middle(above, below) : `${above}${DIGITS[BASE / 2]}`).slice(0, MAX_CHARS)
}

function middle(above: string, below: string): string {
  let made = ''
  let isBounded = true
  for (let at = 0; ; at += 1) {
    const low = at < above.length ? DIGITS.indexOf(above.charAt(at)) : 0
    const high = isBounded && at < below.length ? DIGITS.indexOf(below.charAt(at)) : BASE
    // Filled up: the end of a column is found by counting the first eight on.
    if (high - low > 1) return (made + DIGITS.charAt(Math.floor((low + high) / 2))).padEnd(HEAD_CHARS, '0')
    if (high > low) isBounded = false
    made += DIGITS.charAt(low)
  }
}

function headOf(value: number): string {
  let rest = Math.min(Math.max(Math.floor(value), 0), MAX_HEAD)
  let made = ''
  while (made.length < HEAD_CHARS) {
    made = DIGITS.charAt(rest % BASE) + made
    rest = Math.floor(rest / BASE)
  }
  return made
}

const numberOf = (position: string): number =>
  [...position.slice(0, HEAD_CHARS)].reduce((value, digit) => value * BASE + DIGITS.indexOf(digit), 0)
