/** Faster than so many rows a second nobody reads what goes by: two screens of them. */
const READABLE = 25
/** Two looks further apart than this do not belong to one movement. Milliseconds. */
const MOVEMENT_MS = 150

/**
 * Whether a list goes by too fast to be read: then reading its rows would only make it stutter.
 * @returns to be told how far it is scrolled, in rows, and when that was, in milliseconds, each time it has changed.
 */
export function makeFlight(): (first: number, at: number) => boolean {
  let before = { first: 0, at: Number.NEGATIVE_INFINITY }
  return (first, at) => {
    const rows = Math.abs(first - before.first)
    const ms = at - before.at
    before = { first, at }
    return ms < MOVEMENT_MS && rows > 1 && (rows / Math.max(ms, 1)) * 1000 > READABLE
  }
}
