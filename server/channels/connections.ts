/**
 * Channels with accounts, at work: one connection for each, opened, paused, opened anew when its account changes, held by one
 * process at a time.
 *
 * CON5 Of all processes over one database one listens for a channel: whoever holds its lease, and renews it in time.
 */
import type { Channel, ChannelKind } from '#shared/domain/channel'
import type { ChannelHealth } from '#shared/domain/channel-health'
import { type Id, newId } from '#shared/domain/id'
import type { StoredRow } from '../store/port'
import type { ArrivalCounts, ChannelAccount } from '../store/port-channels'
import type { ConnectionOptions } from './connection-options'
import type { Account, Connection, Consent } from './connector'
import { createHealthKeeper } from './health'
import { createLiveChannel, type LiveChannel } from './live-channel'

export interface ChannelStatus extends ArrivalCounts {
  readonly health: ChannelHealth | null
  /** Messages that wait to leave. */
  readonly queued: number
}

/** What one account has in common with others at the same vendor. */
export interface Application {
  readonly settings: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, unknown>>
}

export interface Connections {
  /** An account as an administrator gives it; null: it does not fit its kind, or the kind has no accounts. */
  account(kind: ChannelKind, given: { settings: unknown; secrets: unknown }): Account | null
  /** The same for an account to which one signs in at a page of the vendor's. */
  consent(kind: ChannelKind, given: { settings: unknown; secrets: unknown }): Consent | null
  /** Applications that accounts of this kind have signed in by; secrets opened, for the server's own use. */
  applications(kind: ChannelKind): readonly Application[]
  /** What is kept of an account; secrets opened, for the server's own use. */
  kept(channelId: Id): Promise<{ settings: unknown; secrets: unknown } | null>
  /** Keeps an account and works with it from now on. */
  keep(channelId: Id, account: Account): Promise<void>
  /** Opens the connection anew. */
  reconnect(channelId: Id): Promise<void>
  connectionOf(channelId: Id): Connection | null
  /** Has an account, so that messages wait for it rather than fail. */
  has(channelId: Id): boolean
  /** Channels of which nothing leaves now. */
  held(): readonly Id[]
  /** For requests from outside. */
  live(channelId: Id): LiveChannel | null
  status(channelId: Id): Promise<ChannelStatus>
  /** Unreadable and failed arrivals are handled again, or the one with this key whatever has become of it. */
  replay(channelId: Id, key?: string): Promise<void>
  committed(rows: readonly StoredRow[]): void
  start(): Promise<void>
  close(): Promise<void>
}

export function createConnections(options: ConnectionOptions): Connections {
  const { store, roster, keyring, log, clock } = options
  const connectors = new Map(options.connectors.map((connector) => [connector.kind, connector]))
  const health = createHealthKeeper(options)
  const holder = newId()
  const accounts = new Map<Id, ChannelAccount>()
  const live = new Map<Id, LiveChannel>()
  /** Opening and closing of one channel follow each other. */
  const turns = new Map<Id, Promise<void>>()
  let isStarted = false
  let isClosed = false

  function inTurn(channelId: Id, work: () => Promise<void>): Promise<void> {
    const turn = (turns.get(channelId) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      log.error('channel.failed', error, { channel: channelId })
    })
    turns.set(channelId, turn)
    return turn
  }

  function open(channelId: Id): void {
    const channel = roster.get('channel', channelId)
    const kept = accounts.get(channelId)
    if (!isStarted || isClosed || live.has(channelId) || !channel || !kept || channel.isSample) return
    const opened = unsealed(kept)
    const account = opened && connectors.get(channel.kind)?.account(opened)
    if (!account) {
      health.report(channelId, 'auth', 'sealed')
      return
    }
    const made = createLiveChannel(options, { channel, account, holder, health })
    live.set(channelId, made)
    if (!channel.isPaused) made.start()
  }

  async function shut(channelId: Id): Promise<void> {
    const one = live.get(channelId)
    live.delete(channelId)
    await one?.close()
  }

  function unsealed({ channelId, settings, sealed }: ChannelAccount): { settings: unknown; secrets: unknown } | null {
    const secrets = keyring.open(sealed, channelId)
    return secrets === null ? null : { settings: JSON.parse(settings), secrets: JSON.parse(secrets) }
  }

  /** After a change of keys everything is sealed with the first of them. */
  async function sealAnew(): Promise<void> {
    for (const account of accounts.values()) {
      const secrets = keyring.isStale(account.sealed) ? keyring.open(account.sealed, account.channelId) : null
      if (secrets !== null) await put({ ...account, sealed: keyring.seal(secrets, account.channelId) })
    }
  }

  async function put(account: ChannelAccount): Promise<void> {
    await store.channels.putAccount(account)
    accounts.set(account.channelId, account)
  }

  const reopen = (channelId: Id) =>
    inTurn(channelId, async () => {
      await shut(channelId)
      open(channelId)
      options.onReleased(channelId)
    })

  return {
    account: (kind, given) => connectors.get(kind)?.account(given) ?? null,
    consent: (kind, given) => connectors.get(kind)?.consent?.(given) ?? null,
    applications(kind) {
      const names = connectors.get(kind)?.application
      if (!names) return []
      const opened = [...accounts.values()].flatMap((account) =>
        roster.get('channel', account.channelId)?.kind === kind ? (unsealed(account) ?? []) : [],
      )
      return opened.map(({ settings, secrets }) => ({
        settings: picked(settings, names.settings),
        secrets: picked(secrets, names.secrets),
      }))
    },
    async kept(channelId) {
      const account = accounts.get(channelId)
      return account ? (unsealed(account) ?? { settings: JSON.parse(account.settings), secrets: {} }) : null
    },
    async keep(channelId, { settings, secrets }) {
      const sealed = keyring.seal(JSON.stringify(secrets), channelId)
      await put({ channelId, settings: JSON.stringify(settings), sealed, changedAt: clock() })
      await reopen(channelId)
    },
    reconnect: reopen,
    connectionOf: (channelId) => live.get(channelId)?.connection ?? null,
    has: (channelId) => accounts.has(channelId),
    held: () => [...accounts.keys()].filter((channelId) => !live.get(channelId)?.isWorking()),
    live: (channelId) => live.get(channelId) ?? null,
    async status(channelId) {
      const [counts, queued] = await Promise.all([store.channels.counts(channelId), store.channels.queued(channelId)])
      return { ...counts, queued, health: health.of(channelId) }
    },
    async replay(channelId, key) {
      await store.channels.replay(channelId, key)
      live.get(channelId)?.wake()
    },
    committed(rows) {
      for (const { kind, id, row } of rows) {
        const one = kind === 'channel' ? live.get(id) : undefined
        // Rows of this kind are channels.
        const isPaused = (row as Channel | null)?.isPaused ?? false
        if (!one || one.isPaused() === isPaused) continue
        one.pause(isPaused)
        if (!isPaused) options.onReleased(id)
      }
    },
    async start() {
      isStarted = true
      for (const account of await store.channels.accounts()) accounts.set(account.channelId, account)
      await sealAnew()
      for (const channelId of accounts.keys()) open(channelId)
    },
    async close() {
      isClosed = true
      await Promise.all([...accounts.keys()].map((channelId) => inTurn(channelId, () => shut(channelId))))
      health.close()
    },
  }
}

const picked = (held: unknown, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (Object.hasOwn(Object(held), name) ? [[name, Reflect.get(Object(held), name)]] : [])))
