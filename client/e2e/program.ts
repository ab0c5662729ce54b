/** A program of the shop's own: a stock y-websocket client with an API key. */
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { TEXT_KEY } from '#shared/domain/document'
import { signInCookie } from './device'
import { type Okno, OWNER } from './okno'

export interface Program {
  readonly text: Y.Text
  /** The codes it was told to go with. */
  readonly refusals: readonly number[]
  isConnected(): boolean
  close(): void
}

/** Through the interface that administrators use. */
export async function makeApiKey({ url }: Okno, name: string): Promise<string> {
  const headers = { cookie: await signInCookie(url, OWNER), origin: url }
  const response = await fetch(`${url}/api/keys`, { method: 'POST', headers, body: JSON.stringify({ name }) })
  return ((await response.json()) as { key: string }).key
}

export function openDocument({ url }: Okno, document: string, key: string | null): Program {
  const doc = new Y.Doc()
  const refusals: number[] = []
  class Socket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols)
      this.on('close', (code) => {
        if (code >= 4000) refusals.push(code)
      })
      this.on('error', () => undefined)
    }
  }
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/yjs`, document, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    params: key === null ? {} : { key },
    disableBc: true,
  })
  return {
    text: doc.getText(TEXT_KEY),
    refusals,
    isConnected: () => provider.wsconnected && provider.synced,
    close() {
      provider.destroy()
      doc.destroy()
    },
  }
}
