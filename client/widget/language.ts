import type { WidgetLanguage } from '#shared/protocol/widget'

/** The first of the wishes that Okno speaks; English for everybody else. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): WidgetLanguage {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().match(/^(ru|uk|ua|en)\b/)?.[1]
    // `ua` is the country, and what half of all sites write for the language.
    if (language === 'ru' || language === 'en') return language
    if (language) return 'uk'
  }
  return 'en'
}
