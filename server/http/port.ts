/** HTTP and WebSocket as handlers see them. Only http/listen and sync/socket know the library underneath. */

export interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** Lower-case name. */
  header(name: string): string | undefined
  /** Path parameters by name. */
  readonly params: Readonly<Record<string, string>>
  /** Address of the peer, or what our outermost trusted proxy says it is. */
  readonly ip: string
  /** Whole body. @throws BodyTooLarge beyond `limit` bytes. */
  body(limit: number): Promise<Uint8Array>
}

export interface HttpResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** A path sends the file, with Range and HEAD. */
  readonly body?: string | Uint8Array | { readonly file: string }
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse> | HttpResponse

/** A connected WebSocket. Every call is safe after the socket has closed: it does nothing. */
export interface Connection {
  readonly isOpen: boolean
  /** @returns `sent`; `queued`: hold back until `drain`; `dropped`: the socket is ending. */
  send(message: Uint8Array | string): 'sent' | 'queued' | 'dropped'
  /** Sends all of them, in one packet where they fit into one. @returns of the last, or `dropped`. */
  sendAll?(messages: readonly Uint8Array[]): 'sent' | 'queued' | 'dropped'
  /** Bytes handed to `send` that have not left yet. */
  bufferedBytes(): number
  close(code: number, reason: string): void
}

export interface UpgradeRequest {
  readonly path: string
  readonly query: URLSearchParams
  readonly ip: string
  readonly params: Readonly<Record<string, string>>
  header(name: string): string | undefined
}

export interface SocketRoute<Context> {
  readonly path: string
  readonly maxFrameBytes: number
  /** Refuse with a status, or accept with what `open` will be given. What takes an await is decided there: see http/admission. */
  upgrade(request: UpgradeRequest): { ok: true; context: Context; protocol?: string } | { ok: false; status: number; reason: string }
  open(connection: Connection, context: Context): SocketHandlers
}

export interface SocketHandlers {
  /** `bytes` is a copy and may be kept. */
  message(bytes: Uint8Array, isBinary: boolean): void
  drain?(): void
  closed(): void
}
