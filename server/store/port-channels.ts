/** What the store keeps for channels with accounts; a part of the store's port. */
import type { Id } from '#shared/domain/id'

/** Something that came from a connected channel, as it came. */
export interface NewArrival {
  readonly channelId: Id
  readonly key: string
  readonly at: number
  readonly raw: string
}

/** Reason of an arrival whose message is here, without all of its files. */
export const FILES = 'files'

export interface HandledArrival {
  readonly channelId: Id
  readonly key: string
  /** `waiting`: to be handled again, not before `dueAt`. `failed`: handled so often in vain that a person must look. */
  readonly state: 'waiting' | 'done' | 'unreadable' | 'failed'
  readonly attempts: number
  readonly dueAt: number
  /** When it began to wait, ms: a clock that says less has been put back, and holds nothing up. */
  readonly since: number
  readonly reason: string | null
  readonly peerKey: string | null
}

export type Arrival = NewArrival & HandledArrival & { /** Order in which they came. */ readonly place: number }

/** An account as it is kept: whoever has the database alone has no secret. */
export interface ChannelAccount {
  readonly channelId: Id
  /** JSON. */
  readonly settings: string
  readonly sealed: string
  readonly changedAt: number
}

export interface ArrivalCounts {
  readonly waiting: number
  readonly unreadable: number
  readonly failed: number
  /** When the newest came; null: none is remembered. */
  readonly lastAt: number | null
}

/** What stands behind connected channels. Not replicated to devices. */
export interface ChannelStore {
  accounts(): Promise<readonly ChannelAccount[]>
  putAccount(account: ChannelAccount): Promise<void>
  /** A channel's place in its memory; null: nothing is written there. */
  remembered(channelId: Id, key: string): Promise<string | null>
  /** Null forgets. */
  remember(channelId: Id, key: string, value: string | null): Promise<void>
  /** What the channel calls these messages. */
  keysOf(itemIds: readonly Id[]): Promise<ReadonlyMap<Id, readonly string[]>>
  /** In the order they came, those after a place. Those that wait for their files are among them once they are due: nobody waits behind them. */
  waiting(channelId: Id, of: { readonly now: number; readonly after: number; readonly limit: number }): Promise<readonly Arrival[]>
  /** Unreadable and failed ones, newest first. */
  inTrouble(channelId: Id, limit: number): Promise<readonly Arrival[]>
  counts(channelId: Id): Promise<ArrivalCounts>
  /** Messages that are to leave through the channel. */
  queued(channelId: Id): Promise<number>
  /** Unreadable and failed ones wait again; with `key` only that one, in whatever state it is. */
  replay(channelId: Id, key?: string): Promise<void>
  /**
   * @returns whether `holder` has it until then. Another's ends at its own time, or when that is further away than twice what is
   * asked for: it was taken before the clock was put back.
   */
  lease(of: { readonly name: string; readonly holder: Id; readonly now: number; readonly until: number }): Promise<boolean>
  release(of: { readonly name: string; readonly holder: Id }): Promise<void>
}
