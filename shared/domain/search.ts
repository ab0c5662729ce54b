/** What a search looks at, and when it has found something: one rule for the device and for the server. */
import { digitsOf, findMarks, foldText, type Mark, searchVariants } from '../lib/text'
import type { Contact } from './contact'
import type { Customer } from './customer'
import type { Item } from './item'

export const MAX_SEARCH_CHARS = 200
/** Digits that make a phone worth looking for. */
const MIN_PHONE_DIGITS = 3

export interface SearchQuery {
  /** What may have been meant, folded; all words of one variant must be there. */
  readonly variants: readonly string[]
  /** Digits to look for in phones, without the zero of a number's national writing. */
  readonly digits: string | null
}

export interface Match {
  readonly text: string
  /** [start, end) of what matched, in `text`. */
  readonly marks: readonly Mark[]
}

/** @returns null when there is nothing to look for. */
export function parseSearch(text: string): SearchQuery | null {
  const variants = searchVariants(text.slice(0, MAX_SEARCH_CHARS))
  if (variants.length === 0) return null
  const isPhone = /^[\d\s()+.-]+$/.test(text) && digitsOf(text).length >= MIN_PHONE_DIGITS
  return { variants, digits: isPhone ? digitsOf(text).replace(/^0/, '') : null }
}

export const wordsOf = (variant: string): readonly string[] => variant.split(/\s+/).filter((word) => word !== '')

/** What people write of; events are not searched, and a removed note is nowhere. */
export const itemText = (item: Item): string => (item.kind === 'event' ? '' : item.text)

export function matchItem(item: Item, { variants }: SearchQuery): Match | null {
  const text = itemText(item)
  const marks = text === '' ? null : findMarks(text, variants)
  return marks && { text, marks }
}

/** Everything a person is found by, folded; a line each. */
export const personText = (contact: Contact): string => foldText([contact.name, ...contact.phones, ...addresses(contact)].join('\n'))

/** What a saved customer is found by; nothing, once they are shown as another. */
export const customerText = (customer: Customer): string =>
  customer.mergedInto === null ? foldText([...customer.phones, ...wordsOfCustomer(customer)].join('\n')) : ''

const wordsOfCustomer = ({ name, emails, fields }: Customer): readonly string[] => [name, ...emails, ...Object.values(fields).map(String)]

/** The address or the name that matches. */
export const matchPerson = (contact: Contact, query: SearchQuery): Match | null =>
  matchAny(contact.phones, [contact.name, ...addresses(contact)], query)

export const matchCustomer = (customer: Customer, query: SearchQuery): Match | null =>
  customer.mergedInto === null ? matchAny(customer.phones, wordsOfCustomer(customer), query) : null

function matchAny(phones: readonly string[], texts: readonly string[], { variants, digits }: SearchQuery): Match | null {
  if (digits !== null) {
    for (const phone of phones) {
      const start = phone.indexOf(digits)
      if (start >= 0) return { text: phone, marks: [[start, start + digits.length]] }
    }
  }
  for (const text of texts) {
    const marks = findMarks(text, variants)
    if (marks) return { text, marks }
  }
  return null
}

/** A peer's key is searched when people know it: a handle, an address, and not a number that a messenger has made up. */
const addresses = ({ emails, peerKey }: Contact): readonly string[] => [
  ...emails,
  ...(/^\+|@/.test(peerKey) && !emails.includes(peerKey) ? [peerKey] : []),
]
