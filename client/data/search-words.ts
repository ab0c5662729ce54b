/** Texts as words for the index on the device. Pure. */
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Item } from '#shared/domain/item'
import { customerText, itemText, personText } from '#shared/domain/search'
import { foldText } from '#shared/lib/text'

/** Letters of a word that are kept. */
const MAX_WORD_CHARS = 24
/** Different words of one text that are found: a long letter is found by its beginning. */
const MAX_WORDS = 200
/** Words are kept together by their first letters, so that a question reads the few that may answer it. */
const SHARD_CHARS = 2
/** Digits at the end of a phone that it may be asked for by. */
const MIN_PHONE_TAIL = 3

/** @param folded as `foldText` gives it. */
export function indexWords(folded: string): readonly string[] {
  const words = new Set<string>()
  for (const [word] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (word.length >= SHARD_CHARS) words.add(word.slice(0, MAX_WORD_CHARS))
    if (words.size === MAX_WORDS) break
  }
  return [...words]
}

export const itemWords = (item: Item): readonly string[] => indexWords(foldText(itemText(item)))

/** A phone is found by any of its ends: people leave out the country, or know the last digits. */
export const personWords = (contact: Contact): readonly string[] => wordsAndTails(personText(contact), contact.phones)

/** Before the words of customers who have written, or somebody merged into them has: a shop may know very many who have not. */
export const HAS_WRITTEN = '@'

export const customerWords = (customer: Customer): readonly string[] => {
  const words = wordsAndTails(customerText(customer), customer.mergedInto === null ? customer.phones : [])
  return customer.gains.length > 0 ? [...words, ...words.map((word) => HAS_WRITTEN + word)] : words
}

function wordsAndTails(folded: string, phones: readonly string[]): readonly string[] {
  const tails = phones.flatMap((phone) => {
    const digits = phone.slice(1)
    return Array.from({ length: Math.max(digits.length - MIN_PHONE_TAIL + 1, 0) }, (_, from) => digits.slice(from))
  })
  return [...new Set([...indexWords(folded), ...tails])]
}

export const shardOf = (word: string): string => word.slice(0, SHARD_CHARS)

/** Places by word, as one string for each shard: a line a word, sorted, with places in base 36. */
export function packShards(wordsOfPlaces: readonly (readonly string[])[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  for (const [place, words] of wordsOfPlaces.entries()) {
    for (const word of words) places.set(word, `${places.get(word) ?? ''} ${place.toString(36)}`)
  }
  const shards = new Map<string, string>()
  for (const word of [...places.keys()].sort()) {
    const shard = shardOf(word)
    shards.set(shard, `${shards.get(shard) ?? ''}\n${word}${places.get(word) ?? ''}`)
  }
  return shards
}

/** Places of all words that begin so. */
export function placesIn(packed: string, beginning: string): ReadonlySet<number> {
  const found = new Set<number>()
  const start = `\n${beginning}`
  for (let line = firstLine(packed, beginning); packed.startsWith(start, line); ) {
    const end = packed.indexOf('\n', line + 1)
    const [, ...places] = packed.slice(line, end < 0 ? undefined : end).split(' ')
    for (const place of places) found.add(Number.parseInt(place, 36))
    if (end < 0) break
    line = end
  }
  return found
}

/** Where the first line starts that does not stand before the beginning; found by halving, for a shard may hold very many words. */
function firstLine(packed: string, beginning: string): number {
  let low = 0
  let high = packed.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const line = packed.lastIndexOf('\n', middle)
    // Of a shorter word the blank behind it is compared, which stands before every letter.
    if (packed.slice(line + 1, line + 1 + beginning.length) < beginning) {
      const next = packed.indexOf('\n', middle + 1)
      low = next < 0 ? packed.length : next
    } else high = line
  }
  return low
}
