/**
 * Connections whose every message waits until the scheduler lets it pass. A message arrives in order or not at all. A
 * cut loses some of what is under way; a half-open connection loses all of it, and neither end is told; a slow one
 * makes the server wait for `drain`.
 */
import type { Connection, SocketHandlers } from '../../server/http/port'
import type { Socket, SocketEvents } from '../sync/driver'
import type { Chance } from './random'

const CUT = 1006
/** As the server's sockets: so long without a frame, and the peer counts as gone. */
const IDLE_TIMEOUT_MS = 60_000

interface Pipe {
  /** What the scheduler may do next, in order. */
  toServer: (() => void)[]
  toClient: (() => void)[]
  isClientOpen: boolean
  isServerOpen: boolean
  /** What is sent is lost, and nobody hears of it. */
  isHalfOpen: boolean
  /** The peer reads too slowly: the server must wait. */
  isSlow: boolean
  closeClient: (code: number, reason: string) => void
  closeServer: () => void
  drained: () => void
}

export interface Network {
  /** A device's connection to whatever accepts at that moment. */
  connect(events: SocketEvents): Socket
  /** Lets one waiting message pass. @returns false when nothing waits. */
  deliver(chance: Chance): boolean
  /** Breaks one connection: of what is under way each way, some still arrives. */
  cut(chance: Chance): void
  /** The server's process is gone. What it said last still arrives, or does not. */
  cutAll(isLost: boolean): void
  halfOpen(chance: Chance): void
  slow(chance: Chance): void
  /** Slow connections are as fast as others again. */
  drain(): void
  /** The device neither hears nor is heard by its own timers: its tab is frozen. */
  isFrozen: boolean
}

export function createNetwork(options: {
  accept: (connection: Connection) => SocketHandlers | null
  setTimer: (ms: number, run: () => void) => () => void
}): Network {
  const pipes = new Set<Pipe>()

  function connect(events: SocketEvents): Socket {
    let handlers: SocketHandlers | null = null
    const pipe: Pipe = {
      toServer: [],
      toClient: [],
      isClientOpen: true,
      isServerOpen: true,
      isHalfOpen: false,
      isSlow: false,
      closeClient(code, reason) {
        if (!pipe.isClientOpen) return
        pipe.toClient.push(() => {
          pipe.isClientOpen = false
          events.closed(code, reason)
        })
      },
      closeServer() {
        if (!pipe.isServerOpen) return
        pipe.isServerOpen = false
        pipe.toServer = []
        handlers?.closed()
      },
      drained: () => handlers?.drain?.(),
    }
    pipes.add(pipe)
    const connection: Connection = {
      get isOpen() {
        return pipe.isServerOpen
      },
      bufferedBytes: () => 0,
      send(message) {
        if (!pipe.isServerOpen || typeof message === 'string') return 'dropped'
        const copy = message.slice()
        if (!pipe.isHalfOpen) pipe.toClient.push(() => events.message(copy))
        return pipe.isSlow ? 'queued' : 'sent'
      },
      close(code, reason) {
        if (!pipe.isServerOpen) return
        pipe.isServerOpen = false
        // uWebSockets tells of the end at once; what was sent before it still arrives.
        handlers?.closed()
        if (!pipe.isHalfOpen) pipe.closeClient(code, reason)
      },
    }
    pipe.toServer.push(() => {
      handlers = options.accept(connection)
      if (handlers) pipe.toClient.push(() => events.opened())
      else {
        pipe.isServerOpen = false
        pipe.closeClient(CUT, '')
      }
    })
    return {
      send(bytes) {
        const copy = bytes.slice()
        if (pipe.isClientOpen && pipe.isServerOpen && !pipe.isHalfOpen) pipe.toServer.push(() => handlers?.message(copy, true))
      },
      close() {
        pipe.isClientOpen = false
        pipe.toClient = []
        if (!pipe.isHalfOpen && pipe.isServerOpen) pipe.toServer.push(pipe.closeServer)
      },
    }
  }

  const open = () => [...pipes].filter(({ isClientOpen, isServerOpen }) => isClientOpen && isServerOpen)

  const network: Network = {
    isFrozen: false,
    connect,
    deliver(chance) {
      const queues = [...pipes].flatMap(({ toServer, toClient }) => (network.isFrozen ? [toServer] : [toServer, toClient]))
      const pass = chance.pick(queues.filter(({ length }) => length > 0))?.shift()
      pass?.()
      for (const pipe of pipes) {
        const isOver = !pipe.isClientOpen && !pipe.isServerOpen && pipe.toServer.length === 0 && pipe.toClient.length === 0
        if (isOver) pipes.delete(pipe)
      }
      return pass !== undefined
    },
    cut(chance) {
      const pipe = chance.pick(open())
      if (!pipe) return
      pipe.toServer.splice(chance.below(pipe.toServer.length + 1))
      pipe.toClient.splice(chance.below(pipe.toClient.length + 1))
      pipe.toServer.push(pipe.closeServer)
      pipe.closeClient(CUT, '')
    },
    cutAll(isLost) {
      for (const pipe of pipes) {
        pipe.isServerOpen = false
        pipe.toServer = []
        if (isLost) pipe.toClient = []
        pipe.closeClient(CUT, '')
      }
    },
    halfOpen(chance) {
      const pipe = chance.pick(open())
      if (!pipe) return
      pipe.isHalfOpen = true
      pipe.toServer = []
      pipe.toClient = []
      options.setTimer(IDLE_TIMEOUT_MS, pipe.closeServer)
    },
    slow(chance) {
      const pipe = chance.pick(open())
      if (pipe) pipe.isSlow = true
    },
    drain() {
      for (const pipe of pipes) {
        if (!pipe.isSlow) continue
        pipe.isSlow = false
        if (pipe.isServerOpen) pipe.drained()
      }
    },
  }
  return network
}
