/** What the leading tab's worker does while it leads: the connection, uploads, and the traffic of the other tabs. */

import type { Id } from '#shared/domain/id'
import { MAX_LISTED_DIALOGS, MAX_PAGE_ITEMS, type ServerFrame } from '#shared/protocol/frames'
import { encodeClient } from '#shared/protocol/wire'
import type { ConnectionState } from '../data/contract'
import { makeLeaderLink, type ToLeader } from '../data/link'
import { Replica } from '../data/replica'
import { isAnyTabShown } from '../data/shown'
import { troubleOf } from '../data/trouble'
import { Vault } from '../data/vault'
import { requestAs } from '../request'
import { forgetCachedFiles } from './cached-files'
import { makeClockCheck } from './clock-check'
import { connectionState } from './connection-state'
import { Driver } from './driver'
import type { EngineState } from './engine'
import { isFenced } from './fenced'
import { startIndexing } from './indexing'
import { openSocket } from './socket'
import { SyncStore } from './store'
import { Tunnels } from './tunnels'
import { httpUploads } from './upload-port'
import { Uploads } from './uploads'

/** Time after which a device that could not write is tried again. */
const RETRY_MS = 5000

/** How often a device that is nearly full lets go of something before it has to. */
const LOOK_FOR_ROOM_MS = 10 * 60 * 1000
/** Of what the browser allows. */
const NEARLY_FULL = 0.9
/** Failures of the tables in a row after which they are taken for unreadable. */
const MAX_BROKEN = 3

/**
 * Why a tab leads no more. `overtaken`: another one does, or should. `superseded`: a newer build has the tables.
 * `deleted`: they are gone. `broken`: they cannot be read. `revoked`: the device is to be wiped.
 */
export type Lost = 'overtaken' | 'superseded' | 'deleted' | 'broken' | 'revoked'

export interface Leading {
  /** The browser says that the network came or went, or something else speaks for one. */
  network(isOnline: boolean): void
  close(): void
}

export async function lead(options: { operatorId: Id; build: string; onLost: (why: Lost) => void }): Promise<Leading> {
  const { operatorId } = options
  requestAs(operatorId)
  const replica = new Replica(operatorId)
  const vault = new Vault(operatorId)
  const store = new SyncStore(replica, vault, forgetCachedFiles, (dialogIds) => link.tell({ t: 'erased', dialogIds }))
  for (const db of [replica, vault]) db.onHandle((news) => (news === 'superseded' || news === 'deleted') && options.onLost(news))
  try {
    await store.lead()
  } catch (error) {
    replica.close()
    vault.close()
    throw error
  }

  const stopIndexing = startIndexing(store)
  const pages = new Map<number, Id>()
  /** On a screen of some tab. */
  const shown = new Set<Id>()
  let broken = 0
  const roomWatch = setInterval(() => void lookForRoom(), LOOK_FOR_ROOM_MS)
  const searches = new Map<number, Id>()
  const lists = new Map<number, Id>()
  let connection: ConnectionState = { phase: 'connecting' }
  let aheadMs = 0
  const checkClock = makeClockCheck((ahead) => {
    aheadMs = ahead
    link.tell({ t: 'clock', aheadMs })
  })
  let retry: ReturnType<typeof setTimeout> | undefined
  let driver = start()

  const link = makeLeaderLink(operatorId, heard)
  const tunnels = new Tunnels({ send: (frame) => driver.send(frame), tell: (message) => link.tell(message) })
  const uploads = new Uploads({
    vault,
    port: httpUploads,
    now: () => Date.now(),
    onProgress: (file, progress) => link.tell({ t: 'upload', file, progress }),
    onSettled: () => driver.dispatch({ type: 'outbox' }),
  })

  function start(): Driver {
    const driver = new Driver({
      store,
      connect: (events) => openSocket(operatorId, events),
      build: options.build,
      now: () => Date.now(),
      random: () => Math.random(),
      setTimer(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      onState: changed,
      onClock: checkClock,
      onFrame: passOn,
      onFailure: failed,
    })
    // After this turn, so that the link stands before the first word about the connection.
    queueMicrotask(() => driver.dispatch({ type: 'start' }))
    void lookWhoIsShown(driver)
    return driver
  }

  /** HID1 Tabs in sight hold a lock; while none does, the connection costs less. */
  async function lookWhoIsShown(of: Driver): Promise<void> {
    of.dispatch({ type: 'attention', isShown: await isAnyTabShown(operatorId) })
  }

  function changed(state: EngineState): void {
    connection = connectionState(state)
    link.tell({ t: 'state', connection })
    if (state.phase === 'revoked') options.onLost('revoked')
    if (state.phase === 'outdated') void stepAside()
    if (state.phase === 'live') {
      broken = 0
      link.tell({ t: 'trouble', trouble: null })
    }
    const isUp = state.phase === 'catching-up' || state.phase === 'live'
    if (isUp) {
      uploads.run()
      return
    }
    tunnels.down()
    uploads.stop()
    for (const rid of pages.values()) link.tell({ t: 'page-done', rid, ok: false })
    pages.clear()
    for (const rid of searches.values()) link.tell({ t: 'search-done', rid, found: null })
    searches.clear()
    for (const rid of lists.values()) link.tell({ t: 'list-done', rid, ok: false, next: null })
    lists.clear()
  }

  function passOn(frame: ServerFrame): void {
    if (frame.name === 'PRESENCE') link.tell({ t: 'presence', news: frame.head })
    else if (frame.name === 'PAGE_RES') {
      const rid = pages.get(frame.head.rid)
      pages.delete(frame.head.rid)
      if (rid) link.tell({ t: 'page-done', rid, ok: true })
    } else if (frame.name === 'LIST_RES') {
      const rid = lists.get(frame.head.rid)
      lists.delete(frame.head.rid)
      if (rid) link.tell({ t: 'list-done', rid, ok: true, next: frame.head.next })
    } else if (frame.name === 'SEARCH_RES') {
      const rid = searches.get(frame.head.rid)
      searches.delete(frame.head.rid)
      if (rid) link.tell({ t: 'search-done', rid, found: frame.head })
    } else tunnels.received(frame)
  }

  function failed(error: unknown): void {
    link.tell({ t: 'state', connection: { phase: 'offline' } })
    tunnels.down()
    uploads.stop()
    if (isFenced(error)) {
      options.onLost('overtaken')
      return
    }
    console.error('Synchronisation has stopped and will be tried again', error)
    const trouble = troubleOf(error)
    if (trouble) link.tell({ t: 'trouble', trouble })
    broken = trouble === 'broken' ? broken + 1 : 0
    if (broken >= MAX_BROKEN) {
      options.onLost('broken')
      return
    }
    const room = trouble === 'no-space' ? makeRoom() : Promise.resolve(false)
    void room.then((isMore) => {
      retry = setTimeout(
        () => {
          driver = start()
        },
        isMore ? 0 : RETRY_MS,
      )
    })
  }

  /** An old build that the server does not talk to any more lets a tab of a newer one lead, if there is any. */
  async function stepAside(): Promise<void> {
    const { pending = [] } = await navigator.locks.query()
    if (pending.some(({ name }) => name === leadLock(operatorId))) options.onLost('overtaken')
  }

  async function makeRoom(): Promise<boolean> {
    try {
      const { items, files, products } = await store.makeRoom(shown)
      return items + files + products > 0
    } catch (error) {
      console.error('No room could be made', error)
      return false
    }
  }

  async function lookForRoom(): Promise<void> {
    const { usage = 0, quota = Number.POSITIVE_INFINITY } = (await navigator.storage?.estimate?.()) ?? {}
    if (usage > quota * NEARLY_FULL) await makeRoom()
  }

  function heard(message: ToLeader): void {
    switch (message.t) {
      case 'who':
        link.tell({ t: 'state', connection })
        link.tell({ t: 'clock', aheadMs })
        return
      case 'shown':
        void lookWhoIsShown(driver)
        return
      case 'poke':
        driver.dispatch({ type: 'outbox' })
        uploads.run()
        return
      case 'page': {
        const rid = nextRid()
        const { dialogId, before } = message
        const isAsked = driver.send(encodeClient('PAGE', { rid, dialogId, before, limit: MAX_PAGE_ITEMS }))
        if (isAsked) pages.set(rid, message.rid)
        else link.tell({ t: 'page-done', rid: message.rid, ok: false })
        return
      }
      case 'list': {
        const rid = nextRid()
        const { state, after } = message
        const isAsked = driver.send(encodeClient('LIST', { rid, state, after, limit: MAX_LISTED_DIALOGS }))
        if (isAsked) lists.set(rid, message.rid)
        else link.tell({ t: 'list-done', rid: message.rid, ok: false, next: null })
        return
      }
      case 'search': {
        const rid = nextRid()
        const isAsked = driver.send(encodeClient('SEARCH', { rid, text: message.text, after: message.after }))
        if (isAsked) searches.set(rid, message.rid)
        else link.tell({ t: 'search-done', rid: message.rid, found: null })
        return
      }
      case 'make-room':
        void makeRoom().then((isMore) => link.tell({ t: 'room-made', rid: message.rid, isMore }))
        return
      case 'presence':
        if (message.state === 'away') shown.delete(message.dialogId)
        else shown.add(message.dialogId)
        driver.send(encodeClient('PRESENCE', { dialogId: message.dialogId, state: message.state }))
        return
      default:
        tunnels.heard(message)
    }
  }

  let lastRid = 0
  function nextRid(): number {
    lastRid += 1
    return lastRid
  }

  return {
    network(isOnline) {
      if (!isOnline) driver.dispatch({ type: 'offline' })
      else driver.dispatch({ type: driver.state.phase === 'signed-out' ? 'start' : 'online' })
    },
    close() {
      clearTimeout(retry)
      clearInterval(roomWatch)
      stopIndexing()
      driver.close()
      uploads.stop()
      link.close()
      replica.close()
      vault.close()
    },
  }
}

/** The Web Lock of whoever leads. */
export const leadLock = (operatorId: Id): string => `okno-lead-${operatorId}`
