/** A bridge for tests: says what its customer says, keeps what it is told, and fails on demand. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { isSigned, SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from './signature'

export interface Told {
  readonly type: string
  readonly id: string
  text: string
  readonly key?: string
  readonly replyTo: string | null
  readonly files: readonly { readonly path: string }[]
  isDeleted?: boolean
  isEdited?: boolean
  reactions?: readonly string[]
}

type Fault = { readonly status: number; readonly error?: string; readonly retryAfter?: string } | 'lose-answer'

export async function startBridge(secret: string) {
  const told: Told[] = []
  const faults: Fault[] = []
  let server: Server
  let port = 0

  async function take(request: IncomingMessage): Promise<{ status: number; body: object; headers?: Record<string, string> } | null> {
    const bytes = await buffer(request)
    const timestamp = String(request.headers[TIMESTAMP_HEADER])
    if (!isSigned(bytes, { secret, timestamp, signature: String(request.headers[SIGNATURE_HEADER]), now: Date.now() }))
      return { status: 401, body: { error: 'signature' } }
    const event = JSON.parse(bytes.toString()) as Told
    const fault = event.type === 'message' ? faults.shift() : undefined
    if (fault && fault !== 'lose-answer')
      return {
        status: fault.status,
        body: { error: fault.error ?? '' },
        headers: fault.retryAfter ? { 'retry-after': fault.retryAfter } : {},
      }
    if (event.type === 'message' && !told.some(({ id }) => id === event.id)) told.push(event)
    if (event.type === 'changed') {
      const known = told.find(({ id }) => `out-${id}` === event.key)
      if (known) Object.assign(known, { text: event.text, isDeleted: event.isDeleted, reactions: event.reactions })
    }
    return fault === 'lose-answer' ? null : { status: 200, body: { id: `out-${event.id}` } }
  }

  async function start(): Promise<void> {
    server = createServer((request, response) => {
      void take(request).then((answer) => {
        if (answer) response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body))
        else response.destroy()
      })
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  await start()

  return {
    url: `http://127.0.0.1:${port}/okno`,
    told,
    fail: (fault: Fault) => void faults.push(fault),
    start,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
    /** What a request to Okno carries. */
    signed(body: string, at = Date.now()) {
      const timestamp = String(Math.floor(at / 1000))
      return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signatureOf(body, { secret, timestamp }) }
    },
  }
}
