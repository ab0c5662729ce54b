/** The line between a channel and its vendor, as bad as one likes. Whatever address an account names goes through it. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Line {
  /** The account's settings with our ports in the place of the vendor's. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Every connection ends. */
  cut(): void
  /** Whatever is said takes so long, either way. */
  slow(ms: number): void
  /** Nothing passes, and nobody is told, until it is let go on. */
  hold(isHeld: boolean): void
  close(): Promise<void>
}

export async function openLine(given: Readonly<Record<string, unknown>>): Promise<Line> {
  const servers = new Map<number, Server>()
  const sockets = new Set<Socket>()
  let delayMs = 0
  let held: Promise<void> | null = null
  let release = (): void => undefined

  function carry(from: Socket, to: Socket): void {
    let turn = Promise.resolve()
    const next = (what: () => void) => {
      turn = turn.then(async () => {
        await held
        if (delayMs > 0) await pause(delayMs)
        if (!to.destroyed) what()
      })
    }
    from.on('data', (bytes) => next(() => to.write(bytes)))
    from.on('end', () => next(() => to.end()))
    from.on('error', () => to.destroy())
    from.on('close', () => sockets.delete(from))
  }

  async function portFor(port: number): Promise<number> {
    const known = servers.get(port)
    const server =
      known ??
      createServer({ allowHalfOpen: true }, (near) => {
        const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
        for (const socket of [near, far]) sockets.add(socket)
        carry(near, far)
        carry(far, near)
      })
    if (!known) {
      servers.set(port, server)
      await once(server.listen(0, '127.0.0.1'), 'listening')
    }
    return Number(Reflect.get(Object(server.address()), 'port'))
  }

  const through = async ([name, value]: [string, unknown]): Promise<[string, unknown]> => {
    if (typeof value === 'number' && /port$/i.test(name)) return [name, await portFor(value)]
    const port = typeof value === 'string' ? /127\.0\.0\.1:(\d+)/.exec(value)?.[1] : undefined
    return [name, port === undefined ? value : String(value).replace(port, String(await portFor(Number(port))))]
  }
  const entries: [string, unknown][] = []
  // One after another, so that two addresses of one server share a line.
  for (const entry of Object.entries(given)) entries.push(await through(entry))

  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    settings: Object.fromEntries(entries),
    cut,
    slow(ms) {
      delayMs = ms
    },
    hold(isHeld) {
      release()
      held = isHeld
        ? new Promise((resolve) => {
            release = resolve
          })
        : null
    },
    async close() {
      release()
      cut()
      await Promise.all([...servers.values()].map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}
