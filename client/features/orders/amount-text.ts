/** Amounts in fields, as the operator's language writes them. Pure. */
import { amountText, type Discount, parseAmount } from '#shared/domain/money'
import type { Language } from '../../i18n/i18n'

/** «1 299,50», "1,299.50": all digits of the currency, whole amounts too, so that no separator can be taken for another. */
export function fieldAmount(minor: number, currency: string, language: Language): string {
  const [whole = '', rest] = amountText(minor, currency).split('.')
  const { group, decimal } = marksOf(language)
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group)
  return rest === undefined ? grouped : `${grouped}${decimal}${rest}`
}

/** What was typed, as it has been understood; what cannot be read stays for its author to see. */
export function tidyAmount(typed: string, currency: string, language: Language): string {
  const minor = parseAmount(typed, currency)
  return minor === null ? typed : fieldAmount(minor, currency, language)
}

/** A discount is «10 %» or a sum. */
export function fieldDiscount(discount: Discount | null, currency: string, language: Language): string {
  if (discount === null) return ''
  if (discount.kind === 'sum') return fieldAmount(discount.minor, currency, language)
  return `${String(discount.hundredths / 100).replace('.', marksOf(language).decimal)}%`
}

function marksOf(language: Language): { readonly group: string; readonly decimal: string } {
  const parts = new Intl.NumberFormat(language).formatToParts(12345.6)
  const mark = (type: 'group' | 'decimal', otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise
  return { group: mark('group', ''), decimal: mark('decimal', '.') }
}
