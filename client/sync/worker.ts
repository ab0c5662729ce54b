/**
 * The sync worker of a tab. The one that holds the lock leads; when its tab goes, the lock passes on by itself.
 */
import type { Id } from '#shared/domain/id'
import { type Leading, lead } from './leader'

export interface Start {
  readonly operatorId: Id
  readonly build: string
}

/** Word from the tab: its beginning, then only what the browser says of the network. */
export type ToWorker = { readonly t: 'start'; readonly start: Start } | { readonly t: 'network'; readonly isOnline: boolean }

let leading: Leading | null = null

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.t === 'start') void waitAndLead(data.start)
  else leading?.network(data.isOnline)
}

async function waitAndLead({ operatorId, build }: Start): Promise<void> {
  for (;;) {
    await navigator.locks.request(`okno-lead-${operatorId}`, async () => {
      await new Promise<void>((resolve) => {
        lead({ operatorId, build, onLost: resolve }).then(
          (begun) => {
            leading = begun
          },
          // The tables cannot be opened now (a newer tab is upgrading them): wait, then try again.
          () => setTimeout(resolve, 2000),
        )
      })
      leading?.close()
      leading = null
    })
  }
}
