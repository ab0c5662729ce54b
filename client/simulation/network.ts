/**
 * Connections whose every message waits until the scheduler lets it pass. A message arrives in order or not at all;
 * a cut loses what was under way in both directions and each end hears of it when the scheduler says so.
 */
import type { Connection, SocketHandlers } from '../../server/http/port'
import type { Socket, SocketEvents } from '../sync/driver'

const CUT = 1006

interface Pipe {
  /** What the scheduler may do next, in order. */
  readonly toServer: (() => void)[]
  readonly toClient: (() => void)[]
  isOpen: boolean
}

export interface Network {
  /** A device's connection to whatever accepts at that moment. */
  connect(events: SocketEvents): Socket
  /** Lets one waiting message of a pipe chosen by `pick` pass. @returns false when nothing waits. */
  deliver(pick: (below: number) => number): boolean
  /** Breaks one connection. */
  cut(pick: (below: number) => number): void
  cutAll(): void
  isQuiet(): boolean
}

export function createNetwork(accept: (connection: Connection) => SocketHandlers | null): Network {
  const pipes = new Set<Pipe>()

  function connect(events: SocketEvents): Socket {
    const pipe: Pipe = { toServer: [], toClient: [], isOpen: true }
    let handlers: SocketHandlers | null = null
    pipes.add(pipe)

    function end(code: number): void {
      if (!pipe.isOpen) return
      pipe.isOpen = false
      pipe.toServer.length = 0
      pipe.toClient.length = 0
      pipe.toServer.push(() => handlers?.closed())
      pipe.toClient.push(() => events.closed(code, ''))
    }
    ends.set(pipe, end)

    const connection: Connection = {
      get isOpen() {
        return pipe.isOpen
      },
      bufferedBytes: () => 0,
      send(message) {
        if (!pipe.isOpen || typeof message === 'string') return 'dropped'
        const copy = message.slice()
        pipe.toClient.push(() => events.message(copy))
        return 'sent'
      },
      close: (code) => end(code),
    }
    pipe.toServer.push(() => {
      handlers = accept(connection)
      if (handlers) pipe.toClient.push(() => events.opened())
      else end(CUT)
    })
    return {
      send(bytes) {
        const copy = bytes.slice()
        if (pipe.isOpen) pipe.toServer.push(() => handlers?.message(copy, true))
      },
      close: () => end(CUT),
    }
  }

  const ends = new Map<Pipe, (code: number) => void>()
  const openPipes = () => [...pipes].filter(({ isOpen }) => isOpen)

  return {
    connect,
    deliver(pick) {
      const queues = [...pipes].flatMap(({ toServer, toClient }) => [toServer, toClient]).filter(({ length }) => length > 0)
      const queue = queues[pick(queues.length)]
      const pass = queue?.shift()
      pass?.()
      for (const pipe of pipes) {
        if (pipe.isOpen || pipe.toServer.length > 0 || pipe.toClient.length > 0) continue
        pipes.delete(pipe)
        ends.delete(pipe)
      }
      return pass !== undefined
    },
    cut(pick) {
      const open = openPipes()
      const pipe = open[pick(open.length)]
      if (pipe) ends.get(pipe)?.(CUT)
    },
    cutAll() {
      for (const pipe of openPipes()) ends.get(pipe)?.(CUT)
    },
    isQuiet: () => [...pipes].every(({ toServer, toClient }) => toServer.length === 0 && toClient.length === 0),
  }
}
