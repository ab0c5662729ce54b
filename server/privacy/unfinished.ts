import { type FinishDeps, finishErasures } from './erase'

/** A full disk has no room for the database to be written anew; later it may. */
const AGAIN_MS = 3_600_000

/** ERS3 Begins with what a process before has left, and comes back to what has failed. @returns stops it. */
export function keepErasing(options: FinishDeps & { onError: (error: unknown) => void }): () => Promise<void> {
  let running: Promise<void> | null = null
  const look = (): void => {
    running ??= finishErasures(options)
      .catch(options.onError)
      .finally(() => {
        running = null
      })
  }
  look()
  const timer = setInterval(look, AGAIN_MS)
  return async () => {
    clearInterval(timer)
    await running
  }
}
