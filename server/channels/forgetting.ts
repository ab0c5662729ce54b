/** What channels told and were told goes when it has been over for long enough. What guards against a second one stays. */
import type { Past } from '../store/port'

/** So long one may look at what came and has been handled, and handle it again. */
const KEEP_MS = 14 * 86_400_000
/** Often: operators of SMS give the keys of their reports again. */
const LOOK_MS = 60_000
/** Rows of one commit: some milliseconds of the writing thread. */
const STEP_ROWS = 500

export interface Forgetting {
  /** One look at what is over. */
  round(): Promise<void>
  start(): void
  close(): Promise<void>
}

export function createForgetting(options: {
  past: Pick<Past, 'forgetTold'>
  clock: () => number
  onError: (error: unknown) => void
}): Forgetting {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let isClosed = false

  async function round(): Promise<void> {
    const now = options.clock()
    while (!isClosed && (await options.past.forgetTold({ before: now - KEEP_MS, now, limit: STEP_ROWS })));
  }

  function look(): void {
    running ??= round()
      .catch(options.onError)
      .finally(() => {
        running = null
      })
  }

  return {
    round,
    start() {
      look()
      timer = setInterval(look, LOOK_MS)
    },
    async close() {
      isClosed = true
      clearInterval(timer)
      await running
    },
  }
}
