/** The open channel API: somebody's bridge brings what customers write, and takes what operators answer. docs/channels/open-api.md. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { type Connection, type ConnectionServices, connector, type Fetched, type HookAnswer, type HookRequest } from '../connector'
import type { AmendedMessage, OutboundMessage, SendResult } from '../port'
import { type BridgeCall, bridgeCall } from './call'
import { BridgeEvent, eventName, readBridgeEvent } from './events'
import { isSigned, SIGNATURE_HEADER, TIMESTAMP_HEADER } from './signature'

const Settings = v.object({ url: v.pipe(v.string(), v.trim(), v.url(), v.regex(/^https?:\/\//), v.maxLength(2000)) })
const Secrets = v.object({ secret: v.pipe(v.string(), v.trim(), v.minLength(16), v.maxLength(200)) })

/** A bridge has so long to fetch a file. */
const FILE_LINK_MS = 60 * 60 * 1000
/** Whether the bridge is there is asked so often; one that is not there, sooner. */
const LOOK_MS = 30_000
const AGAIN_MS = 2_000
const MAX_EVENTS = 100

const Body = v.union([v.object({ events: v.pipe(v.array(BridgeEvent), v.minLength(1), v.maxLength(MAX_EVENTS)) }), BridgeEvent])

export const gateway = connector({
  kind: 'gateway',
  settings: Settings,
  secrets: Secrets,
  async check({ settings, secrets }, signal) {
    const result = await bridgeCall({ url: settings.url, secret: secrets.secret, clock: Date.now })({ type: 'ping' }, signal)
    if (result.is === 'done') return { ok: true, name: new URL(settings.url).hostname }
    if (result.is === 'not-sent' || result.is === 'lost') return { ok: false, problem: 'unreachable' }
    return result.status === 401 || result.status === 403
      ? { ok: false, problem: 'wrong-credentials' }
      : { ok: false, problem: 'refused', detail: result.words || String(result.status) }
  },
  connect: ({ settings, secrets }, services) =>
    connect({ call: bridgeCall({ url: settings.url, secret: secrets.secret, clock: services.clock }), secret: secrets.secret, services }),
})

interface Wiring {
  readonly call: BridgeCall
  readonly secret: string
  readonly services: ConnectionServices
}

function connect({ call, secret, services }: Wiring): Connection {
  let timer: NodeJS.Timeout | undefined

  function lookIn(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), ms)
  }

  async function look(): Promise<void> {
    const result = await call({ type: 'ping' }, services.signal)
    // Stopped meanwhile.
    if (services.signal.aborted || timer === undefined) return
    lookIn(result.is === 'done' ? LOOK_MS : AGAIN_MS)
    if (result.is === 'done') services.report('connected')
    else if (result.is === 'refused' && (result.status === 401 || result.status === 403)) services.report('auth', 'wrong-credentials')
    else services.report('down', result.is === 'refused' ? 'vendor-trouble' : 'unreachable')
  }

  const told = (message: OutboundMessage) => ({
    id: message.id,
    peer: { id: message.peerKey },
    author: message.authorName,
    text: message.text,
    at: message.at,
    replyTo: message.replyToKeys?.[0] ?? null,
    files: message.attachments.map(({ id, name, mime, size }) => ({ name, mime, size, path: filePath(id, { secret, services }) })),
  })

  return {
    async start() {
      lookIn(0)
    },
    async stop() {
      clearTimeout(timer)
      timer = undefined
    },
    read: readBridgeEvent,
    fetch: fetchFile,
    async send(message) {
      const result = await call({ type: 'message', ...told(message) }, services.signal)
      // What a send finds out first, everybody is told; the next look says when it is over.
      if (result.is === 'not-sent' && timer !== undefined) {
        services.report('down', 'unreachable')
        lookIn(AGAIN_MS)
      }
      return resultOf(result, message.id)
    },
    async amend(message: AmendedMessage) {
      const { isDeleted, isEdited, reactions, direction } = message
      const key = message.keys?.[0] ?? message.id
      const state = { type: 'changed', ...told(message), key, direction, isDeleted, isEdited, reactions }
      return resultOf(await call(state, services.signal), message.id)
    },
    hookQuery: '',
    hook: (request) => (request.method === 'GET' ? sendFile(request, { secret, services }) : take(request, { secret, services })),
  }
}

const Taken = v.object({ id: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))) })

/**
 * A bridge keeps the ids it has taken, so a send whose answer was lost is sent again under the same id, and is taken once.
 */
function resultOf(result: Awaited<ReturnType<BridgeCall>>, ourId: string): SendResult {
  switch (result.is) {
    case 'done': {
      const taken = v.safeParse(Taken, result.body)
      return { outcome: 'sent', keys: [(taken.success ? taken.output.id : undefined) ?? ourId] }
    }
    case 'not-sent':
      return { outcome: 'wait', afterMs: 5_000, reason: 'unreachable', of: 'channel' }
    case 'lost':
      return { outcome: 'retry', afterMs: 2_000, reason: 'lost-answer' }
    case 'refused':
      if (result.status === 429) return { outcome: 'wait', afterMs: result.retryAfterMs ?? 5_000, reason: 'rate-limit', of: 'channel' }
      if (result.status === 401 || result.status === 403)
        return { outcome: 'wait', afterMs: 60_000, reason: 'wrong-credentials', of: 'channel' }
      if (result.status >= 500) return { outcome: 'retry', afterMs: 5_000, reason: 'vendor-trouble' }
      return { outcome: 'failed', reason: result.words || `HTTP ${result.status}` }
  }
}

function take(request: HookRequest, { secret, services }: Omit<Wiring, 'call'>): HookAnswer {
  const signed = { secret, timestamp: request.header(TIMESTAMP_HEADER), signature: request.header(SIGNATURE_HEADER), now: services.clock() }
  if (!isSigned(request.bytes, signed)) return json(401, { error: 'The signature is missing, wrong, or older than five minutes' })
  const body = new TextDecoder().decode(request.bytes)
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Body), body)
  if (!parsed.success) {
    // A bridge in the making hears at once what is wrong; what it told is kept all the same.
    const raw = { key: `body:${createHash('sha256').update(request.bytes).digest('base64url')}`, raw: body }
    return {
      ...json(422, { error: parsed.issues[0].message, path: parsed.issues[0].path?.map(({ key }) => String(key)) ?? [] }),
      received: [raw],
    }
  }
  const events = 'events' in parsed.output ? parsed.output.events : [parsed.output]
  return {
    ...json(202, { taken: events.length }),
    received: events.map((event) => ({ key: eventName(event), raw: JSON.stringify(event) })),
  }
}

const json = (status: number, body: object): HookAnswer => ({ status, body: JSON.stringify(body), contentType: 'application/json' })

/** An address of a file that is good for an hour, for whoever was told of it. */
function filePath(id: string, { secret, services }: Omit<Wiring, 'call'>): string {
  const until = String(services.clock() + FILE_LINK_MS)
  return `/hooks/gateway/${services.channelId}?${new URLSearchParams({ file: id, until, signature: fileSignature(id, until, secret) })}`
}

const fileSignature = (id: string, until: string, secret: string): string =>
  createHmac('sha256', secret).update(`file.${id}.${until}`).digest('hex')

async function sendFile({ query }: HookRequest, { secret, services }: Omit<Wiring, 'call'>): Promise<HookAnswer> {
  const [id = '', until = '', signature = ''] = ['file', 'until', 'signature'].map((name) => query.get(name) ?? '')
  const [given, wanted] = [Buffer.from(signature), Buffer.from(fileSignature(id, until, secret))]
  const isGood = given.length === wanted.length && timingSafeEqual(given, wanted) && Number(until) >= services.clock()
  const file = isGood ? await services.open(id) : null
  return file ? { status: 200, contentType: file.mime, file: file.path } : json(404, { error: 'There is no such file' })
}

async function fetchFile(url: string, { limit, signal }: { limit: number; signal: AbortSignal }): Promise<Fetched> {
  const response = await fetch(url, { signal })
  if (!response.ok) return { ok: false, why: response.status === 404 || response.status === 410 ? 'gone' : 'later' }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > limit) return { ok: false, why: 'too-large' }
    chunks.push(chunk)
  }
  return { ok: true, bytes: new Uint8Array(Buffer.concat(chunks)) }
}
