/** WebSocket routes over uWebSockets.js. */
import type { HttpResponse as NativeResponse, WebSocket as NativeSocket, TemplatedApp } from 'uWebSockets.js'
import type { Log } from '../log'
import { copyHead } from './listen-exchange'
import type { Connection, SocketHandlers, SocketRoute, UpgradeRequest } from './port'

/** Seconds without a frame either way, pings included, after which the peer counts as gone. */
const IDLE_TIMEOUT_S = 60

/** Bytes held for a peer that does not read. A sender that watches `queued` stays far below; beyond it the socket ends. */
const MAX_BACKPRESSURE_BYTES = 8 * 1024 * 1024

const INTERNAL_ERROR = 1011

interface Wire<Context> {
  readonly context: Context
  handlers: SocketHandlers | null
  connection: WireConnection | null
}

interface WireConnection extends Connection {
  /** The native socket is gone. */
  ended(): void
}

export function registerSocket<Context>(
  app: TemplatedApp,
  route: SocketRoute<Context>,
  options: { paramNames: readonly string[]; trustedProxies: number; log: Log },
): void {
  const { log } = options

  function decide(request: UpgradeRequest): ReturnType<typeof route.upgrade> {
    try {
      return route.upgrade(request)
    } catch (error) {
      log.error('http.upgrade-failed', error, { path: route.path })
      return { ok: false, status: 500, reason: 'internal' }
    }
  }

  function guarded(wire: Wire<Context>, run: (handlers: SocketHandlers) => void): void {
    if (!wire.handlers) return
    try {
      run(wire.handlers)
    } catch (error) {
      log.error('socket.handler-failed', error, { path: route.path })
      wire.connection?.close(INTERNAL_ERROR, 'internal')
    }
  }

  app.ws<Wire<Context>>(route.path, {
    maxPayloadLength: route.maxFrameBytes,
    maxBackpressure: MAX_BACKPRESSURE_BYTES,
    idleTimeout: IDLE_TIMEOUT_S,
    sendPingsAutomatically: true,

    upgrade(native, request, context) {
      const head = copyHead(native, request, options)
      const key = request.getHeader('sec-websocket-key')
      const extensions = request.getHeader('sec-websocket-extensions')
      if (!head) return refuse(native, 400, 'bad path')
      const outcome = decide(head)
      if (!outcome.ok) return refuse(native, outcome.status, outcome.reason)
      const wire: Wire<Context> = { context: outcome.context, handlers: null, connection: null }
      // Within this call: an upgrade that comes later, corked, is now and then taken for an answered request and hung up on.
      native.upgrade(wire, key, outcome.protocol ?? '', extensions, context)
    },

    open(socket) {
      const wire = socket.getUserData()
      const connection = makeConnection(socket)
      wire.connection = connection
      try {
        wire.handlers = route.open(connection, wire.context)
      } catch (error) {
        log.error('socket.open-failed', error, { path: route.path })
        connection.close(INTERNAL_ERROR, 'internal')
      }
    },

    message(socket, message, isBinary) {
      const wire = socket.getUserData()
      if (!wire.connection?.isOpen) return
      // The native buffer is gone after this call.
      const bytes = new Uint8Array(message.slice(0))
      guarded(wire, (handlers) => handlers.message(bytes, isBinary))
    },

    drain(socket) {
      guarded(socket.getUserData(), (handlers) => handlers.drain?.())
    },

    close(socket) {
      const wire = socket.getUserData()
      wire.connection?.ended()
      // Later: closing from within a handler must not run another handler of the same connection inside it.
      queueMicrotask(() => guarded(wire, (handlers) => handlers.closed()))
    },
  })
}

function makeConnection(socket: NativeSocket<unknown>): WireConnection {
  /** `closing`: no more is sent, the native socket still stands. */
  let state: 'open' | 'closing' | 'ended' = 'open'

  function sendAll(messages: readonly (Uint8Array | string)[]): 'sent' | 'queued' | 'dropped' {
    if (state !== 'open') return 'dropped'
    let status = 1
    socket.cork(() => {
      for (const message of messages) if (status !== 2) status = socket.send(message, typeof message !== 'string')
    })
    if (status !== 2) return status === 1 ? 'sent' : 'queued'
    state = 'closing'
    // Not gracefully: it does not read what it has, and would not read a farewell.
    setImmediate(() => {
      if (state === 'closing') socket.close()
    })
    return 'dropped'
  }

  return {
    get isOpen() {
      return state === 'open'
    },
    send: (message) => sendAll([message]),
    sendAll,
    bufferedBytes: () => (state === 'ended' ? 0 : socket.getBufferedAmount()),
    close(code, reason) {
      if (state !== 'open') return
      state = 'closing'
      socket.end(code, reason)
    },
    ended() {
      state = 'ended'
    },
  }
}

function refuse(native: NativeResponse, status: number, reason: string): void {
  native.writeStatus(`${status} Refused`).writeHeader('content-type', 'text/plain').end(reason)
}
