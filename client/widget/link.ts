import * as v from 'valibot'
import { type FromVisitor, ToVisitor } from '#shared/protocol/widget'

/** Below the minute after which routers and proxies forget an idle connection. */
const PING_INTERVAL_MS = 25_000
const PONG_TIMEOUT_MS = 10_000
/** A connection that cannot be made must not be waited for longer than the next attempt would take. */
const CONNECT_TIMEOUT_MS = 15_000

export interface Link {
  tell(frame: FromVisitor): void
  /** `closed` is called once, whoever ended it. */
  close(code: number): void
}

/** One connection to the server. Silence on a connection that looks alive ends it too. */
export function openLink(options: {
  url: string
  hello: () => FromVisitor
  heard: (frame: ToVisitor) => void
  closed: (code: number) => void
}): Link {
  const socket = new WebSocket(options.url)
  const connecting = setTimeout(() => end(0), CONNECT_TIMEOUT_MS)
  let silence: ReturnType<typeof setTimeout> | undefined
  let isEnded = false
  const pinging = setInterval(() => {
    tell({ t: 'ping' })
    silence ??= setTimeout(() => end(0), PONG_TIMEOUT_MS)
  }, PING_INTERVAL_MS)

  function tell(frame: FromVisitor): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }
  function end(code: number): void {
    if (isEnded) return
    isEnded = true
    clearTimeout(connecting)
    clearTimeout(silence)
    clearInterval(pinging)
    socket.close()
    options.closed(code)
  }
  socket.onopen = () => {
    clearTimeout(connecting)
    tell(options.hello())
  }
  socket.onmessage = ({ data }) => {
    clearTimeout(silence)
    silence = undefined
    const frame = parseFrame(data)
    if (frame && !isEnded) options.heard(frame)
  }
  socket.onclose = ({ code }) => end(code)
  return { tell, close: end }
}

/** A frame this window does not know is a newer server's: left out, the rest goes on. */
function parseFrame(data: unknown): ToVisitor | null {
  try {
    const parsed = v.safeParse(ToVisitor, JSON.parse(String(data)))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
