/** How well a name answers what was typed. Pure. */
import { foldText, searchVariants } from '#shared/lib/text'

/** Greater is better; 0: not at all. Letters may be left out, words shortened, the keyboard layout wrong. */
export function fuzzyScore(name: string, query: string): number {
  const folded = foldText(name)
  const scores = searchVariants(query).map((variant, index) => scoreOf(folded, variant) - index * 0.1)
  return query.trim() === '' ? 1 : Math.max(0, ...scores)
}

function scoreOf(name: string, query: string): number {
  if (name.startsWith(query)) return 5
  const words = query.split(/\s+/)
  if (words.every((word) => startsWord(name, word))) return 4
  if (name.includes(query)) return 3
  if (words.every((word) => name.includes(word))) return 2
  if (words.every((word) => startsWord(name, withoutEnding(word)))) return 1.5
  return query.length > 2 && isScattered(name, query) ? 1 : 0
}

/** «Заметка» asks for «Написать заметку», and a whole word of any language for its other forms. */
const withoutEnding = (word: string): string => word.slice(0, word.length < 5 ? undefined : word.length < 8 ? -1 : -2)

const startsWord = (name: string, word: string): boolean => name.startsWith(word) || name.includes(` ${word}`) || name.includes(`«${word}`)

/** The letters in their order, each word of the name begun at a letter that is asked for. */
function isScattered(name: string, query: string): boolean {
  let from = 0
  for (const letter of query.replace(/\s/g, '')) {
    const at = name.indexOf(letter, from)
    if (at < 0 || at - from > 12) return false
    from = at + 1
  }
  return true
}
