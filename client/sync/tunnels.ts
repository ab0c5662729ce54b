/** Documents that tabs have open, each by a handle in the one connection. */

import type { Id } from '#shared/domain/id'
import type { ServerFrame } from '#shared/protocol/frames'
import { encodeClient } from '#shared/protocol/wire'
import type { ToLeader, ToTabs } from '../data/link'

type TabMessage = Extract<ToLeader, { t: 'doc-open' | 'doc-send' | 'doc-close' }>

export class Tunnels {
  readonly #send: (frame: Uint8Array) => boolean
  readonly #tell: (message: ToTabs) => void
  readonly #handles = new Map<Id, number>()
  readonly #sockets = new Map<number, Id>()
  #lastHandle = 0

  constructor(ends: { send: (frame: Uint8Array) => boolean; tell: (message: ToTabs) => void }) {
    this.#send = ends.send
    this.#tell = ends.tell
  }

  heard(message: TabMessage): void {
    const h = this.#handles.get(message.socket)
    switch (message.t) {
      case 'doc-open':
        this.#open(message)
        return
      case 'doc-send':
        if (h !== undefined) this.#send(encodeClient('DOC', { h }, message.bytes))
        return
      case 'doc-close':
        if (h === undefined) return
        this.#send(encodeClient('DOC_CLOSE', { h }))
        this.#forget(h)
    }
  }

  received(frame: ServerFrame): void {
    if (frame.name === 'DOC') {
      const socket = this.#sockets.get(frame.head.h)
      if (socket) this.#tell({ t: 'doc-message', socket, bytes: frame.raw })
    } else if (frame.name === 'DOC_SYNC') {
      const { h, lineage } = frame.head
      const socket = this.#sockets.get(h)
      if (socket) this.#tell({ t: 'doc-synced', socket, lineage, stateVector: frame.raw })
    } else if (frame.name === 'DOC_REJ' && frame.head.h !== null) {
      const socket = this.#sockets.get(frame.head.h)
      this.#forget(frame.head.h)
      if (socket) this.#tell({ t: 'doc-refused', socket })
    }
  }

  /** The connection is gone: tabs hear of it and open their documents again in the next one. */
  down(): void {
    this.#handles.clear()
    this.#sockets.clear()
  }

  #open({ socket, doc, lineage }: Extract<TabMessage, { t: 'doc-open' }>): void {
    // A tab asks again with every word about the connection, until its answer is there.
    if (this.#handles.has(socket)) {
      this.#tell({ t: 'doc-opened', socket })
      return
    }
    const h = ++this.#lastHandle
    if (!this.#send(encodeClient('DOC_OPEN', { h, doc, lineage }))) return
    this.#handles.set(socket, h)
    this.#sockets.set(h, socket)
    this.#tell({ t: 'doc-opened', socket })
  }

  #forget(h: number): void {
    const socket = this.#sockets.get(h)
    if (socket) this.#handles.delete(socket)
    this.#sockets.delete(h)
  }
}
