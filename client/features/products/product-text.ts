import { exponentOf, type Money } from '#shared/domain/money'
import type { Product } from '#shared/domain/product'
import type { Language } from '../../i18n/i18n'

/** What a customer is told of a product: name, properties, description, price; each by itself, empty ones left out. */
export function productText({ name, properties, description, price }: Product, language: Language): string {
  const parts = [
    [name, ...properties.map(([property, value]) => `${property}: ${value}`)].join('\n'),
    description,
    price ? priceText(price, language) : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

export function priceText({ minor, currency }: Money, language: Language): string {
  const unit = 10 ** exponentOf(currency)
  const digits = minor % unit === 0 ? 0 : exponentOf(currency)
  const format = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const
  return new Intl.NumberFormat(language, format).format(minor / unit)
}
