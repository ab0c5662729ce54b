/** One HTTP request and its answer, over uWebSockets.js. Everything of the request is copied before the first await: it lives on the native stack. */
import type { HttpRequest as NativeRequest, HttpResponse as NativeResponse } from 'uWebSockets.js'
import type { HttpRequest } from './port'

/** Bytes taken before a handler has asked for the body: whoever is not let in makes us hold no more than this. */
const EAGER_BYTES = 64 * 1024

export class BodyTooLarge extends Error {
  constructor(readonly limit: number) {
    super(`The body is larger than ${limit} bytes`)
  }
}

/** The peer went away; there is nobody to answer. */
export class RequestAborted extends Error {
  constructor() {
    super('The request was aborted')
  }
}

/** The native response, guarded: using it after the peer has gone or the answer has ended would end the process. */
export interface Exchange {
  readonly isOver: boolean
  /** Runs `write` in one packet; does nothing when there is nobody to write to. */
  write(write: (response: NativeResponse) => void): void
  /** The answer is complete; the native response is not to be touched again. */
  finish(): void
  onOver(listener: () => void): void
}

export function openExchange(response: NativeResponse): Exchange {
  const listeners: (() => void)[] = []
  let isOver = false
  function end(): void {
    if (isOver) return
    isOver = true
    for (const listener of listeners.splice(0)) listener()
  }
  // First of all: without it a peer that hangs up takes the process along.
  response.onAborted(end)
  return {
    get isOver() {
      return isOver
    },
    write(write) {
      if (!isOver) response.cork(() => write(response))
    },
    finish: end,
    onOver(listener) {
      if (isOver) listener()
      else listeners.push(listener)
    },
  }
}

export interface RequestHead {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly ip: string
  readonly params: Readonly<Record<string, string>>
  header(name: string): string | undefined
}

/** @returns null when the path is not valid percent-encoding. */
export function copyHead(
  response: NativeResponse,
  request: NativeRequest,
  options: { paramNames: readonly string[]; trustedProxies: number },
): RequestHead | null {
  const headers = new Map<string, string>()
  request.forEach((name, value) => {
    headers.set(name, value)
  })
  const params: Record<string, string> = {}
  try {
    for (const [index, name] of options.paramNames.entries()) params[name] = decodeURIComponent(request.getParameter(index))
  } catch {
    return null
  }
  return {
    method: request.getCaseSensitiveMethod(),
    path: request.getUrl(),
    query: new URLSearchParams(request.getQuery()),
    ip: peerAddress(Buffer.from(response.getRemoteAddressAsText()).toString(), headers.get('x-forwarded-for'), options.trustedProxies),
    params,
    header: (name) => headers.get(name),
  }
}

/**
 * Each proxy appends who it was called by, so the entry that our outermost proxy wrote is that many from the end.
 * Whatever stands before it was written by the caller and may be a lie.
 */
export function peerAddress(direct: string, forwarded: string | undefined, trustedProxies: number): string {
  const chain = trustedProxies > 0 && forwarded ? forwarded.split(',').map((entry) => entry.trim()) : []
  const entry = chain.at(-trustedProxies) ?? chain[0]
  return shortAddress(entry || direct)
}

/** An IPv4 peer on a dual-stack socket looks like `0000:…:ffff:7f00:0001`. */
function shortAddress(address: string): string {
  const mapped = /^(?:0+:){5}ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address)
  if (!mapped) return address.replace(/^::ffff:/i, '')
  return [mapped[1], mapped[2]]
    .map((group) => Number.parseInt(group ?? '0', 16))
    .map((pair) => `${pair >> 8}.${pair & 255}`)
    .join('.')
}

export interface Body {
  readonly read: HttpRequest['body']
  /** Lets what nobody asked for pass by, so that the peer comes to read the answer. */
  discard(): void
}

/** Collects the body, and holds the peer back until a handler has said how much it is ready to take. */
export function receiveBody(response: NativeResponse, exchange: Exchange, declaredBytes: number): Body {
  const chunks: Buffer[] = []
  let size = 0
  let limit = EAGER_BYTES
  let isAwaited = false
  let isDiscarded = false
  let isComplete = false
  let isPaused = false
  let settle: (() => void) | null = null

  response.onData((chunk, isLast) => {
    isComplete ||= isLast
    if (isDiscarded) return
    size += chunk.byteLength
    // The native buffer is gone after this call.
    if (!isAwaited || size <= limit) chunks.push(Buffer.from(chunk.slice(0)))
    if (!isAwaited && !isComplete && size > limit) {
      isPaused = true
      response.pause()
    }
    settle?.()
  })
  exchange.onOver(() => settle?.())

  function resume(): void {
    if (!isPaused || exchange.isOver) return
    isPaused = false
    response.resume()
  }

  return {
    read: (wanted) =>
      new Promise((resolve, reject) => {
        limit = wanted
        isAwaited = true
        settle = () => {
          if (size > wanted || declaredBytes > wanted) reject(new BodyTooLarge(wanted))
          else if (isComplete) resolve(new Uint8Array(Buffer.concat(chunks)))
          else if (exchange.isOver) reject(new RequestAborted())
        }
        settle()
        if (declaredBytes <= wanted) resume()
      }),
    discard() {
      isDiscarded = true
      chunks.length = 0
      resume()
    },
  }
}
