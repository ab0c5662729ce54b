/** The whole server but its sockets, over a database that outlives it. Killing it loses everything uncommitted. */
import type Database from 'better-sqlite3'
import type { Actor } from '#shared/commands/spec'
import type { Id } from '#shared/domain/id'
import type { Access } from '#shared/domain/operator'
import { change } from '#shared/domain/row'
import { encodeServer } from '#shared/protocol/wire'
import { createInbound } from '../../server/channels/inbound'
import { createOutbound } from '../../server/channels/outbound'
import type { AcceptInbound, ChannelAdapter } from '../../server/channels/port'
import { createCommitter } from '../../server/commands/committer'
import { createExecutor } from '../../server/commands/execute'
import { createRoster } from '../../server/commands/roster'
import { decode } from '../../server/documents/decode'
import { createDocumentHub } from '../../server/documents/hub'
import { mergeUpdates } from '../../server/documents/merge'
import { createUpkeep } from '../../server/documents/upkeep'
import type { Connection, SocketHandlers } from '../../server/http/port'
import { openStore } from '../../server/store/open'
import type { Committed, Store } from '../../server/store/port'
import { createFeed, type Feed } from '../../server/sync/feed'
import { createHorizon } from '../../server/sync/horizon'
import { createIndexer } from '../../server/sync/indexer'
import { createPresenceBoard } from '../../server/sync/presence'
import { createBatchEncoder } from '../../server/sync/sender'
import { createSession } from '../../server/sync/session'
import { createSessions } from '../../server/sync/sessions'
import { createView } from '../../server/sync/view'
import { createVisibility, type Visibility } from '../../server/sync/visibility'
import type { Bug } from './bugs/bug'
import { slowStore } from './slow-store'

const DAY_MS = 86_400_000
/** A day longer than what is deleted is remembered. */
const REMEMBERED_DAYS = 46

export interface SimulatedServer {
  readonly store: Store
  readonly accept: AcceptInbound
  connect(connection: Connection, actor: Actor): SocketHandlers
  /** An administrator changes what an operator may see: their devices come anew. */
  narrow(operatorId: Id, access: Omit<Access, 'epoch'>): Promise<void>
  /** Folds a document whatever its length, as upkeep does with a long one. */
  compact(doc: string): Promise<void>
  /** Forgets what was deleted, as the years do. */
  forgetDeleted(): Promise<void>
  /** Sends every device away, to come back in a while. */
  drain(): void
  kill(): void
}

export interface ServerOptions {
  readonly database: Database.Database
  readonly clock: () => number
  /** Days that have passed for the memory of what was deleted, and for nothing else. */
  readonly days?: { passed: number }
  readonly adapter: Pick<ChannelAdapter, 'send'>
  readonly lag: () => Promise<void> | null
  readonly bug: Bug | null
  /** Names a new database, or one that is restored. */
  readonly epoch: Id
  readonly isRestored: boolean
}

export async function startServer(options: ServerOptions): Promise<SimulatedServer> {
  const { database, clock, adapter, lag, bug, epoch, isRestored, days = { passed: 0 } } = options
  const death = new AbortController()
  const opened = slowStore(await openStore({ database, killed: death.signal, makeEpoch: () => epoch, isRestored: () => isRestored }), lag)
  const store: Store = { ...opened, ...bug?.store?.(opened) }
  const roster = await createRoster(store)
  const soundFeed = await createFeed(store)
  const feed: Feed = { ...soundFeed, ...bug?.feed?.(soundFeed) }
  const soundVisibility = await createVisibility(store)
  const visibility: Visibility = { ...soundVisibility, ...bug?.visibility?.(soundVisibility) }
  const sessions = createSessions(queueMicrotask)
  const committer = createCommitter({ store, roster: () => roster.rows(), publish })
  /** A process that is killed has errors nobody reads. */
  const onError = () => undefined
  const soundUpkeep = createUpkeep({
    store,
    committer,
    operators: () => roster.list('operator'),
    decode: async (request) => decode(request),
    onError,
  })
  const upkeep = { ...soundUpkeep, ...bug?.upkeep?.(soundUpkeep) }
  const hub = createDocumentHub({ store, committer, validate: async () => true, onUpdate: upkeep.touched, clock })
  const documents = { ...hub, ...bug?.documents?.(hub) }
  const executor = createExecutor({ store, committer, visibility, clock })
  const accept = createInbound({ committer, clock })
  const horizon = await createHorizon({ store, clock: () => clock() + days.passed * DAY_MS, onError })
  const rowsFor = createView(store, visibility, clock)
  const outbound = createOutbound({
    store: { ...store, ...bug?.outbound?.(store) },
    committer,
    roster,
    adapterOf: () => bug?.adapter?.(adapter) ?? adapter,
    clock,
    elapsed: clock,
    onError,
  })
  const presence = createPresenceBoard({
    tell: (news, except) => sessions.tell(encodeServer('PRESENCE', news), ({ operatorId }) => operatorId !== except),
    clock,
  })
  const deps = {
    store,
    feed,
    executor: bug?.executor?.(executor) ?? executor,
    documents,
    presence,
    encodeBatch: createBatchEncoder(bug?.rowsFor?.(rowsFor) ?? rowsFor),
    clock,
    elapsed: clock,
    visibility,
    indexer: createIndexer({ store, onError }),
    horizon: horizon.current,
    onAhead: () => undefined,
    onError,
  }

  function publish({ from, to, rows, erased }: Committed<unknown>): void {
    if (death.signal.aborted) return
    roster.update(rows)
    visibility.update(rows)
    feed.publish({ from, to, rows })
    documents.committed({ erased })
    sessions.poke()
    upkeep.committed(rows)
    if (rows.some(({ kind }) => kind === 'item')) outbound.wake()
  }

  await outbound.start()
  await upkeep.start()
  return {
    store,
    accept: bug?.accept?.(accept) ?? accept,
    connect(connection, actor) {
      const access = roster.get('operator', actor.operatorId)?.access
      const known = access && bug?.forgetsAccess ? { ...access, epoch: 0 } : access
      const session = createSession(connection, { ...actor, access: known }, deps)
      sessions.add(session, '')
      return {
        message: (bytes, isBinary) => session.message(bytes, isBinary),
        drain: () => session.drain?.(),
        closed() {
          sessions.remove(session)
          session.closed()
        },
      }
    },
    async narrow(operatorId, access) {
      const operator = roster.get('operator', operatorId)
      if (!operator) return
      const epoch = (operator.access?.epoch ?? 0) + 1
      await committer.transact(async () => ({
        value: null,
        writes: { changes: [change('operator', { ...operator, access: { ...access, epoch } })] },
      }))
      sessions.renew(operatorId)
    },
    async compact(doc) {
      const read = (await store.documents([doc])).get(doc)
      if (!read || read.updates.length < 2) return
      await store.compactDocument(doc, read, mergeUpdates(read.updates))
    },
    async forgetDeleted() {
      await horizon.sweep()
      days.passed += REMEMBERED_DAYS
      await horizon.sweep()
    },
    drain: () => sessions.drain(),
    kill() {
      death.abort()
      void outbound.close()
      upkeep.close().catch(onError)
    },
  }
}
