import { createSignal } from 'solid-js'
import { writeAnew } from '../i18n/i18n'
import { forgetZone } from './dates'

/** Labels say minutes at their finest, so half a minute is prompt enough. */
const TICK_MS = 30_000

const [time, setTime] = createSignal(Date.now())
let isTicking = false
let zone = deviceZone()

/** The present, for labels that age: «вчера» must appear by itself at midnight. */
export function now(): number {
  if (!isTicking) {
    isTicking = true
    setInterval(tick, TICK_MS)
  }
  return time()
}

/** The time zone of the device, as «Europe/Warsaw». */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function tick(): void {
  setTime(Date.now())
  if (zone === deviceZone()) return
  // Taken across a border, or set right: half of the times on the screen would be of there, and half of here.
  zone = deviceZone()
  forgetZone()
  writeAnew()
}
