/** Operators called into a note: an @ and the name, as it stands in the text. */
import type { Id } from './id'

export interface Mention {
  readonly operatorId: Id
  /** [start, end) in the text, the @ included. */
  readonly start: number
  readonly end: number
}

/** Who can be called, by name; of names that begin alike the longest is meant. */
export function findMentions(text: string, operators: Iterable<{ readonly id: Id; readonly name: string }>): readonly Mention[] {
  if (!text.includes('@')) return []
  const named = [...operators].sort((a, b) => b.name.length - a.name.length)
  const folded = text.toLowerCase()
  const found: Mention[] = []
  for (let start = folded.indexOf('@'); start >= 0; start = folded.indexOf('@', start + 1)) {
    if (isWord(text[start - 1])) continue
    const called = named.find(({ name }) => folded.startsWith(name.toLowerCase(), start + 1) && !isWord(text[start + 1 + name.length]))
    if (called) found.push({ operatorId: called.id, start, end: start + 1 + called.name.length })
  }
  return found
}

/** A letter or digit beside it makes it part of an address or of a longer name. */
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_]/u.test(char)
