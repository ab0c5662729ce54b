import { createSignal } from 'solid-js'

/** Labels say minutes at their finest, so half a minute is prompt enough. */
const TICK_MS = 30_000

const [time, setTime] = createSignal(Date.now())
let isTicking = false

/** The present, for labels that age: «вчера» must appear by itself at midnight. */
export function now(): number {
  if (!isTicking) {
    isTicking = true
    setInterval(() => setTime(Date.now()), TICK_MS)
  }
  return time()
}
