/**
 * A WebSocket as y-websocket's provider expects it, tunnelled through the one connection that the leading tab holds.
 *
 * TUN1 Local updates do not pass here: they go to the vault first and leave from there, each with an id to be
 * acknowledged. What passes is the state vector, awareness, and all that the server says.
 */
import * as decoding from 'lib0/decoding'
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync'
import { messageSync } from 'y-websocket'
import { type Id, newId } from '#shared/domain/id'
import type { Link, ToTabs } from './link'

/** What the server said of a document when it was opened. */
export interface Handshake {
  readonly doc: string
  readonly lineage: Id
  readonly stateVector: Uint8Array
  /** What was missing here; it is in the document by now. */
  readonly missing: Uint8Array
}

type Handler<E> = ((event: E) => void) | null

/** The class for {@link https://github.com/yjs/y-websocket}'s `WebSocketPolyfill`; the room is the last part of the URL. */
export function virtualSocketClass(link: Link, onHandshake: (handshake: Handshake) => void = () => undefined): typeof WebSocket {
  class VirtualSocket {
    static readonly CONNECTING = 0
    static readonly OPEN = 1
    static readonly CLOSING = 2
    static readonly CLOSED = 3
    /** The provider compares with these of the instance: without them nothing but its greeting would leave. */
    readonly OPEN = VirtualSocket.OPEN
    readonly CONNECTING = VirtualSocket.CONNECTING
    readonly CLOSING = VirtualSocket.CLOSING
    readonly CLOSED = VirtualSocket.CLOSED
    binaryType = 'arraybuffer'
    readyState: number = VirtualSocket.CONNECTING
    onopen: Handler<Event> = null
    onmessage: Handler<{ data: ArrayBuffer }> = null
    onclose: Handler<{ code: number }> = null
    onerror: Handler<Event> = null
    readonly #socket: Id = newId()
    readonly #doc: string
    readonly #lineage: Id | null
    #synced: Pick<Handshake, 'lineage' | 'stateVector'> | null = null
    readonly #stop: () => void

    constructor(url: string | URL) {
      const { pathname, searchParams } = new URL(url)
      this.#doc = decodeURIComponent(pathname.split('/').at(-1) ?? '')
      this.#lineage = searchParams.get('lineage')
      this.#stop = link.listen((message) => {
        if (message.t === 'state')
          this.#connectionChanged(message.connection.phase === 'live' || message.connection.phase === 'catching-up')
        else if ('socket' in message && message.socket === this.#socket) this.#heard(message)
      })
      const { phase } = link.connection()
      if (phase === 'live' || phase === 'catching-up') this.#ask()
    }

    send(data: Uint8Array): void {
      if (this.readyState === VirtualSocket.OPEN && !isLocalUpdate(data)) link.send({ t: 'doc-send', socket: this.#socket, bytes: data })
    }

    close(): void {
      if (this.readyState === VirtualSocket.CLOSED) return
      link.send({ t: 'doc-close', socket: this.#socket })
      this.#end()
    }

    #ask(): void {
      link.send({ t: 'doc-open', socket: this.#socket, doc: this.#doc, lineage: this.#lineage })
    }

    #connectionChanged(isUp: boolean): void {
      if (this.readyState === VirtualSocket.OPEN && !isUp) this.#end()
      else if (this.readyState === VirtualSocket.CONNECTING && isUp) this.#ask()
    }

    #heard(message: Extract<ToTabs, { socket: Id }>): void {
      if (message.t === 'doc-refused') this.#end()
      else if (message.t === 'doc-synced') this.#synced = message
      else if (message.t === 'doc-opened' && this.readyState === VirtualSocket.CONNECTING) {
        this.readyState = VirtualSocket.OPEN
        this.onopen?.(new Event('open'))
      } else if (message.t === 'doc-message') {
        this.onmessage?.({ data: bufferOf(message.bytes) })
        const missing = this.#synced && secondStep(message.bytes)
        if (!missing || !this.#synced) return
        const { lineage, stateVector } = this.#synced
        this.#synced = null
        onHandshake({ doc: this.#doc, lineage, stateVector, missing })
      }
    }

    #end(): void {
      this.readyState = VirtualSocket.CLOSED
      this.#stop()
      this.onclose?.({ code: 1000 })
    }
  }
  // The provider uses no more of a WebSocket than what is here.
  return VirtualSocket as unknown as typeof WebSocket
}

/** A sync message other than the state vector: the second step or an update. */
function isLocalUpdate(data: Uint8Array): boolean {
  const decoder = decoding.createDecoder(data)
  return decoding.readVarUint(decoder) === messageSync && decoding.readVarUint(decoder) !== messageYjsSyncStep1
}

/** The update in a second step, null in any other message. */
function secondStep(data: Uint8Array): Uint8Array | null {
  const decoder = decoding.createDecoder(data)
  const isSecond = decoding.readVarUint(decoder) === messageSync && decoding.readVarUint(decoder) === messageYjsSyncStep2
  return isSecond ? decoding.readVarUint8Array(decoder) : null
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer
