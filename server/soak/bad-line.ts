/** A TCP proxy that cuts, stalls and throttles what passes through it. Bytes that arrive are those that were sent, in order. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

const TICK_MS = 10

interface Pair {
  readonly ends: readonly [Socket, Socket]
  /** Until it settles nothing passes; null: it does not stall. */
  stalled: Promise<void> | null
}

export class BadLine {
  readonly counts = { cuts: 0, stalls: 0, throttles: 0 }
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #bytesPerTick = Number.POSITIVE_INFINITY

  private constructor(server: Server) {
    this.#server = server
  }

  static start(targetPort: number): Promise<BadLine> {
    return new Promise((resolve) => {
      const server = createServer({ allowHalfOpen: false }, (inner) => proxy.#join(inner, connect(targetPort, '127.0.0.1')))
      const proxy = new BadLine(server)
      server.listen(0, '127.0.0.1', () => resolve(proxy))
    })
  }

  get port(): number {
    const address = this.#server.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  #join(inner: Socket, outer: Socket): void {
    const pair: Pair = { ends: [inner, outer], stalled: null }
    this.#pairs.add(pair)
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      from.pipe(this.#passage(pair)).pipe(to)
      from.on('error', () => undefined)
      from.on('close', () => {
        this.#pairs.delete(pair)
        to.destroy()
      })
    }
  }

  /** While it holds bytes back it takes no others, so whoever sends them comes to feel it. */
  #passage(pair: Pair): Transform {
    const line = this
    return new Transform({
      async transform(bytes: Buffer, _encoding, done) {
        for (let at = 0; at < bytes.length; ) {
          await pair.stalled
          const room = line.#bytesPerTick
          this.push(bytes.subarray(at, at + room))
          at += room
          if (at < bytes.length) await pause(TICK_MS)
        }
        done()
      },
    })
  }

  #any(): Pair | undefined {
    return [...this.#pairs][Math.floor(Math.random() * this.#pairs.size)]
  }

  /** Ends a connection in the middle of whatever it was saying. */
  cut(): void {
    const pair = this.#any()
    if (!pair) return
    this.counts.cuts += 1
    for (const end of pair.ends) end.resetAndDestroy()
  }

  /** Nothing passes either way, and nobody is told. */
  stall(ms: number): void {
    const pair = this.#any()
    if (!pair || pair.stalled) return
    this.counts.stalls += 1
    pair.stalled = pause(ms).then(() => {
      pair.stalled = null
    })
  }

  /** @param bytesPerSecond of each connection; infinite: as fast as it can. */
  throttle(bytesPerSecond: number): void {
    this.counts.throttles += 1
    this.#bytesPerTick = Math.max(1, Math.floor((bytesPerSecond / 1000) * TICK_MS))
  }

  close(): void {
    this.#server.close()
    for (const { ends } of this.#pairs) for (const end of ends) end.destroy()
  }
}
