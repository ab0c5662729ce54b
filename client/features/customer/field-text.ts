import type { CustomerField, FieldValue } from '#shared/domain/customer-field'
import { fullDate } from '../dates'

/** A value as it is read: dates and numbers as the reader writes them. */
export function fieldText(field: Pick<CustomerField, 'type'> | undefined, value: FieldValue, language: string): string {
  if (field?.type === 'number' && typeof value === 'number') return value.toLocaleString(language)
  // Noon: a date is the same day in every zone.
  if (field?.type === 'date' && typeof value === 'string') return fullDate(Date.parse(`${value}T12:00`), language)
  return String(value)
}
