/** Text as it is compared in a search: case, ё/е, and letters typed on the wrong keyboard layout do not matter. */

const LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const RUSSIAN_KEYS = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
const UKRAINIAN_KEYS = "'йцукенгшщзхїфівапролджєячсмитьбю"

const toRussian = mapping(LATIN_KEYS, RUSSIAN_KEYS)
const toUkrainian = mapping(LATIN_KEYS, UKRAINIAN_KEYS)
const toLatin = new Map([...mapping(UKRAINIAN_KEYS, LATIN_KEYS), ...mapping(RUSSIAN_KEYS, LATIN_KEYS)])

function mapping(from: string, to: string): ReadonlyMap<string, string> {
  const letters = [...to]
  return new Map([...from].map((letter, index) => [letter, letters[index] ?? letter]))
}

const retype = (text: string, keys: ReadonlyMap<string, string>): string => [...text].map((letter) => keys.get(letter) ?? letter).join('')

/** One character in, one out: places in the folded text are places in the text. */
export function foldText(text: string): string {
  let folded = ''
  for (const letter of text) {
    const lower = letter.toLowerCase()
    folded += lower.length === letter.length ? (lower === 'ё' ? 'е' : lower) : letter
  }
  return folded
}

/** What somebody may have meant: the words as typed, and as the same keys give them on another layout. */
export function searchVariants(query: string): readonly string[] {
  const typed = query.trim().toLowerCase()
  if (typed === '') return []
  const variants = [typed, retype(typed, toRussian), retype(typed, toUkrainian), retype(typed, toLatin)]
  return [...new Set(variants.map(foldText))]
}

export type Mark = readonly [start: number, end: number]

/** Where the variants' words are in the text: null unless all words of one variant are. */
export function findMarks(text: string, variants: readonly string[]): readonly Mark[] | null {
  const folded = foldText(text)
  for (const variant of variants) {
    const words = variant.split(/\s+/)
    // Side by side, if they are somewhere: the first of a long text may be another.
    const from = Math.max(folded.indexOf(variant), 0)
    const starts = words.map((word) => folded.indexOf(word, from))
    if (starts.every((start) => start >= 0)) {
      return words.map((word, index): Mark => [starts[index] ?? 0, (starts[index] ?? 0) + word.length]).sort(([a], [b]) => a - b)
    }
  }
  return null
}

/** Digits alone, for phones in any writing. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '')
