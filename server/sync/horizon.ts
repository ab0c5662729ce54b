/**
 * How far back the store remembers.
 *
 * HOR1 Whoever has been told less than the horizon is told everything anew: what was deleted before it is not known.
 * HOR2 It moves in memory first and in the store after it, in the commit that forgets: nobody is told of changes that
 * are only half there. HOR3 Results of commands outlive every other memory: see RESULTS_MS.
 */
import type { Past, Store } from '../store/port'

const DAY_MS = 86_400_000
/** Three times the two weeks that people are away for. */
const DELETED_MS = 45 * DAY_MS
/**
 * A device that was away for longer and repeats a command has it decided again. By then nothing that a customer would
 * get leaves without its author (AGE1), and the rows that a command makes have their ids from it (CMD4).
 */
const RESULTS_MS = 400 * DAY_MS
const SWEEP_MS = 3_600_000
/** Rows of one commit: some milliseconds of the writing thread. */
const STEP_ROWS = 500

export interface Horizon {
  current(): number
  /** One look at what has become old. */
  sweep(): Promise<void>
  start(): void
  close(): void
}

export async function createHorizon(options: {
  store: Pick<Store, 'head'> & { readonly past: Past }
  clock: () => number
  onError: (error: unknown) => void
}): Promise<Horizon> {
  const { store, clock } = options
  const { past } = store
  let current = await past.horizon()
  let timer: NodeJS.Timeout | undefined

  async function sweep(): Promise<void> {
    const now = clock()
    const last = await past.milestone(now)
    if (!last || now - last.at >= DAY_MS) await past.addMilestone({ at: now, head: await store.head() })
    const deleted = await past.milestone(now - DELETED_MS)
    if (deleted && deleted.head > current) {
      current = deleted.head
      await inSteps(() => past.forgetDeleted(deleted.head, STEP_ROWS))
    }
    const results = await past.milestone(now - RESULTS_MS)
    if (!results) return
    // A refusal stands at the version it found: those at the milestone's own may be younger than it.
    await inSteps(() => past.forgetResults(results.head - 1, STEP_ROWS))
    await past.dropMilestones(results.at)
  }

  const look = () => void sweep().catch(options.onError)
  return {
    current: () => current,
    sweep,
    start() {
      look()
      timer = setInterval(look, SWEEP_MS)
    },
    close: () => clearInterval(timer),
  }
}

async function inSteps(forget: () => Promise<number>): Promise<void> {
  while ((await forget()) === STEP_ROWS);
}
