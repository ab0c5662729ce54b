/** One channel at work: its connection while this process holds the lease, and its arrivals. */
import type { Channel, ChannelKind } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'
import { type Arrivals, createArrivals } from './arrivals'
import type { ConnectionOptions } from './connection-options'
import type { Account, Connection, ConnectionServices } from './connector'
import type { HealthKeeper } from './health'

/** A process that dies leaves the channel to another after this. */
const LEASE_MS = 10_000
const RENEW_MS = 3_000

export interface LiveChannel {
  readonly kind: ChannelKind
  readonly connection: Connection
  readonly receive: Arrivals['receive']
  wake(): void
  isPaused(): boolean
  /** Something may leave through it. */
  isWorking(): boolean
  start(): void
  pause(isPaused: boolean): void
  close(): Promise<void>
}

export function createLiveChannel(
  options: ConnectionOptions,
  of: { readonly channel: Channel; readonly account: Account; readonly holder: Id; readonly health: HealthKeeper },
): LiveChannel {
  const { channel, holder, health } = of
  const { store, clock, log } = options
  const channelId = channel.id
  const end = new AbortController()
  const lease = { name: `channel/${channelId}`, holder }
  let isPaused = channel.isPaused ?? false
  let isListening = false
  let renewal: NodeJS.Timeout | undefined
  let turn: Promise<void> = Promise.resolve()

  const services: ConnectionServices = {
    channelId,
    receive: (events) => arrivals.receive(events),
    memory: {
      get: (key) => store.channels.remembered(channelId, key),
      set: (key, value) => store.channels.remember(channelId, key, value),
    },
    open: options.files.open,
    report(state, problem) {
      health.report(channelId, state, problem)
      if (state === 'connected') options.onReleased(channelId)
    },
    hookUrl: options.publicUrl === null ? null : `${options.publicUrl}${hookPath(channel)}`,
    signal: end.signal,
    clock,
    log,
  }
  const connection = of.account.connect(services)
  const arrivals = createArrivals({
    channelId,
    connection,
    store: store.channels,
    committer: options.committer,
    accept: options.accept,
    files: options.files,
    clock,
    signal: end.signal,
    onError: (error) => log.error('channel.arrival-failed', error, { channel: channelId }),
  })

  /** Turns follow each other, so that a stop never overtakes its start. */
  function next(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work).catch((error: unknown) => log.error('channel.failed', error, { channel: channelId }))
    return turn
  }

  /** What should be so now, made so. */
  async function settle(): Promise<void> {
    const now = clock()
    const isWanted = !isPaused && !end.signal.aborted
    const isOurs = isWanted && (await store.channels.lease({ ...lease, now, until: now + LEASE_MS }))
    if (isOurs === isListening) return
    isListening = isOurs
    if (isOurs) {
      health.report(channelId, 'connecting')
      arrivals.start()
      await connection.start()
    } else {
      await connection.stop()
      await arrivals.stop()
      await store.channels.release(lease)
    }
  }

  function start(): void {
    renewal ??= setInterval(() => void next(settle), RENEW_MS)
    void next(settle)
  }

  return {
    kind: channel.kind,
    connection,
    receive: arrivals.receive,
    wake: arrivals.wake,
    isPaused: () => isPaused,
    isWorking: () => isListening && !isPaused && health.isUsable(channelId),
    start,
    pause(paused) {
      isPaused = paused
      start()
    },
    async close() {
      clearInterval(renewal)
      // Whatever waits gives up first, so that stopping waits for nobody.
      end.abort()
      await next(settle)
    },
  }
}

/** Where the channel's vendor finds it. */
export const hookPath = ({ kind, id }: Pick<Channel, 'kind' | 'id'>): string => `/hooks/${kind}/${id}`
