/**
 * Keeps the search index behind the commits: at once when there is little, in steps with pauses when there is much (an
 * old database, an import), so that nobody's commit waits for more than one step.
 */
import type { Store } from '../store/port'

/** Changes of one step: some milliseconds of the writing thread. */
const STEP_CHANGES = 200
/** News is gathered for so long: a busy shop has one small commit of the index for very many of its own. */
const GATHER_MS = 150
const PAUSE_MS = 20

export interface Indexer {
  /** Something was committed. */
  wake(): void
  /** Brings the index up to what is committed now, if it is close. @returns whether it is there. */
  settle(): Promise<boolean>
  close(): Promise<void>
}

export function createIndexer(options: { store: Pick<Store, 'search' | 'head'>; onError: (error: unknown) => void }): Indexer {
  const { store } = options
  let timer: NodeJS.Timeout | null = null
  let step: Promise<number> | null = null
  let isClosed = false

  /** One at a time: two steps from one position would be one too many. */
  function advance(): Promise<number> {
    step ??= store.search.advance(STEP_CHANGES).finally(() => {
      step = null
    })
    return step
  }

  async function run(): Promise<void> {
    timer = null
    const at = await advance()
    if (at < (await store.head())) schedule(PAUSE_MS)
  }

  function schedule(ms: number): void {
    if (isClosed || timer) return
    timer = setTimeout(() => void run().catch(options.onError), ms)
  }

  return {
    wake: () => schedule(GATHER_MS),
    async settle() {
      const head = await store.head()
      for (let steps = 0; steps < 5; steps += 1) if (isClosed || (await advance()) >= head) return !isClosed
      return false
    },
    async close() {
      isClosed = true
      if (timer) clearTimeout(timer)
      await step?.catch(options.onError)
    },
  }
}
