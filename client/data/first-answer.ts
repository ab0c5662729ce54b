/**
 * The order of a tab's first questions. What the page shows is asked for and read first; counters, names for filters, the
 * talk with the server and whatever else stands around it begin once that is on the screen.
 */

/** Milliseconds after which nobody waits any longer: a page may show nothing that is read here. */
const AT_MOST_MS = 500
/** Milliseconds in which the browser shows what has been read. */
const FRAME_MS = 50

let give: () => void
const given = new Promise<void>((resolve) => {
  give = resolve
})
let isAwaited = false
let isAnswered = false

/** Settles when what the page shows has been read. */
export function firstAnswer(): Promise<void> {
  if (!isAwaited) setTimeout(give, AT_MOST_MS)
  isAwaited = true
  return given
}

/** Told with everything that is read for the page; only the first time counts. */
export function answered(): void {
  if (isAnswered) return
  isAnswered = true
  setTimeout(give, FRAME_MS)
}
