/**
 * The store as a server of its own: calls take time, so that others come in between, and a process may be killed after
 * a COMMIT and before it hears of it. Commits are still told in their order.
 */
import type { Store } from '../../server/store/port'

const SLOW = [
  'rows',
  'all',
  'names',
  'results',
  'head',
  'changes',
  'dialogsByRecency',
  'latestItems',
  'itemsBefore',
  'documents',
  'dueJobs',
] as const satisfies readonly (keyof Store)[]

/** @param lag settles after a while, or at once. */
export function slowStore(store: Store, lag: () => Promise<void> | null): Store {
  const slowed = Object.fromEntries(
    SLOW.map((name) => {
      const call = store[name] as (...args: unknown[]) => Promise<unknown>
      const slow = async (...args: unknown[]) => {
        await lag()
        const value = await call(...args)
        await lag()
        return value
      }
      return [name, slow]
    }),
  )
  let told: Promise<unknown> = Promise.resolve()
  const transact: Store['transact'] = async (work) => {
    await lag()
    const committed = store.transact(work)
    const mine = told
      .then(() => committed)
      .then(async (value) => {
        await lag()
        return value
      })
    told = mine.catch(() => undefined)
    return mine
  }
  return { ...store, ...slowed, transact }
}
