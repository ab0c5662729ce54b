import type { Channel } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'
import type { Log } from '../../log'
import type { Store } from '../../store/port'
import type { AcceptInbound } from '../port'
import type { History } from './history'
import type { RateLimit } from './rate-limit'
import type { Registry } from './registry'
import type { Visitor } from './token'

/** What the channel needs of the rest of the server. */
export interface WidgetOptions {
  readonly store: Pick<Store, 'rows' | 'itemsBefore'> & {
    readonly accounts: Pick<Store['accounts'], 'secret'>
    readonly blobs: Pick<Store['blobs'], 'get' | 'attach'>
  }
  readonly accept: AcceptInbound
  /** A connected channel as it stands now; undefined when there is none of this id. */
  channel(channelId: Id): Channel | undefined
  /** The conversation of a peer, null before their first message. */
  dialogOf(channelId: Id, peerKey: string): Promise<Id | null>
  /** Of these event keys, the ones taken, with the items they became. */
  acceptedItems(channelId: Id, keys: readonly string[]): Promise<ReadonlyMap<string, Id>>
  /** Full name of an operator; the channel shows the first word of it. */
  authorName(operatorId: Id): string | null
  onVisitorTyping(typing: { readonly channelId: Id; readonly dialogId: Id; readonly on: boolean }): void
  /** Milliseconds by a clock that is never put back: of what lasts within this process. */
  readonly elapsed: () => number
  readonly log: Pick<Log, 'error'>
}

/** What the windows of all visitors share. */
export interface WidgetServices {
  readonly store: WidgetOptions['store']
  readonly accept: AcceptInbound
  readonly history: History
  readonly registry: Registry
  /** Signs visitors' tokens. */
  readonly secret: string
  readonly limits: {
    readonly visitorMessages: RateLimit
    readonly ipMessages: RateLimit
    readonly frames: RateLimit
  }
  dialogOf(visitor: Visitor): Promise<Id | null>
  readonly acceptedItems: WidgetOptions['acceptedItems']
  readonly onVisitorTyping: WidgetOptions['onVisitorTyping']
  readonly log: WidgetOptions['log']
}
