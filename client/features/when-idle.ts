/**
 * Runs once the browser has nothing else to do, not before `ms` have gone by. Safari has no requestIdleCallback, and nothing
 * urgent left by then either.
 * @returns the way to prevent it.
 */
export function whenIdle(run: () => void, ms: number): () => void {
  let idle: number | undefined
  const timer = setTimeout(() => {
    if ('requestIdleCallback' in window) idle = requestIdleCallback(run)
    else run()
  }, ms)
  return () => {
    clearTimeout(timer)
    if (idle !== undefined) cancelIdleCallback(idle)
  }
}
