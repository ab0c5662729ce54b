/** Requests with places in them, such as `{to}`, that are filled in for each SMS. Pure. */

/** What an administrator may put into a template. */
export const SMS_PLACES = ['to', 'digits', 'text', 'sender', 'id', 'key', 'hook'] as const
export type SmsPlace = (typeof SMS_PLACES)[number]

export const WEB_ADDRESS = /^https?:\/\//

const PLACE = new RegExp(`\\{(${SMS_PLACES.join('|')})\\}`, 'g')

/** One pass: what a customer's words look like is never taken for a place. */
export const filled = (template: string, values: Readonly<Record<SmsPlace, string>>, as: (value: string) => string = String): string =>
  template.replace(PLACE, (_whole, place: SmsPlace) => as(values[place]))

export const withoutPlaces = (template: string): string => template.replace(PLACE, 'x')

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
