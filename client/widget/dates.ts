import { regional } from '#shared/lib/regional'
import type { WidgetLanguage } from '#shared/protocol/widget'
import { dayOf } from './timeline'
import type { Words } from './words'

const custom = (language: WidgetLanguage) => regional(language, globalThis.navigator?.language ?? '')

const DAY_MS = 24 * 60 * 60_000

export const timeText = (at: number, language: WidgetLanguage): string =>
  new Intl.DateTimeFormat(custom(language), { hour: '2-digit', minute: '2-digit' }).format(at)

/** «Сегодня», «Вчера», «12 марта», and the year once it is another. */
export function dayText(at: number, now: number, { words, language }: { words: Words; language: WidgetLanguage }): string {
  if (dayOf(at) === dayOf(now)) return words.today
  if (dayOf(at) === dayOf(now - DAY_MS)) return words.yesterday
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(custom(language), {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at)
}

export function sizeText(bytes: number, { units }: Words, language: WidgetLanguage): string {
  const power = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2
  const value = bytes / 1024 ** power
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${units[power]}`
}
