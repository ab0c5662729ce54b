/**
 * Everything between the store and the sockets, put together: one commit pipeline, the feed that devices read, the
 * documents and the channels. Knows nothing of HTTP.
 */
import { change } from '#shared/domain/row'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import { encodeServer } from '#shared/protocol/wire'
import type { ConnectionOptions } from './channels/connection-options'
import { type Connections, createConnections } from './channels/connections'
import { createForgetting } from './channels/forgetting'
import { createInbound } from './channels/inbound'
import { eventItemName, peerDialogName } from './channels/names'
import { createOutbound, type Outbound } from './channels/outbound'
import type { AcceptInbound } from './channels/port'
import { createAdapterRegistry } from './channels/registry'
import { createSilenceWatch } from './channels/silence'
import { tellTyping } from './channels/typing'
import { createWidgetChannel, type WidgetChannel } from './channels/widget/adapter'
import { type Committer, createCommitter } from './commands/committer'
import { createExecutor } from './commands/execute'
import { createRoster, type Roster } from './commands/roster'
import { createTimers } from './commands/timers'
import { createClerk } from './desk/clerk'
import { createDeskFacts } from './desk/facts'
import { createDecoder } from './documents/decoder'
import { createDocumentHub, type DocumentHub } from './documents/hub'
import { createUpkeep } from './documents/upkeep'
import type { Log } from './log'
import type { MakeVoices } from './media/voices'
import type { Committed, Store } from './store/port'
import { createFeed } from './sync/feed'
import { createHorizon } from './sync/horizon'
import { createIndexer } from './sync/indexer'
import { createPresenceBoard } from './sync/presence'
import { createBatchEncoder } from './sync/sender'
import type { SessionDeps } from './sync/session'
import { createSessions, type Sessions } from './sync/sessions'
import { createView } from './sync/view'
import { createVisibility, type Visibility } from './sync/visibility'

/** Between looks for what has had its time: presence, and connections that take nothing. */
const SWEEP_MS = 5000

export interface Core {
  readonly roster: Roster
  readonly committer: Committer
  readonly sessions: Sessions
  readonly sessionDeps: SessionDeps
  readonly documents: DocumentHub
  readonly visibility: Visibility
  readonly widget: WidgetChannel
  readonly accept: AcceptInbound
  /** Channels with accounts; null where the core was made without. */
  readonly connections: Connections | null
  start(): Promise<void>
  /** Sends devices and visitors away, then finishes what is under way. */
  close(): Promise<void>
}

export interface CoreOptions {
  readonly store: Store
  readonly log: Log
  readonly clock: () => number
  /** Milliseconds by a clock that is never put back: of what lasts within this process. */
  readonly elapsed: () => number
  /** A device knows more of this history than the store does. */
  readonly onAhead?: () => void
  /** Makes recordings what channels take; `canConvert`: from whatever they are. */
  readonly voices?: { readonly make: MakeVoices; readonly canConvert: boolean }
  /** What channels with accounts need; without it there are none. */
  readonly connected?: Pick<ConnectionOptions, 'connectors' | 'keyring' | 'files' | 'publicUrl'>
}

export async function createCore({ store, log, clock, elapsed, voices, connected, onAhead = () => undefined }: CoreOptions): Promise<Core> {
  const onError = (error: unknown) => log.error('core.failed', error)
  const [roster, feed, visibility] = await Promise.all([createRoster(store), createFeed(store), createVisibility(store)])
  const sessions = createSessions(setImmediate)
  const committer = createCommitter({ store, roster: () => roster.rows(), publish, later: setImmediate })
  const decoder = createDecoder()
  const upkeep = createUpkeep({ store, committer, operators: () => roster.list('operator'), decode: decoder.run, onError })
  const documents = createDocumentHub({
    store,
    committer,
    validate: async (update) => (await decoder.run({ kind: 'validate', update })).ok,
    onUpdate: upkeep.touched,
    clock,
  })
  const accept = createInbound({ committer, clock })
  const presence = createPresenceBoard({
    clock: elapsed,
    tell(news, exceptOperator) {
      sessions.tell(
        encodeServer('PRESENCE', news),
        (viewer) => viewer.operatorId !== exceptOperator && visibility.seesDialog(viewer, news.dialogId),
      )
      const author = news.operatorId === null ? undefined : roster.get('operator', news.operatorId)
      if (!author) return
      const typing = { dialogId: news.dialogId, authorName: author.name, on: news.state === 'typing' }
      tellTyping({ store, adapterOf }, typing).catch(onError)
    },
  })
  const widget = await createWidgetChannel({
    store,
    accept,
    channel: (id) => roster.get('channel', id),
    dialogOf: async (channelId, peerKey) => [...(await store.names([peerDialogName(channelId, peerKey)])).values()][0] ?? null,
    async acceptedItems(channelId, keys) {
      const found = await store.names(keys.map((key) => eventItemName(channelId, key)))
      return new Map(keys.flatMap((key) => [...pair(key, found.get(eventItemName(channelId, key)))]))
    },
    authorName: (operatorId) => roster.get('operator', operatorId)?.name ?? null,
    onVisitorTyping: ({ dialogId, on }) => presence.customerTyping(dialogId, on),
    elapsed,
    log,
  })
  const connections = connected
    ? createConnections({ ...connected, store, committer, roster, accept, onReleased: (id) => outbound.release(id), clock, log })
    : null
  const adapterOf = createAdapterRegistry({
    channel: (id) => roster.get('channel', id),
    adapters: [widget.adapter],
    connected: (id) => connections?.connectionOf(id) ?? null,
  })
  const outbound: Outbound = createOutbound({
    store,
    committer,
    roster,
    adapterOf,
    held: () => connections?.held() ?? [],
    clock,
    elapsed,
    onError,
    ...(voices ? { voices: voices.make } : {}),
  })
  const clerk = createClerk({ facts: await createDeskFacts(store), roster, committer, isHere: sessions.isHere, clock, onError })
  const silence = createSilenceWatch({ store, roster, committer, clock, onError })
  const indexer = createIndexer({ store, onError })
  const timers = createTimers({ store, committer, clock, onError })
  const forgetting = createForgetting({ past: store.past, clock, onError })
  const horizon = await createHorizon({ store, clock, onError })
  let sweep: NodeJS.Timeout | undefined

  /** Devices know from the workspace's row whether a recording can become what a channel takes. */
  async function tellOfSound(): Promise<void> {
    const canConvertSound = voices?.canConvert ?? false
    await committer.submit({
      refs: () => [],
      run(ledger) {
        const workspace = ledger.get('workspace', WORKSPACE_ID)
        if (workspace && (workspace.canConvertSound ?? false) !== canConvertSound)
          ledger.put([change('workspace', { ...workspace, canConvertSound })])
      },
    })
  }

  function publish({ from, to, rows, erased }: Committed<unknown>): void {
    roster.update(rows)
    visibility.update(rows)
    feed.publish({ from, to, rows })
    connections?.committed(rows)
    clerk.committed(rows)
    silence.committed(rows)
    // A keystroke alone is in nobody's rows.
    if (rows.length > 0) sessions.poke()
    documents.committed({ erased })
    upkeep.committed(rows)
    indexer.wake()
    // A workspace that has just been made.
    if (rows.some(({ kind }) => kind === 'workspace')) tellOfSound().catch(onError)
    if (rows.some(({ kind }) => kind === 'item')) outbound.wake()
  }

  return {
    roster,
    committer,
    sessions,
    documents,
    visibility,
    widget,
    accept,
    connections,
    sessionDeps: {
      store,
      feed,
      executor: createExecutor({ store, committer, visibility, clock, onBroken: onError }),
      documents,
      presence,
      encodeBatch: createBatchEncoder(createView(store, visibility, clock)),
      visibility,
      indexer,
      horizon: horizon.current,
      onAhead,
      clock,
      elapsed,
      onError,
      later: setImmediate,
    },
    async start() {
      await tellOfSound()
      // Before anything is sent: until a channel has its line, its messages wait.
      await connections?.start()
      await Promise.all([outbound.start(), upkeep.start()])
      indexer.wake()
      horizon.start()
      forgetting.start()
      sweep = setInterval(() => {
        presence.expire()
        sessions.check()
      }, SWEEP_MS)
      timers.start()
      clerk.start()
      silence.start()
    },
    async close() {
      clearInterval(sweep)
      horizon.close()
      sessions.drain()
      widget.close()
      await timers.close()
      await clerk.close()
      await silence.close()
      await forgetting.close()
      await outbound.close()
      await connections?.close()
      await upkeep.close()
      await indexer.close()
      await committer.settled()
      await decoder.close()
    },
  }
}

const pair = <V>(key: string, value: V | undefined): readonly (readonly [string, V])[] => (value === undefined ? [] : [[key, value]])
