/** When a channel is answered, by the clock of its own place. Pure. */
import * as v from 'valibot'

const DAY_MINUTES = 24 * 60
const Minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DAY_MINUTES))

/** From one minute of the day to another; to the same or an earlier one: past midnight. */
const Shift = v.object({ from: Minutes, to: Minutes })
export type Shift = v.InferOutput<typeof Shift>

export const WorkingHours = v.object({
  /** As IANA names places: Europe/Kyiv. */
  zone: v.pipe(v.string(), v.maxLength(60), v.check(isZone)),
  /** Monday first; null: closed that day. */
  days: v.pipe(v.array(v.nullable(Shift)), v.length(7)),
})
export type WorkingHours = v.InferOutput<typeof WorkingHours>

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}

export function isWorking({ zone, days }: WorkingHours, at: number): boolean {
  const { day, minute } = placeInWeek(zone, at)
  const today = days[day]
  const yesterday = days[(day + 6) % 7]
  const isToday = today != null && minute >= today.from && minute < endOf(today)
  return isToday || (yesterday != null && minute + DAY_MINUTES < endOf(yesterday))
}

const endOf = ({ from, to }: Shift): number => (to > from ? to : to + DAY_MINUTES)

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function placeInWeek(zone: string, at: number): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return { day: WEEKDAYS.indexOf(part('weekday')), minute: Number(part('hour')) * 60 + Number(part('minute')) }
}
