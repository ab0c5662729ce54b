/** A provider with a web interface, for tests: answers as its documentation says, or not at all. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** `lost`: taken, and the line breaks before anything is said. */
export interface Answer {
  readonly status?: number
  readonly body?: object | string
  readonly headers?: Readonly<Record<string, string>>
  readonly isLost?: boolean
}

export interface TestProvider {
  readonly url: string
  readonly asked: Asked[]
  start(): Promise<void>
  stop(): Promise<void>
}

/** @param port where others already look for it; 0: any. */
export async function startProvider(answer: (asked: Asked) => Answer, port = 0): Promise<TestProvider> {
  const asked: Asked[] = []
  let server: Server

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://provider')
    const one = { method: request.method ?? '', path: pathname, query: searchParams, headers: request.headers, body: await text(request) }
    asked.push(one)
    const { status = 200, body = '', headers = {}, isLost } = answer(one)
    if (isLost) return void response.destroy()
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
  }

  async function start(): Promise<void> {
    server = createServer((request, response) => void serve(request, response))
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  await start()

  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    start,
    async stop() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
