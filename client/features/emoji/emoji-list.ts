import { findMarks, foldText, searchVariants } from '#shared/lib/text'
import type { Language } from '../../i18n/i18n'

export interface Emoji {
  readonly emoji: string
  readonly name: string
  readonly words: string
  readonly hasTones: boolean
}

const LOADERS = {
  ru: () => import('virtual:emoji/ru'),
  uk: () => import('virtual:emoji/uk'),
  en: () => import('virtual:emoji/en'),
} satisfies Record<Language, () => Promise<unknown>>

/** By group, in the order of the standard. Each language is a file of its own, kept for work without a network. */
export async function loadEmoji(language: Language): Promise<readonly (readonly Emoji[])[]> {
  const { default: groups } = await LOADERS[language]()
  return groups.map((group) => group.map(([emoji, name, words, hasTones]) => ({ emoji, name, words, hasTones: hasTones === 1 })))
}

/** Without the mark that asks for a picture instead of a letter: the same emoji is written with it and without. */
export const bare = (emoji: string): string => emoji.replace(/\ufe0f/g, '')

/**
 * The best first. What the language does not know is looked for in the others, by whoever writes to customers in two.
 * @param others the same emoji in words of other languages.
 */
export function findEmoji(all: readonly Emoji[], query: string, others: readonly (readonly Emoji[])[] = []): readonly Emoji[] {
  const found = findIn(all, query)
  if (found.length > 0) return found
  const byFace = new Map(all.map((each) => [each.emoji, each]))
  return [...new Set(others.flatMap((list) => findIn(list, query)).flatMap(({ emoji }) => byFace.get(emoji) ?? []))]
}

function findIn(all: readonly Emoji[], query: string): readonly Emoji[] {
  const face = bare(query.trim())
  const itself = all.filter(({ emoji }) => bare(emoji) === face)
  if (itself.length > 0) return itself
  const variants = searchVariants(query)
  const scored = all.map((emoji) => ({ emoji, score: scoreOf(emoji, variants) }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ emoji }) => emoji)
}

function scoreOf({ name, words }: Emoji, variants: readonly string[]): number {
  const folded = foldText(name)
  if (variants.some((variant) => folded.startsWith(variant))) return 3
  if (variants.some((variant) => ` ${foldText(words)}`.includes(` ${variant}`))) return 2
  return findMarks(`${name} ${words}`, variants) ? 1 : 0
}

/** Skin tones, lightest first; empty: the yellow one. */
export const TONES = ['', '\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'] as const
export type Tone = (typeof TONES)[number]

const JOINER = '\u200d'
const AS_PICTURE = /\ufe0f/

/** The tone goes behind the person, before what the person is joined to. */
export function withTone({ emoji, hasTones }: Emoji, tone: Tone): string {
  if (!hasTones || tone === '') return emoji
  const [person = emoji, ...rest] = emoji.split(JOINER)
  return [person.replace(AS_PICTURE, '') + tone, ...rest].join(JOINER)
}
