/** Whether this device's clock goes wrong: then the times of a chat, «send later» and the ends of windows are wrong too. Pure but for its memory. */

/** Two words of the server in a row that agree so far are true; one alone may have waited in the socket of a laptop that slept. */
const AGREE_MS = 60_000
/** What a clock that nobody sets may be off by; nothing on the screen depends on less. */
const HARMLESS_MS = 5 * 60_000

/** @param tell by how many milliseconds this clock is ahead, behind when negative; 0: it goes right. Told when it changes. */
export function makeClockCheck(tell: (aheadMs: number) => void): (at: { server: number; here: number }) => void {
  let last: number | null = null
  let told = 0
  return ({ server, here }) => {
    const ahead = here - server
    const isSure = last !== null && Math.abs(ahead - last) < AGREE_MS
    last = ahead
    const next = Math.abs(ahead) < HARMLESS_MS ? 0 : Math.round(ahead / 60_000) * 60_000
    if (!isSure || next === told) return
    told = next
    tell(told)
  }
}
