/**
 * The one HTTP and WebSocket port of the process, over uWebSockets.js.
 *
 * A handler that throws answers 500 with a request id and is logged; no peer, whatever it sends or leaves out, ends the
 * process.
 */
import uWS, { type HttpRequest as NativeRequest, type HttpResponse as NativeResponse, type us_listen_socket } from 'uWebSockets.js'
import { newId } from '#shared/domain/id'
import type { Log } from '../log'
import { fail } from './answers'
import { type Body, BodyTooLarge, copyHead, openExchange, RequestAborted, type RequestHead, receiveBody } from './listen-exchange'
import { reply } from './listen-reply'
import { registerSocket } from './listen-socket'
import type { HttpHandler, HttpResponse, SocketRoute } from './port'

declare module 'uWebSockets.js' {
  interface TemplatedApp {
    /** The library takes options together with a host; its types forget to say so. */
    listen(host: string, port: number, options: number, bound: (socket: us_listen_socket | false) => void): TemplatedApp
  }
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:name` for a part that varies. GET answers HEAD too. */
  readonly path: string
  readonly handler: HttpHandler
}

/** Hides a socket route's context type, which concerns nobody but the route. */
export type RegisterSocket = (register: <Context>(route: SocketRoute<Context>) => void) => void

export interface ListenOptions {
  readonly port: number
  /** Undefined: all addresses. */
  readonly host?: string | undefined
  readonly routes: readonly Route[]
  /** Answers whatever no route does. */
  readonly otherwise: HttpHandler
  readonly sockets?: RegisterSocket
  /** On every answer unless it says otherwise. */
  readonly headers?: Readonly<Record<string, string>>
  readonly trustedProxies?: number
  readonly log: Log
}

export interface Listener {
  readonly port: number
  /** Takes no more connections, waits for answers under way, then hangs up. */
  close(graceMs: number): Promise<void>
}

const EXCLUSIVE_PORT = 1

/** @throws Error when the port is taken. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { log, headers = {}, trustedProxies = 0 } = options
  const app = uWS.App()
  let underWay = 0

  function serve(handler: HttpHandler, paramNames: readonly string[], native: NativeResponse, request: NativeRequest): void {
    const exchange = openExchange(native)
    underWay += 1
    exchange.onOver(() => {
      underWay -= 1
    })
    const head = copyHead(native, request, { paramNames, trustedProxies })
    const declaredBytes = Number(head?.header('content-length') ?? 0)
    const body = receiveBody(native, exchange, declaredBytes)
    const answered = head ? answer(handler, head, body.read) : Promise.resolve(fail(400, 'invalid', 'The path is not valid'))
    answered
      .then((response) => {
        if (!response || exchange.isOver) return
        body.discard()
        return reply(exchange, head ?? NO_HEAD, response, headers)
      })
      .catch((error) => {
        log.error('http.reply-failed', error)
        exchange.write((response) => response.close())
      })
  }

  async function answer(handler: HttpHandler, head: RequestHead, body: Body['read']): Promise<HttpResponse | null> {
    try {
      return await handler({ ...head, body })
    } catch (error) {
      if (error instanceof RequestAborted) return null
      if (error instanceof BodyTooLarge) return fail(413, 'too-large', `The body may have ${error.limit} bytes`)
      const requestId = newId()
      log.error('http.handler-failed', error, { requestId, method: head.method })
      const failed = fail(500, 'internal', `Something went wrong here; the log knows it as ${requestId}`)
      return { ...failed, headers: { ...failed.headers, 'x-request-id': requestId } }
    }
  }

  // Sockets first: an upgrade to a path that is also a page must not get the page.
  options.sockets?.((route) => registerSocket(app, route, { paramNames: paramNamesOf(route.path), trustedProxies, log }))
  for (const { method, path, handler } of options.routes) {
    const paramNames = paramNamesOf(path)
    const run = (native: NativeResponse, request: NativeRequest) => serve(handler, paramNames, native, request)
    if (method === 'GET') app.get(path, run).head(path, run)
    else if (method === 'DELETE') app.del(path, run)
    else if (method === 'POST') app.post(path, run)
    else if (method === 'PUT') app.put(path, run)
    else app.patch(path, run)
  }
  app.any('/*', (native, request) => serve(options.otherwise, [], native, request))

  const socket = await bind(app, options)
  return {
    port: uWS.us_socket_local_port(socket),
    async close(graceMs) {
      uWS.us_listen_socket_close(socket)
      const deadline = performance.now() + graceMs
      while (underWay > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
      app.close()
    },
  }
}

function bind(app: uWS.TemplatedApp, { host, port }: ListenOptions): Promise<us_listen_socket> {
  return new Promise((resolve, reject) => {
    const bound = (socket: us_listen_socket | false) =>
      socket ? resolve(socket) : reject(new Error(`Port ${port}${host ? ` of ${host}` : ''} cannot be used: it is taken, or not allowed`))
    // Exclusive, or two processes on one port would share the connections between them.
    if (host === undefined) app.listen(port, EXCLUSIVE_PORT, bound)
    else app.listen(host, port, EXCLUSIVE_PORT, bound)
  })
}

/** For a request whose head could not be read. */
const NO_HEAD: RequestHead = { method: 'GET', path: '/', query: new URLSearchParams(), ip: '', params: {}, header: () => undefined }

const paramNamesOf = (path: string): string[] => path.split('/').flatMap((part) => (part.startsWith(':') ? [part.slice(1)] : []))
