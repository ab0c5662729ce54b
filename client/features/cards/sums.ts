import { type Card, sumsOf } from '#shared/domain/card'
import type { Language } from '../../i18n/i18n'
import { priceText } from '../products/product-text'

/** What the lines come to, each currency by itself; empty when no line has a price. */
export const sumText = (cards: readonly Pick<Card, 'lines'>[], language: Language): string =>
  sumsOf(cards)
    .map((sum) => priceText(sum, language))
    .join(' + ')
