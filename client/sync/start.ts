import type { Id } from '#shared/domain/id'
import type { FromWorker, ToWorker } from './worker'

export interface Sync {
  /** Signed in again: what waited for that may go on. */
  nudge(): void
  stop(): void
}

export interface SyncOptions {
  readonly operatorId: Id
  readonly build: string
  /** The worker is started then: its code and its first reads are not to hold up the page's. */
  readonly after: Promise<void>
  /** The sign-in was ended from another device: everything here is to go. */
  readonly onRevoked: () => void
  /** Asked when the tables were deleted: by a sign-out in another tab they stay away, otherwise they are made anew. */
  readonly isSignedIn: () => boolean
}

/** By then every tab knows of a sign-out that deleted the tables. Milliseconds. */
const SETTLE_MS = 1000

/** Starts this tab's sync worker. */
export function startSync({ operatorId, build, after, onRevoked, isSignedIn }: SyncOptions): Sync {
  let worker: Worker | null = null
  let isStopped = false
  const tell = (message: ToWorker) => worker?.postMessage(message)
  const begin = () => tell({ t: 'start', start: { operatorId, build } })
  void after.then(() => {
    if (isStopped) return
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.why === 'revoked') onRevoked()
      if (data.why === 'deleted') setTimeout(() => isSignedIn() && begin(), SETTLE_MS)
    }
    begin()
  })
  const report = () => tell({ t: 'network', isOnline: navigator.onLine })
  // What speaks against a network is told when it happens: a browser may say so for ever of a connection that lives.
  const shown = () => document.visibilityState === 'visible' && navigator.onLine && report()
  window.addEventListener('online', report)
  window.addEventListener('offline', report)
  document.addEventListener('visibilitychange', shown)
  return {
    nudge: () => tell({ t: 'network', isOnline: true }),
    stop() {
      isStopped = true
      window.removeEventListener('online', report)
      window.removeEventListener('offline', report)
      document.removeEventListener('visibilitychange', shown)
      worker?.terminate()
    },
  }
}
