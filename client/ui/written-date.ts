/** How people write days and times, in the language of the screen. Pure. A day is `YYYY-MM-DD`, a time `HH:MM`, none is empty. */

import { regional } from '../i18n/regional'

const DAY_MS = 86_400_000

export function writeDay(day: string, language: string): string {
  return day && dayFormat(language).format(dateOf(day))
}

/** How it is written, in letters that stand for a day, a month and a year. */
export function dayPattern(language: string, letters: Readonly<Record<'day' | 'month' | 'year', string>>): string {
  const parts = dayFormat(language).formatToParts(0)
  return parts.map(({ type, value }) => (type === 'day' || type === 'month' || type === 'year' ? letters[type] : value)).join('')
}

export function writeTime(time: string, language: string): string {
  if (time === '') return ''
  const format = new Intl.DateTimeFormat(regional(language), { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
  return format.format(new Date(`1970-01-01T${time}Z`))
}

/**
 * As the language writes it, or as machines do; parted by anything or by nothing.
 * @param today of a year that is left out, the one is meant whose day is nearest.
 * @returns null: no day is written so.
 */
export function readDay(text: string, language: string, today: string): string | null {
  const written = text.trim()
  if (written === '') return ''
  const machine = /^\d{4}-\d\d-\d\d$/.test(written)
  const parts = machine ? written.split('-') : /^(\d{1,2})[\s./-]*(\d{1,2})(?:[\s./-]*(\d{4}|\d\d))?\D?$/.exec(written)?.slice(1)
  if (!parts) return null
  const [first = 0, second = 0, third] = parts.map((part) => part && Number(part))
  if (machine) return dayOf(Number(first), Number(second), Number(third))
  // Where the month stands first, many write the day first all the same: no month is the thirteenth.
  const [day, month] = monthFirst(language) && Number(first) <= 12 ? [second, first] : [first, second]
  const years = third === undefined || third === '' ? aroundYear(today) : [fullYear(Number(third), today)]
  const days = years.map((year) => dayOf(year, Number(month), Number(day))).filter((found) => found !== null)
  return days.sort((a, b) => distance(a, today) - distance(b, today))[0] ?? null
}

/** `9`, `930`, `9:30`, `9.30 PM`. @returns null: no time is written so. */
export function readTime(text: string): string | null {
  const written = text.trim().toLowerCase()
  if (written === '') return ''
  const [, hours, minutes = '0', half] = /^(\d{1,2}?)(?:[\s.:]*(\d\d))?\s*(?:([ap])\.?m\.?)?$/.exec(written) ?? []
  if (hours === undefined) return null
  const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours)
  if (hour > 23 || Number(minutes) > 59 || (half && (Number(hours) > 12 || hours === '0'))) return null
  return `${two(hour)}:${two(Number(minutes))}`
}

/** The weeks of the month in which a day lies, from Monday on; days of its neighbours fill the first and the last. */
export function weeksAround(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 7)}-01`
  const monday = moveDays(first, -((dateOf(first).getUTCDay() + 6) % 7))
  const weeks = Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, of) => moveDays(monday, week * 7 + of)))
  return weeks.filter((week) => week.some((each) => each.slice(0, 7) === day.slice(0, 7)))
}

export const moveDays = (day: string, by: number): string => new Date(dateOf(day).getTime() + by * DAY_MS).toISOString().slice(0, 10)

/** The same day of another month, or its last. */
export function moveMonths(day: string, by: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + by, 0))
  return `${last.toISOString().slice(0, 8)}${two(Math.min(date, last.getUTCDate()))}`
}

export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

const two = (number: number): string => String(number).padStart(2, '0')

/** Null: there is none, such as the thirtieth of February. */
function dayOf(year: number, month: number, day: number): string | null {
  const written = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  const date = dateOf(written)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : null
}

function aroundYear(today: string): number[] {
  const year = Number(today.slice(0, 4))
  return [year - 1, year, year + 1]
}

/** Of two digits: one of the last eighty years, or of the next twenty. */
function fullYear(year: number, today: string): number {
  if (year > 99) return year
  const now = Number(today.slice(0, 4))
  return year + Math.floor((now + 20 - year) / 100) * 100
}

const distance = (a: string, b: string): number => Math.abs(dateOf(a).getTime() - dateOf(b).getTime())

const monthFirst = (language: string): boolean => dayFormat(language).formatToParts(0)[0]?.type === 'month'

const dayFormat = (language: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(regional(language), { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' })
