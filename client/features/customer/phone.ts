/** Phone numbers as people write and read them. The library's tables of countries are large, so they load when first needed. */
import { type Accessor, createSignal } from 'solid-js'

export interface PhoneBook {
  /** E.164 of what was typed; null when it cannot be a number. */
  parse(typed: string, country: string): string | null
  /** National within the workspace's country, international otherwise. */
  write(phone: string, country: string): string
}

export async function loadPhoneBook(): Promise<PhoneBook> {
  const { parsePhoneNumberFromString, isSupportedCountry } = await import('libphonenumber-js/min')
  return {
    parse(typed, country) {
      const number = parsePhoneNumberFromString(typed, isSupportedCountry(country) ? country : 'UA')
      return number?.isValid() ? number.number : null
    },
    write(phone, country) {
      const number = parsePhoneNumberFromString(phone)
      if (!number) return phone
      return number.country === country ? number.formatNational() : number.formatInternational()
    },
  }
}

/** The phone book once it is here. */
export function createPhoneBook(): Accessor<PhoneBook | undefined> {
  const [book, setBook] = createSignal<PhoneBook>()
  void loadPhoneBook().then((loaded) => setBook(() => loaded))
  return book
}
