/**
 * The sync worker of a tab. The one that holds the lock leads; when its tab goes, the lock passes on by itself.
 */
import Dexie from 'dexie'
import type { Id } from '#shared/domain/id'
import { troubleOf } from '../data/trouble'
import { type Leading, type Lost, lead, leadLock } from './leader'

export interface Start {
  readonly operatorId: Id
  readonly build: string
}

/** Word from the tab: its beginning, then only what the browser says of the network. */
export type ToWorker = { readonly t: 'start'; readonly start: Start } | { readonly t: 'network'; readonly isOnline: boolean }

/** The worker has stopped, and what happens now is the tab's to say: `start` again, or nothing. */
export interface FromWorker {
  readonly t: 'stopped'
  readonly why: 'superseded' | 'deleted' | 'revoked'
}

/** Tables that cannot be opened now (another tab is upgrading them, the disk is full) are tried again. Milliseconds. */
const RETRY_MS = 2000
/** Tries to open unreadable tables before they are dropped. */
const MAX_UNREADABLE = 2

let leading: Leading | null = null

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.t === 'start') void waitAndLead(data.start)
  else leading?.network(data.isOnline)
}

async function waitAndLead(start: Start): Promise<void> {
  for (let unreadable = 0; ; ) {
    const why = await navigator.locks.request(leadLock(start.operatorId), () => leadUntilLost(start))
    unreadable = why === 'unreadable' ? unreadable + 1 : 0
    if (why === 'superseded' || why === 'deleted' || why === 'revoked') {
      self.postMessage({ t: 'stopped', why } satisfies FromWorker)
      return
    }
    if (why === 'broken' || unreadable >= MAX_UNREADABLE) await dropReplica(start.operatorId)
    else if (why !== 'overtaken') await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

async function leadUntilLost({ operatorId, build }: Start): Promise<Lost | 'unreadable' | 'unopened'> {
  const why = await new Promise<Lost | 'unreadable' | 'unopened'>((resolve) => {
    lead({ operatorId, build, onLost: resolve }).then(
      (begun) => {
        leading = begun
      },
      (error: unknown) => {
        console.error('The tables could not be opened', error)
        const trouble = troubleOf(error)
        resolve(trouble === 'superseded' ? 'superseded' : trouble === 'broken' ? 'unreadable' : 'unopened')
      },
    )
  })
  leading?.close()
  leading = null
  return why
}

/** DEV7 Tables that cannot be read are dropped and fetched anew; the vault is another database and stays (I6). */
async function dropReplica(operatorId: Id): Promise<void> {
  console.error('The local copy cannot be read and is fetched anew')
  await Dexie.delete(`okno-replica-${operatorId}`).catch((error: unknown) => console.error(error))
}
