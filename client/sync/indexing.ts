import type { SyncStore } from './store'

/** Between looks for texts that the index has not taken in. Until then they are found one by one. */
const LOOK_MS = 4000
/** Between two steps while there is much to do: what is being applied goes first. */
const BREATH_MS = 30

/** Keeps the search index of the device behind what is written; what an older build has left out of an order is put in at once. @returns the way to stop. */
export function startIndexing(store: Pick<SyncStore, 'indexStep' | 'nameCustomers'>): () => void {
  let timer = setTimeout(run, LOOK_MS)
  let isStopped = false
  store.nameCustomers().catch((error: unknown) => {
    if (!isStopped) console.error('The order of customers could not be written', error)
  })

  function run(): void {
    store
      .indexStep()
      .catch((error: unknown) => {
        console.error('The search index could not be written', error)
        return false
      })
      .then((hasMore) => {
        if (!isStopped) timer = setTimeout(run, hasMore ? BREATH_MS : LOOK_MS)
      })
  }

  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
