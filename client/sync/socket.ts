import type { Id } from '#shared/domain/id'
import type { Socket, SocketEvents } from './driver'

/** Close code of a connection that could not be made at all, as browsers report it. */
const ABNORMAL = 1006

/**
 * The device's one connection to its server.
 * @param operatorId whose tables these are: the cookie is the whole browser's, and may be somebody else's by now.
 */
export function openSocket(operatorId: Id, events: SocketEvents): Socket {
  const url = new URL('/sync', self.location.origin)
  url.searchParams.set('as', operatorId)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  let socket: WebSocket
  try {
    socket = new WebSocket(url)
  } catch {
    queueMicrotask(() => events.closed(ABNORMAL, ''))
    return { send: () => undefined, close: () => undefined }
  }
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => events.opened()
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
    if (data instanceof ArrayBuffer) events.message(new Uint8Array(data))
  }
  socket.onclose = ({ code, reason }) => events.closed(code, reason)
  return {
    // Bytes of our own encoder lie in an ArrayBuffer of their own, never in shared memory.
    send: (bytes) => socket.readyState === WebSocket.OPEN && socket.send(bytes as Uint8Array<ArrayBuffer>),
    close: () => socket.close(),
  }
}
