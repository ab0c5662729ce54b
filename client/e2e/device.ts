/** An operator's device without a browser: the real protocol over a real socket, for faults and hostile frames. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { newId } from '#shared/domain/id'
import type { ServerFrame, ServerFrameName } from '#shared/protocol/frames'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { decodeServer, encodeClient } from '#shared/protocol/wire'
import type { Person } from './okno'

const TIMEOUT_MS = 10_000

type Named<N extends ServerFrameName> = Extract<ServerFrame, { name: N }>

export interface RawDevice {
  readonly frames: readonly ServerFrame[]
  send(bytes: Uint8Array | string): void
  hello(options?: { cursor?: number; epoch?: string | null; unanswered?: string[] }): void
  /** The first frame of that name, come or coming, that fits. */
  until<N extends ServerFrameName>(name: N, fits?: (frame: Named<N>) => boolean): Promise<Named<N>>
  /** The code the server closes with. */
  closed(): Promise<number>
  close(): void
}

export async function signInCookie(url: string, { email, password }: Person): Promise<string> {
  const response = await fetch(`${url}/api/sign-in`, { method: 'POST', body: JSON.stringify({ email, password, device: 'raw' }) })
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

export async function connectDevice(url: string, headers: Record<string, string>): Promise<RawDevice> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/sync`, { headers: { origin: url, ...headers } })
  const frames: ServerFrame[] = []
  let taken = 0
  const waiters = new Set<(frame: ServerFrame) => void>()
  const ended = new Promise<number>((resolve) => socket.on('close', resolve))
  // A refused upgrade is an error here and a close code for whoever waits.
  socket.on('error', () => undefined)
  socket.on('message', (data: Buffer) => {
    const frame = decodeServer(new Uint8Array(data))
    if (!frame) throw new Error('The server sent a frame that its own protocol does not know')
    frames.push(frame)
    if (frame.name === 'BATCH' || frame.name === 'SNAPSHOT') {
      taken += 1
      socket.send(encodeClient('ACK', { cursor: 0, taken }))
    }
    for (const waiter of [...waiters]) waiter(frame)
  })
  await Promise.race([once(socket, 'open'), ended])

  return {
    frames,
    send: (bytes) => socket.send(bytes),
    hello({ cursor = 0, epoch = null, unanswered = [] } = {}) {
      socket.send(
        encodeClient('HELLO', {
          proto: PROTOCOL_VERSION,
          build: 'test',
          device: newId(),
          epoch,
          cursor,
          aclEpoch: 0,
          staged: null,
          unanswered,
        }),
      )
    },
    until(name, fits = () => true) {
      // Compared by name just before.
      const isIt = (frame: ServerFrame) => frame.name === name && fits(frame as Parameters<typeof fits>[0])
      const known = frames.find(isIt)
      if (known) return Promise.resolve(known as Parameters<typeof fits>[0])
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`No ${name} in time`)), TIMEOUT_MS)
        waiters.add(function waiter(frame) {
          if (!isIt(frame)) return
          waiters.delete(waiter)
          clearTimeout(timer)
          resolve(frame as Parameters<typeof fits>[0])
        })
        void ended.then((code) => {
          clearTimeout(timer)
          reject(new Error(`Closed with ${code}`))
        })
      })
    },
    closed: () => ended,
    close: () => socket.terminate(),
  }
}
