import { WIDGET_CLOSE } from '#shared/protocol/widget'

const FIRST_MS = 1_000
const BASE_MS = 500
const MAX_MS = 30_000
/** A connection that lived less is counted as a failed attempt: a server that greets and falls must not be hammered. */
export const STEADY_MS = 10_000

/** The longest wait before attempt number `attempt` (0 is the first after a drop). The real one is anywhere from 0 to it. */
export function waitCeiling(attempt: number): number {
  return attempt === 0 ? FIRST_MS : Math.min(MAX_MS, BASE_MS * 2 ** attempt)
}

export type AfterClose = 'reconnect' | 'reload' | 'stop'

/** What an ending means for the window. `attempt` is the next one's number. */
export function afterClose(code: number, attempt: number): { readonly next: AfterClose; readonly attempt: number } {
  if (code === WIDGET_CLOSE.UNKNOWN_CHANNEL) return { next: 'stop', attempt }
  if (code === WIDGET_CLOSE.UPGRADE) return { next: 'reload', attempt }
  // Told to slow down: begin where the waits are long.
  if (code === WIDGET_CLOSE.RATE) return { next: 'reconnect', attempt: Math.max(attempt, 6) }
  // Everyone is sent away at once by a restart; a second is too narrow to come back in together.
  if (code === WIDGET_CLOSE.DRAINING) return { next: 'reconnect', attempt: Math.max(attempt, 3) }
  return { next: 'reconnect', attempt }
}
