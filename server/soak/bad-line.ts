/** A TCP proxy that cuts, stalls and throttles what passes through it. */
import { connect, createServer, type Server, type Socket } from 'node:net'

interface Pair {
  readonly ends: readonly [Socket, Socket]
  isStalled: boolean
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
    const pair: Pair = { ends: [inner, outer], isStalled: false }
    this.#pairs.add(pair)
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      from.on('data', (bytes) => void this.#pass(from, to, bytes))
      from.on('error', () => undefined)
      from.on('close', () => {
        this.#pairs.delete(pair)
        to.destroy()
      })
    }
  }

  /** A stalled socket is not read, so this is what a slow line does to one that is. */
  async #pass(from: Socket, to: Socket, bytes: Buffer): Promise<void> {
    if (bytes.length <= this.#bytesPerTick) {
      if (!to.write(bytes)) {
        from.pause()
        to.once('drain', () => from.resume())
      }
      return
    }
    from.pause()
    for (let at = 0; at < bytes.length; at += this.#bytesPerTick) {
      to.write(bytes.subarray(at, at + this.#bytesPerTick))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    from.resume()
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
    if (!pair || pair.isStalled) return
    this.counts.stalls += 1
    pair.isStalled = true
    for (const end of pair.ends) end.pause()
    setTimeout(() => {
      pair.isStalled = false
      for (const end of pair.ends) end.resume()
    }, ms)
  }

  /** @param bytesPerSecond of each connection; infinite: as fast as it can. */
  throttle(bytesPerSecond: number): void {
    this.counts.throttles += 1
    this.#bytesPerTick = Math.max(1, Math.floor(bytesPerSecond / 100))
  }

  close(): void {
    this.#server.close()
    for (const { ends } of this.#pairs) for (const end of ends) end.destroy()
  }
}
