import type { Money, Product } from '#shared/domain/product'
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
  const fraction = minor % 100 === 0 ? 0 : 2
  const format = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: fraction,
    maximumFractionDigits: 2,
  } as const
  return new Intl.NumberFormat(language, format).format(minor / 100)
}
