import type { Id } from '#shared/domain/id'
import type { ToWorker } from './worker'

export interface Sync {
  /** Signed in again: what waited for that may go on. */
  nudge(): void
  stop(): void
}

/** Starts this tab's sync worker. */
export function startSync(operatorId: Id, build: string): Sync {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const tell = (message: ToWorker) => worker.postMessage(message)
  tell({ t: 'start', start: { operatorId, build } })
  const report = () => tell({ t: 'network', isOnline: navigator.onLine })
  const shown = () => document.visibilityState === 'visible' && report()
  window.addEventListener('online', report)
  window.addEventListener('offline', report)
  document.addEventListener('visibilitychange', shown)
  return {
    nudge: report,
    stop() {
      window.removeEventListener('online', report)
      window.removeEventListener('offline', report)
      document.removeEventListener('visibilitychange', shown)
      worker.terminate()
    },
  }
}
