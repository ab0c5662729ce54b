/**
 * Between the tabs of one operator and the one that leads. Data never travels here (it lies in the tables that all
 * tabs read), only word that something happened, and live document traffic.
 */
import { createSignal } from 'solid-js'
import type { DialogState } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Place, ServerHead } from '#shared/protocol/frames'
import type { ConnectionState } from './contract'
import type { Trouble } from './trouble'

export type ToLeader =
  | { readonly t: 'who' }
  /** A tab has come into sight, or gone out of it. */
  | { readonly t: 'shown' }
  /** The vault has something to send. */
  | { readonly t: 'poke' }
  | { readonly t: 'list'; readonly rid: Id; readonly state: DialogState | null; readonly after: Place }
  /** To let go of what can be had from the server again. */
  | { readonly t: 'make-room'; readonly rid: Id }
  | { readonly t: 'page'; readonly rid: Id; readonly dialogId: Id; readonly before: number }
  /** To look in the server's full history. */
  | { readonly t: 'search'; readonly rid: Id; readonly text: string; readonly after: number | null }
  | { readonly t: 'presence'; readonly dialogId: Id; readonly state: ServerHead<'PRESENCE'>['state'] }
  /** `socket` names one opening of a document in one tab. */
  | { readonly t: 'doc-open'; readonly socket: Id; readonly doc: string; readonly lineage: Id | null }
  | { readonly t: 'doc-send'; readonly socket: Id; readonly bytes: Uint8Array }
  | { readonly t: 'doc-close'; readonly socket: Id }

export type ToTabs =
  /** Somebody has begun to lead: what was asked of those before is to be asked again. */
  | { readonly t: 'leads' }
  | { readonly t: 'state'; readonly connection: ConnectionState }
  | { readonly t: 'list-done'; readonly rid: Id; readonly ok: boolean; readonly next: Place | null }
  /** By how much this device's clock is ahead of the server's, ms; see {@link Data.clockAhead}. */
  | { readonly t: 'clock'; readonly aheadMs: number }
  | { readonly t: 'page-done'; readonly rid: Id; readonly ok: boolean }
  | { readonly t: 'room-made'; readonly rid: Id; readonly isMore: boolean }
  /** What the leader found the matter with the tables when it wrote; null: it has written. */
  | { readonly t: 'trouble'; readonly trouble: Trouble | null }
  /** Dialogs that are not to be seen here any more. */
  | { readonly t: 'erased'; readonly dialogIds: readonly Id[] }
  /** `found` null: there is no connection. */
  | { readonly t: 'search-done'; readonly rid: Id; readonly found: ServerHead<'SEARCH_RES'> | null }
  | { readonly t: 'presence'; readonly news: ServerHead<'PRESENCE'> }
  | { readonly t: 'doc-opened'; readonly socket: Id }
  | { readonly t: 'doc-message'; readonly socket: Id; readonly bytes: Uint8Array }
  /** Of which history the document is on the server, and its state vector there; before the answer to ours. */
  | { readonly t: 'doc-synced'; readonly socket: Id; readonly lineage: Id; readonly stateVector: Uint8Array }
  | { readonly t: 'doc-refused'; readonly socket: Id }
  | { readonly t: 'upload'; readonly file: Id; readonly progress: number }

export const linkName = (operatorId: Id): string => `okno-link-${operatorId}`

export interface Link {
  readonly connection: () => ConnectionState
  send(message: ToLeader): void
  listen(listener: (message: ToTabs) => void): () => void
  close(): void
}

/** A tab's end. Until somebody leads and says what is so, the state is what the browser knows of the network. */
export function makeLink(operatorId: Id): Link {
  const { channel, post, close } = openChannel(operatorId)
  const listeners = new Set<(message: ToTabs) => void>()
  const [connection, setConnection] = createSignal<ConnectionState>({ phase: isCutOff() ? 'offline' : 'connecting' }, { equals: isSame })

  channel.onmessage = ({ data }: MessageEvent<ToTabs | ToLeader>) => {
    if (!isForTabs(data)) return
    if (data.t === 'state') setConnection(data.connection)
    for (const listener of listeners) listener(data)
  }
  const link: Link = {
    connection,
    send: post,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
  }
  link.send({ t: 'who' })
  return link
}

/** Others are told of, and may be told, from the beginning of a connection on: while it catches up too. */
export const isUp = ({ phase }: ConnectionState): boolean => phase === 'live' || phase === 'catching-up'

/** What is said again is no news. */
const isSame = (one: ConnectionState, other: ConnectionState): boolean => JSON.stringify(one) === JSON.stringify(other)

/** `navigator` is absent in tests; where it is not sure, a connection is worth waiting for before saying there is none. */
const isCutOff = (): boolean => globalThis.navigator?.onLine === false

/** The leader's end. */
export function makeLeaderLink(operatorId: Id, onMessage: (message: ToLeader) => void): { tell(message: ToTabs): void; close(): void } {
  const { channel, post, close } = openChannel(operatorId)
  channel.onmessage = ({ data }: MessageEvent<ToTabs | ToLeader>) => {
    if (!isForTabs(data)) onMessage(data)
  }
  post({ t: 'leads' })
  return { tell: post, close }
}

const FOR_TABS: ReadonlySet<string> = new Set<ToTabs['t']>([
  'leads',
  'state',
  'clock',
  'page-done',
  'list-done',
  'room-made',
  'trouble',
  'erased',
  'search-done',
  'doc-opened',
  'doc-message',
  'doc-synced',
  'doc-refused',
  'upload',
])

/** Both ends speak on one channel and hear each other's kind too; `presence` goes both ways and is told by its content. */
const isForTabs = (message: ToTabs | ToLeader): message is ToTabs =>
  FOR_TABS.has(message.t) || (message.t === 'presence' && 'news' in message)

/** What is finished after the end, as a write that was under way, has nobody to tell: that is no failure of it. */
function openChannel(operatorId: Id) {
  const channel = new BroadcastChannel(linkName(operatorId))
  let isOpen = true
  return {
    channel,
    post(message: ToLeader | ToTabs): void {
      if (isOpen) channel.postMessage(message)
    },
    close(): void {
      isOpen = false
      channel.close()
    },
  }
}
