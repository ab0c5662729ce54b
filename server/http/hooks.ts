/** What channels send us: handed to the connection it is for, stored, and only then answered. */
import type { Connections } from '../channels/connections'
import { MAX_RAW_CHARS } from '../channels/connector'
import { fail, json } from './answers'
import type { Route } from './listen'
import type { HttpRequest, HttpResponse } from './port'

/** A channel is opened anew within moments. */
const AGAIN_S = '5'

export function hookRoutes(connections: Pick<Connections, 'live' | 'has'>): Route[] {
  const path = '/hooks/:kind/:channel'
  return [
    { method: 'GET', path, handler: (request) => take(connections, request, 'GET') },
    { method: 'POST', path, handler: (request) => take(connections, request, 'POST') },
  ]
}

async function take(connections: Pick<Connections, 'live' | 'has'>, request: HttpRequest, method: 'GET' | 'POST'): Promise<HttpResponse> {
  const id = request.params.channel ?? ''
  const live = connections.live(id)
  // Between two accounts, or without the key of its secrets: who hears that there is no such channel may not come again.
  if (!live && connections.has(id)) return json({ error: 'The channel is not open just now' }, 503, { 'retry-after': AGAIN_S })
  if (!live?.connection.hook || live.kind !== request.params.kind) return fail(404, 'not-found', 'There is no such channel')
  const { query, header } = request
  const bytes = method === 'POST' ? await request.body(MAX_RAW_CHARS) : new Uint8Array()
  const answer = await live.connection.hook({ method, query, header, bytes })
  if (answer.received) await live.receive(answer.received)
  return {
    status: answer.status,
    headers: { 'content-type': answer.contentType ?? 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    ...(answer.file !== undefined ? { body: { file: answer.file } } : answer.body === undefined ? {} : { body: answer.body }),
  }
}
