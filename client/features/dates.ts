/** How moments are written. Pure: the language and the present come as arguments. */

import { regional } from '../i18n/regional'

export interface DateWords {
  readonly today: string
  readonly yesterday: string
}

type Style = 'soon' | 'soonOfYear' | 'clock' | 'day' | 'dayOfYear' | 'short' | 'shortOfYear' | 'moment'

const OPTIONS = {
  clock: { hour: '2-digit', minute: '2-digit' },
  soon: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  soonOfYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'long' },
  dayOfYear: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  shortOfYear: { day: '2-digit', month: '2-digit', year: '2-digit' },
  moment: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} satisfies Record<Style, Intl.DateTimeFormatOptions>

export const clockTime = (at: number, language: string): string => format(at, 'clock', language)

/** In full, for a hover: date and time. */
export const moment = (at: number, language: string): string => format(at, 'moment', language)

/** A moment to come: the time of today, otherwise with its day; with its year when that day comes before it too. */
export function timeAhead(at: number, now: number, language: string): string {
  if (isSameDay(at, now)) return clockTime(at, language)
  return format(at, daysBetween(now, at) < 365 ? 'soon' : 'soonOfYear', language)
}

export const fullDate = (at: number, language: string): string => format(at, 'dayOfYear', language)

/** On a row of the list: the time of today, «Вчера», a day of this year, a date. */
export function listTime(at: number, now: number, language: string, words: DateWords): string {
  const days = daysBetween(at, now)
  if (days <= 0) return clockTime(at, language)
  if (days === 1) return words.yesterday
  return format(at, isSameYear(at, now) ? 'short' : 'shortOfYear', language)
}

/** Over the messages of a day. */
export function dayLabel(at: number, now: number, language: string, words: DateWords): string {
  const days = daysBetween(at, now)
  if (days <= 0) return words.today
  if (days === 1) return words.yesterday
  return format(at, isSameYear(at, now) ? 'day' : 'dayOfYear', language)
}

export const isSameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b)

const isSameYear = (a: number, b: number): boolean => new Date(a).getFullYear() === new Date(b).getFullYear()

/** Local days, not periods of 24 hours: a change to summer time makes a day of 23. */
function daysBetween(from: number, to: number): number {
  const DAY_MS = 86_400_000
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS)
}

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** Making a formatter costs more than a hundred uses of it. One keeps for ever the time zone that it was made in. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The device is in another time zone. */
export const forgetZone = (): void => formats.clear()

function format(at: number, style: Style, language: string): string {
  const key = `${language}/${style}`
  const known = formats.get(key)
  const use = known ?? new Intl.DateTimeFormat(regional(language), OPTIONS[style])
  if (!known) formats.set(key, use)
  return use.format(at)
}
