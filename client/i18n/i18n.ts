/** The language of the screen. A catalogue is loaded when it is chosen; the other two cost nothing. */
import { createSignal } from 'solid-js'
import type { Catalogue } from './ru'

export const LANGUAGES = ['ru', 'uk', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each language by its own name: who cannot read this one must find the way out of it. */
export const LANGUAGE_NAMES = { ru: 'Русский', uk: 'Українська', en: 'English' } satisfies Record<Language, string>

const STORAGE_KEY = 'okno.language'

const LOADERS = {
  ru: () => import('./ru').then((module) => module.ru),
  uk: () => import('./uk').then((module) => module.uk),
  en: () => import('./en').then((module) => module.en),
} satisfies Record<Language, () => Promise<Catalogue>>

interface Chosen {
  readonly language: Language
  readonly catalogue: Catalogue
}

const [chosen, setChosen] = createSignal<Chosen>()

/** The catalogue in use. Reading it in JSX follows a change of language. */
export function t(): Catalogue {
  const now = chosen()
  if (!now) throw new Error('No language is loaded: await startLanguage() before rendering')
  return now.catalogue
}

export const language = (): Language => chosen()?.language ?? 'ru'

/** Loads the remembered language, or the browser's, and follows a choice made in another tab. */
export function startLanguage(): Promise<void> {
  const read = () => show(remembered() ?? preferred(navigator.languages))
  window.addEventListener('storage', ({ key }) => key === STORAGE_KEY && void read())
  return read()
}

export async function changeLanguage(to: Language): Promise<void> {
  localStorage.setItem(STORAGE_KEY, to)
  await show(to)
}

/** All words of the screen again: what they say of days and times has changed. */
export function writeAnew(): void {
  setChosen((now) => now && { ...now })
}

/** The first of the browser's languages that Okno speaks; English when it speaks none. */
export function preferred(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const code = LANGUAGES.find((known) => tag.toLowerCase().split('-')[0] === known)
    if (code) return code
  }
  return 'en'
}

function remembered(): Language | undefined {
  const stored = localStorage.getItem(STORAGE_KEY)
  return LANGUAGES.find((known) => known === stored)
}

/** The last one asked for: one that loads longer does not come after it. */
let asked: Language | undefined

async function show(to: Language): Promise<void> {
  asked = to
  const catalogue = await LOADERS[to]()
  if (asked !== to) return
  document.documentElement.lang = to
  setChosen({ language: to, catalogue })
}
