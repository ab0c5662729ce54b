/** A wire between browsers and the server that counts who hangs on it: what no page can tell of its workers. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { test as base } from './okno'

export interface Relay {
  readonly url: string
  /** Connections of operators' devices: open now, and the most that ever were at once. */
  devices(): { readonly open: number; readonly most: number }
}

export const test = base.extend<{ relay: Relay }>({
  relay: async ({ okno }, use) => {
    const devices = { open: 0, most: 0 }
    const server = createServer((incoming) => {
      const outgoing = connect(Number(new URL(okno.url).port), 'localhost')
      incoming.once('data', (head) => {
        if (!/^GET \/sync[ ?]/.test(head.toString('latin1'))) return
        devices.open += 1
        devices.most = Math.max(devices.most, devices.open)
        incoming.on('close', () => {
          devices.open -= 1
        })
      })
      incoming.pipe(outgoing).pipe(incoming)
      for (const [one, other] of [
        [incoming, outgoing],
        [outgoing, incoming],
      ] as const) {
        one.on('error', () => other.destroy())
        one.on('close', () => other.end())
      }
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('No port')
    await use({ url: `http://localhost:${address.port}`, devices: () => ({ ...devices }) })
    server.close()
  },
})
