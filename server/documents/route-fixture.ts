/** `/yjs` over the real listener, and stock y-websocket clients of it. */
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { TEXT_KEY } from '#shared/domain/document'
import { hashToken } from '../auth/token'
import { makeWho } from '../auth/who'
import { listen } from '../http/listen'
import type { Log } from '../log'
import { NOON } from '../parts-fixture'
import { decode } from './decode'
import { makeHub } from './hub-fixture'
import { createPrograms } from './programs'
import { yjsRoute } from './route'

export const KEY = 'okno_secret'

export async function startYjs() {
  const parts = await makeHub({ validate: async (update) => decode({ kind: 'validate', update }).ok })
  await parts.found()
  await parts.store.accounts.addApiKey({ id: 'key', name: 'Робот', keyHash: hashToken(KEY), createdAt: NOON })
  const errors: unknown[] = []
  const programs = createPrograms()
  const who = makeWho({ accounts: parts.store.accounts, operatorOf: () => undefined, clock: parts.clock })
  const log: Log = { info: () => undefined, warn: () => undefined, error: (_event, error) => void errors.push(error) }
  const listener = await listen({
    port: 0,
    host: '127.0.0.1',
    log,
    routes: [],
    otherwise: () => ({ status: 404 }),
    sockets: (register) =>
      register(
        yjsRoute({ hub: parts.hub, authenticate: (request) => who.program(request), programs, onError: (error) => errors.push(error) }),
      ),
  })
  const clients = new Set<WebsocketProvider>()
  const url = `ws://127.0.0.1:${listener.port}/yjs`

  return {
    ...parts,
    errors,
    programs,
    url,
    /** A stock client. Talks to the server alone, not to its neighbours in this process. */
    client(doc: string, options: { key?: string; ydoc?: Y.Doc } = {}) {
      const ydoc = options.ydoc ?? new Y.Doc()
      const provider = new WebsocketProvider(url, doc, ydoc, {
        params: options.key === '' ? {} : { key: options.key ?? KEY },
        // Another implementation of the same interface.
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
      })
      clients.add(provider)
      return { provider, ydoc, text: ydoc.getText(TEXT_KEY) }
    },
    async close() {
      for (const provider of clients) provider.destroy()
      await listener.close(100)
      await parts.store.close()
    },
  }
}

/** Waits until a shared text reads so. */
export function reads(text: Y.Text, expected: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (text.toString() !== expected) return
      text.unobserve(look)
      resolve()
    }
    text.observe(look)
    look()
  })
}

export const synced = ({ provider }: { provider: WebsocketProvider }): Promise<void> =>
  new Promise((resolve) => {
    if (provider.synced) return resolve()
    provider.once('sync', () => resolve())
  })
