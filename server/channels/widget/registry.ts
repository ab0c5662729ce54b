import type { ToVisitor } from '#shared/protocol/widget'
import type { Visitor } from './token'

/** An open window of a visitor. */
export interface VisitorSocket {
  push(frame: ToVisitor): void
  end(code: number, reason: string): void
}

/** Who is here: every open window, by visitor. */
export class Registry {
  readonly #sockets = new Map<string, Set<VisitorSocket>>()

  /** @returns the way to leave. */
  join(visitor: Visitor, socket: VisitorSocket): () => void {
    const key = visitorKey(visitor)
    const sockets = this.#sockets.get(key) ?? new Set()
    this.#sockets.set(key, sockets.add(socket))
    return () => {
      sockets.delete(socket)
      if (sockets.size === 0 && this.#sockets.get(key) === sockets) this.#sockets.delete(key)
    }
  }

  /** To every window of the visitor but `except`. */
  push(visitor: Visitor, frame: ToVisitor, except?: VisitorSocket): void {
    for (const socket of this.#sockets.get(visitorKey(visitor)) ?? []) if (socket !== except) socket.push(frame)
  }

  endAll(code: number, reason: string): void {
    for (const sockets of [...this.#sockets.values()]) for (const socket of [...sockets]) socket.end(code, reason)
  }
}

const visitorKey = ({ channelId, visitorId }: Visitor): string => `${channelId}~${visitorId}`
