/** Waiting as the simulation counts it. */

/** @returns false when it has not settled after so many turns of the event loop. */
export async function within(turns: number, settling: Promise<unknown>): Promise<boolean> {
  let isSettled = false
  const note = () => {
    isSettled = true
  }
  // What could not be read is not shown, and nobody types into it.
  settling.then(note, () => undefined)
  for (let left = turns; left > 0 && !isSettled; left -= 1) await new Promise((resolve) => setImmediate(resolve))
  return isSettled
}
