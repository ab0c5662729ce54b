const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long something has lasted, in its largest unit; null: less than a minute. Pure. */
export function ageText(since: number, now: number, language: string): string | null {
  const age = now - since
  if (age < MINUTE_MS) return null
  if (age < HOUR_MS) return measure(age / MINUTE_MS, 'minute', language)
  if (age < DAY_MS) return measure(age / HOUR_MS, 'hour', language)
  return measure(age / DAY_MS, 'day', language)
}

const measure = (value: number, unit: string, language: string): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(Math.floor(value))
