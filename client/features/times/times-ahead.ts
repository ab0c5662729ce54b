/** Times that people put things off to. Pure: local to the device, as its clock on the wall is. */

export type TimeName = 'hour' | 'morning' | 'evening' | 'tomorrow' | 'monday'

export interface TimeAhead {
  readonly name: TimeName
  readonly at: number
}

const HOUR_MS = 3_600_000
const MORNING = 9
const EVENING = 19

export function timesAhead(now: number): readonly TimeAhead[] {
  const morning = onDay(now, 0, MORNING)
  const evening = onDay(now, 0, EVENING)
  const day = new Date(now).getDay()
  // Sunday is 0; on a Monday the next one is meant.
  const toMonday = (8 - day) % 7 || 7
  return [
    { name: 'hour', at: now + HOUR_MS },
    // What is an hour away is «in an hour».
    ...(morning - now > HOUR_MS ? [{ name: 'morning', at: morning } as const] : []),
    ...(evening - now > HOUR_MS ? [{ name: 'evening', at: evening } as const] : []),
    { name: 'tomorrow', at: onDay(now, 1, MORNING) },
    ...(toMonday > 1 ? [{ name: 'monday', at: onDay(now, toMonday, MORNING) } as const] : []),
  ]
}

function onDay(now: number, days: number, hour: number): number {
  const date = new Date(now)
  date.setDate(date.getDate() + days)
  return date.setHours(hour, 0, 0, 0)
}

/** As a field for date and time holds it. */
export function fieldTime(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/**
 * What a field for date and time says; null: a part of it is missing. While it says what `stood` there, that very moment
 * is meant: the field has no seconds, and of an hour that comes twice it knows only the first.
 */
export function fieldMoment(text: string, stood: number): number | null {
  if (text === fieldTime(stood)) return stood
  const at = new Date(text).getTime()
  return Number.isNaN(at) ? null : at
}
