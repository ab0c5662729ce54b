/** What channels told and were told goes when it has been over for long enough. What guards against a second one stays. */
import { createRounds, type Rounds } from '../commands/rounds'
import type { Past } from '../store/port'

/** So long one may look at what came and has been handled, and handle it again. */
const KEEP_MS = 14 * 86_400_000
/** Often: operators of SMS give the keys of their reports again. */
const LOOK_MS = 60_000
/** Rows of one commit: some milliseconds of the writing thread. */
const STEP_ROWS = 500

export function createForgetting(options: {
  past: Pick<Past, 'forgetTold'>
  clock: () => number
  onError: (error: unknown) => void
}): Rounds & { /** One look at what is over. */ round(): Promise<void> } {
  let isClosed = false

  async function round(): Promise<void> {
    const now = options.clock()
    while (!isClosed && (await options.past.forgetTold({ before: now - KEEP_MS, now, limit: STEP_ROWS })));
  }

  const rounds = createRounds({ round, everyMs: LOOK_MS, onError: options.onError })
  return {
    round,
    start: rounds.start,
    close() {
      isClosed = true
      return rounds.close()
    },
  }
}
