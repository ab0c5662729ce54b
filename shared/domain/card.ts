import * as v from 'valibot'
import { type CardField, CardPlace } from './card-place'
import { Position } from './column-order'
import { earlierOf } from './earlier'
import { Id } from './id'
import { Instant } from './item'
import { type MergedLines, mergeLines } from './lines'
import { Money } from './money'
import { ProductName, Sku } from './product'

export const MAX_CARD_TITLE_CHARS = 200
export const MAX_CARD_COMMENT_CHARS = 4000
export const MAX_CARD_LINES = 50
export const MAX_QUANTITY = 9999
/** Minor units. So that fifty lines of the largest quantity are still counted exactly. */
export const MAX_LINE_PRICE = 10_000_000_000
/** Moves that are remembered; of a card moved more often the oldest are forgotten. */
export const MAX_CARD_HISTORY = 100

export const CardTitle = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_CARD_TITLE_CHARS))

/** A product as it was when it was put into the card: a later change of its price changes no card. */
export const CardLine = v.object({
  sku: Sku,
  name: ProductName,
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_QUANTITY)),
  /** For one; null: not said. */
  price: v.pipe(
    v.nullable(Money),
    v.check((price) => price === null || price.minor <= MAX_LINE_PRICE, 'A price beyond all sums'),
  ),
})
export type CardLine = v.InferOutput<typeof CardLine>

/** The products of a card that two people have changed apart: see {@link mergeLines}. */
export const mergeCardLines = (seen: readonly CardLine[], theirs: readonly CardLine[], ours: readonly CardLine[]): MergedLines<CardLine> =>
  mergeLines({ seen, theirs, ours }, ({ sku }) => sku)

/** What of a card can be edited; edits of different fields by two people both stay. */
export const cardFields = {
  title: CardTitle,
  lines: v.pipe(v.array(CardLine), v.maxLength(MAX_CARD_LINES)),
  /** Whose business it is; sees the card whatever dialog it belongs to. */
  managerId: v.nullable(Id),
  comment: v.pipe(v.string(), v.trim(), v.maxLength(MAX_CARD_COMMENT_CHARS)),
} satisfies Record<CardField, v.GenericSchema>

/** What an edit replaces as a whole. */
const WORDS = { title: cardFields.title, lines: cardFields.lines, comment: cardFields.comment }
export const CARD_WORDS = ['title', 'lines', 'comment'] as const satisfies readonly (keyof typeof WORDS)[]
export type CardWords = Pick<Card, (typeof CARD_WORDS)[number]>

/** A request of a customer on its way through a pipeline. */
export const Card = v.object({
  id: Id,
  ...CardPlace.entries,
  position: Position,
  ...cardFields,
  /** The conversation it belongs to, and with whom; null: of nobody who has written. */
  dialogId: v.nullable(Id),
  contactId: v.nullable(Id),
  /** The saved buyer, if it was made for one. */
  customerId: v.optional(v.nullable(Id), null),
  createdBy: Id,
  createdAt: Instant,
  /** When it came into its stage. */
  stageSince: Instant,
  /** Every stage it has come into, by whom and when; the first is where it was made. */
  history: v.pipe(v.array(v.object({ at: Instant, by: Id, ...CardPlace.entries })), v.maxLength(MAX_CARD_HISTORY)),
  earlier: earlierOf(WORDS),
  /** Kept with its contents, so that removing can be undone. */
  isRemoved: v.boolean(),
})
export type Card = v.InferOutput<typeof Card>

/** What the lines come to, an amount for each currency; lines without a price count nothing. */
export function sumsOf(cards: readonly Pick<Card, 'lines'>[]): readonly Money[] {
  const sums = new Map<string, number>()
  for (const { lines } of cards)
    for (const { price, quantity } of lines) if (price) sums.set(price.currency, (sums.get(price.currency) ?? 0) + price.minor * quantity)
  return [...sums].map(([currency, minor]) => ({ currency, minor }))
}
