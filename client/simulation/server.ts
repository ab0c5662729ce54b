/** The whole server but its sockets, over a database that outlives it. Killing it loses everything uncommitted. */
import Database from 'better-sqlite3'
import type { Actor } from '#shared/commands/spec'
import type { Id } from '#shared/domain/id'
import type { Access } from '#shared/domain/operator'
import { change } from '#shared/domain/row'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { createInbound } from '../../server/channels/inbound'
import type { AcceptInbound } from '../../server/channels/port'
import { createCommitter } from '../../server/commands/committer'
import { createExecutor } from '../../server/commands/execute'
import { createRoster } from '../../server/commands/roster'
import { createDocumentHub } from '../../server/documents/hub'
import type { Connection, SocketHandlers } from '../../server/http/port'
import { openStore } from '../../server/store/open'
import type { Store } from '../../server/store/port'
import { createFeed, type Feed } from '../../server/sync/feed'
import { createHorizon } from '../../server/sync/horizon'
import { createIndexer } from '../../server/sync/indexer'
import { createPresenceBoard } from '../../server/sync/presence'
import { createBatchEncoder } from '../../server/sync/sender'
import { createSession } from '../../server/sync/session'
import { createSessions } from '../../server/sync/sessions'
import { createView } from '../../server/sync/view'
import { createVisibility, type Visibility } from '../../server/sync/visibility'
import type { Bug } from './bugs'

export const CHANNEL_ID = 'website'

export interface SimulatedServer {
  readonly store: Store
  readonly accept: AcceptInbound
  readonly visibility: Visibility
  connect(connection: Connection, actor: Actor): SocketHandlers
  /** An administrator changes what an operator may see: their devices come anew. */
  narrow(operatorId: Id, access: Omit<Access, 'epoch'>): Promise<void>
  kill(): void
}

export const makeDatabase = (): Database.Database => new Database(':memory:')

export async function startServer(database: Database.Database, clock: () => number, bug: Bug | null): Promise<SimulatedServer> {
  const death = new AbortController()
  const opened = await openStore({ database, killed: death.signal, makeEpoch: () => 'epoch' })
  const store: Store = { ...opened, ...bug?.store?.(opened) }
  const roster = await createRoster(store)
  const soundFeed = await createFeed(store)
  const feed: Feed = { ...soundFeed, ...bug?.feed?.(soundFeed) }
  const soundVisibility = await createVisibility(store)
  const visibility: Visibility = { ...soundVisibility, ...bug?.visibility?.(soundVisibility) }
  const sessions = createSessions(queueMicrotask)
  const committer = createCommitter({
    store,
    roster: () => roster.rows(),
    publish(committed) {
      roster.update(committed.rows)
      visibility.update(committed.rows)
      feed.publish(committed)
      sessions.poke()
    },
  })
  const onError = () => undefined
  const documents = createDocumentHub({ store, committer, validate: async () => true, onUpdate: () => undefined, clock })
  const executor = createExecutor({ store, committer, clock })
  const accept = createInbound({ committer, clock })
  const horizon = await createHorizon({ store, clock, onError })
  const rowsFor = createView(store, visibility, clock)
  const deps = {
    store,
    feed,
    executor: bug?.executor?.(executor) ?? executor,
    documents,
    presence: createPresenceBoard({ tell: () => undefined, clock }),
    encodeBatch: createBatchEncoder(bug?.rowsFor?.(rowsFor) ?? rowsFor),
    clock,
    visibility,
    indexer: createIndexer({ store, onError }),
    horizon: horizon.current,
    onAhead: () => undefined,
    onError,
  }
  return {
    store,
    accept: bug?.accept?.(accept) ?? accept,
    visibility,
    connect(connection, actor) {
      const access = roster.get('operator', actor.operatorId)?.access
      const known = access && bug?.forgetsAccess ? { ...access, epoch: 0 } : access
      const session = createSession(connection, { ...actor, access: known }, deps)
      sessions.add(session, '')
      return {
        message: (bytes, isBinary) => session.message(bytes, isBinary),
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
    kill: () => death.abort(),
  }
}

/** The workspace as it is set up: one website channel and these operators. */
export async function setUp(store: Store, operators: readonly Actor[]): Promise<void> {
  await store.transact(async () => ({
    value: null,
    writes: {
      changes: [
        change('workspace', { id: WORKSPACE_ID, name: 'Okno', country: 'UA', guardsReplies: true }),
        change('channel', { id: CHANNEL_ID, kind: 'widget', name: 'Website', isSample: false, greeting: '' }),
        ...operators.map(({ operatorId, name, role }) =>
          change('operator', { id: operatorId, name, role, email: `${operatorId}@okno.test`, isDisabled: false }),
        ),
      ],
    },
  }))
}
