import type { Id } from '#shared/domain/id'
import type { ToWorker } from './worker'

/** Starts this tab's sync worker. @returns the way to stop. */
export function startSync(operatorId: Id, build: string): () => void {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const tell = (message: ToWorker) => worker.postMessage(message)
  tell({ t: 'start', start: { operatorId, build } })
  const report = () => tell({ t: 'network', isOnline: navigator.onLine })
  const shown = () => document.visibilityState === 'visible' && report()
  window.addEventListener('online', report)
  window.addEventListener('offline', report)
  document.addEventListener('visibilitychange', shown)
  return () => {
    window.removeEventListener('online', report)
    window.removeEventListener('offline', report)
    document.removeEventListener('visibilitychange', shown)
    worker.terminate()
  }
}
