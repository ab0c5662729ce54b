/**
 * A Bot API server for tests, after https://core.telegram.org/bots/api: strict about what it is asked, with the documented
 * shapes and refusals, customers at its other side, and faults on demand. Telegram's own can be reached by nobody offline.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { type Ask, answerCall, Refusal } from './emulator-methods'
import { type EmulatorState, newState } from './emulator-state'

export type Fault =
  | { readonly is: 'refuse'; readonly code: number; readonly words: string; readonly retryAfter?: number }
  /** Done, and the answer never leaves. */
  | { readonly is: 'lose-answer' }
  /** A proxy in between answers. */
  | { readonly is: 'bad-gateway' }

export interface Emulator {
  readonly url: string
  readonly state: EmulatorState
  /** What the next call of this method comes to. */
  failNext(method: string, fault: Fault): void
  /** Tells what was told last once more. */
  repeat(): void
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startEmulator(token: string): Promise<Emulator> {
  const state = newState(token)
  const faults = new Map<string, Fault[]>()
  const sockets = new Set<Socket>()
  let server: Server
  let port = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://emulator')
    const [, isFile, given, rest = ''] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(pathname) ?? []
    if (given !== state.token) return reply(response, 401, refused(401, 'Unauthorized'))
    if (isFile) return sendFile(state, rest, response)
    const fault = faults.get(rest)?.shift()
    const ask = await askOf(request, searchParams)
    if (fault?.is === 'refuse') return reply(response, fault.code, refused(fault.code, fault.words, fault.retryAfter))
    if (fault?.is === 'bad-gateway') {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>')
      return
    }
    try {
      const result = await answerCall(state, rest, ask)
      if (fault?.is === 'lose-answer') response.destroy()
      else reply(response, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      reply(response, error.code, refused(error.code, error.message))
    }
  }

  async function start(): Promise<void> {
    server = createServer((request, response) => {
      serve(request, response).catch((error: unknown) => reply(response, 500, refused(500, `Internal Server Error: ${String(error)}`)))
    })
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    // What it is given the first time, it keeps.
    port = (server.address() as AddressInfo).port
  }
  await start()

  return {
    url: `http://127.0.0.1:${port}`,
    state,
    failNext: (method, fault) => void faults.set(method, [...(faults.get(method) ?? []), fault]),
    repeat: () => state.repeat(),
    async stop() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    start,
  }
}

async function askOf(request: IncomingMessage, query: URLSearchParams): Promise<Ask> {
  const type = request.headers['content-type'] ?? ''
  const parameters = new Map<string, unknown>(query)
  const files = new Map<string, { name: string; bytes: Uint8Array }>()
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(request as unknown as ReadableStream, { headers: { 'content-type': type } }).formData()
    for (const [key, value] of form) {
      if (typeof value === 'string') parameters.set(key, value)
      else files.set(key, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
    }
  } else {
    const body = await readText(request)
    for (const [key, value] of Object.entries(body === '' ? {} : (JSON.parse(body) as object))) parameters.set(key, value)
  }
  return { parameters, files }
}

const refused = (code: number, words: string, retryAfter?: number) => ({
  ok: false,
  error_code: code,
  description: words,
  ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
})

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function sendFile(state: EmulatorState, path: string, response: ServerResponse): void {
  const bytes = state.files.get(path.replace(/^files\//, ''))
  if (bytes) response.writeHead(200).end(bytes)
  else response.writeHead(404).end()
}
