/**
 * Money as whole numbers of the smallest unit of its currency: kopiykas, cents, yen. Nothing is ever a fraction, so
 * sums are exact.
 *
 * The one place where something is rounded is a discount in per cent: half a unit or more of the discount counts as a
 * whole one, once on the line and once on the whole order ({@link discountOf}).
 */
import * as v from 'valibot'

/** ISO 4217. */
export const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))
/** Whole units of the smallest kind; beyond a safe integer sums would not be exact. */
export const Minor = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const Money = v.object({ minor: Minor, currency: Currency })
export type Money = v.InferOutput<typeof Money>

/** A price list or an order that names no currency is in this one. */
export const DEFAULT_CURRENCY = 'UAH'

/** Currencies whose smallest unit is not a hundredth (ISO 4217, table A.1). */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map(
    (currency): [string, number] => [currency, 0],
  ),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((currency): [string, number] => [currency, 3]),
])

/** How many digits of an amount stand behind the point. */
export const exponentOf = (currency: string): number => EXPONENTS.get(currency) ?? 2

/** Whole per cents are too coarse for a price agreed upon by word of mouth. */
export const HUNDREDTHS_OF_PERCENT = 10_000

export const Discount = v.variant('kind', [
  v.object({ kind: v.literal('sum'), minor: Minor }),
  /** Hundredths of a per cent: 1250 is 12.5 %. */
  v.object({ kind: v.literal('percent'), hundredths: v.pipe(Minor, v.maxValue(HUNDREDTHS_OF_PERCENT)) }),
])
export type Discount = v.InferOutput<typeof Discount>

/** What is taken off an amount: never more than there is; a share is rounded half up. */
export function discountOf(minor: number, discount: Discount | null): number {
  if (discount === null) return 0
  if (discount.kind === 'sum') return Math.min(discount.minor, minor)
  // In two steps, so that no product goes beyond what a number holds exactly.
  const whole = Math.floor(minor / HUNDREDTHS_OF_PERCENT)
  const rest = minor % HUNDREDTHS_OF_PERCENT
  return whole * discount.hundredths + Math.floor((rest * discount.hundredths + HUNDREDTHS_OF_PERCENT / 2) / HUNDREDTHS_OF_PERCENT)
}

export interface Priced {
  /** Of one. */
  readonly price: number
  readonly quantity: number
  readonly discount: Discount | null
}

/** What the customer pays for a line. */
export function lineTotal({ price, quantity, discount }: Priced): number {
  const full = price * quantity
  return full - discountOf(full, discount)
}

export interface Totals {
  /** Lines, each after its own discount. */
  readonly goods: number
  /** The discount on the whole, which delivery is not part of. */
  readonly discount: number
  readonly delivery: number
  readonly total: number
}

/** @returns sums of whole units; a caller that takes lines from outside asks {@link isExact} first. */
export function totalsOf(of: { readonly lines: readonly Priced[]; readonly discount: Discount | null; readonly delivery: number }): Totals {
  const goods = of.lines.reduce((sum, line) => sum + lineTotal(line), 0)
  const discount = discountOf(goods, of.discount)
  return { goods, discount, delivery: of.delivery, total: goods - discount + of.delivery }
}

/** No sum on the way to the total is larger than a number holds exactly. */
export const isExact = (of: { readonly lines: readonly Priced[]; readonly delivery: number }): boolean =>
  Number.isSafeInteger(of.lines.reduce((sum, { price, quantity }) => sum + price * quantity, of.delivery))

/** Longer is no amount, and would be looked through again and again. */
const MAX_AMOUNT_CHARS = 60
/** What stands before the number, the number with whatever parts its digits, and no other number after it. */
const AMOUNT = /^(\D*)(\d[\d.,'’\s]*)\D*$/u
const THOUSANDS = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/

/**
 * An amount as people and price lists write it: «1 299,50 грн.», "$1,299.50", "1299", "1299.0000". Of points and commas
 * together the last one is the decimal one.
 * @param hasThousands a single one with three digits behind it parts thousands, as people write «1.299»; false: it is the
 * decimal one, as programs write "12.345". Where the currency itself has three digits, it is always that.
 * @returns null when it is no amount. Digits beyond the smallest unit are rounded, half up.
 */
export function parseAmount(text: string, currency: string, { hasThousands = true } = {}): number | null {
  const [, before = '', body] = AMOUNT.exec(text.length > MAX_AMOUNT_CHARS ? '' : text.trim()) ?? []
  if (body === undefined || /[-−–—]|[.,]$/.test(before)) return null
  const digits = body.replace(/['’\s]/g, '').replace(/[.,]+$/, '')
  const exponent = exponentOf(currency)
  const at = decimalAt(digits, hasThousands && exponent !== 3)
  const whole = digits.slice(0, at)
  if (!/^\d+$/.test(whole) && !THOUSANDS.test(whole)) return null
  const rest = digits.slice(at + 1)
  const kept = Number(`${whole.replace(/[.,]/g, '')}${rest.slice(0, exponent).padEnd(exponent, '0')}`)
  const minor = kept + Number((rest[exponent] ?? '0') >= '5')
  return Number.isSafeInteger(minor) ? minor : null
}

/** Where the decimal point or comma stands; at the end when there is none. */
function decimalAt(digits: string, hasThousands: boolean): number {
  const marks = [...digits.matchAll(/[.,]/g)]
  const last = marks.at(-1)
  if (!last || marks.filter(([mark]) => mark === last[0]).length > 1) return digits.length
  return marks.length === 1 && hasThousands && THOUSANDS.test(digits) ? digits.length : last.index
}

/** An amount for tables that programs read, without its currency: "1299.50". {@link parseAmount} reads it back. */
export function amountText(minor: number, currency: string): string {
  const exponent = exponentOf(currency)
  if (exponent === 0) return String(minor)
  const digits = String(minor).padStart(exponent + 1, '0')
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
