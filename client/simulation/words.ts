/**
 * Every text of a run is made of words that occur nowhere else, and it is known where each belongs: so it can be said of
 * any word on any device whether it may be there.
 */
import type { Id } from '#shared/domain/id'

export type Place =
  | { readonly dialogId: Id }
  | { readonly contactId: Id }
  | { readonly customerId: Id }
  | { readonly dialogId: Id; readonly draftOf: Id }
  | { readonly cardId: Id }

const WORD = /w\d{5}z/g

export class Words {
  readonly #places = new Map<string, Place>()
  #count = 0

  /** @returns a new one, of the same length as all others. */
  next(place?: Place): string {
    this.#count += 1
    const word = `w${String(this.#count).padStart(5, '0')}z`
    if (place) this.#places.set(word, place)
    return word
  }

  belongs(word: string, place: Place): void {
    this.#places.set(word, place)
  }

  placeOf = (word: string): Place | undefined => this.#places.get(word)
}

export const wordsIn = (text: string): readonly string[] => [...new Set(text.match(WORD) ?? [])]

export const holdsWord = (bytes: Uint8Array, word: string): boolean => Buffer.from(bytes).toString('latin1').includes(word)
