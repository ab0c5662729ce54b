import * as v from 'valibot'
import { decodeFrame, encodeFrame, frameType } from './codec'
import {
  CLIENT_FRAMES,
  type ClientFrame,
  type ClientFrameName,
  type ClientHead,
  SERVER_FRAMES,
  type ServerFrame,
  type ServerFrameName,
  type ServerHead,
} from './frames'

export const encodeClient = <N extends ClientFrameName>(name: N, head: ClientHead<N>, raw?: Uint8Array): Uint8Array =>
  encodeFrame(CLIENT_FRAMES[name].type, head, raw)

export const encodeServer = <N extends ServerFrameName>(name: N, head: ServerHead<N>, raw?: Uint8Array): Uint8Array =>
  encodeFrame(SERVER_FRAMES[name].type, head, raw)

const clientNames = namesByType(CLIENT_FRAMES)
const serverNames = namesByType(SERVER_FRAMES)

/** @returns null for bytes that are no frame a client may send. */
export function decodeClient(bytes: Uint8Array): ClientFrame | null {
  const name = clientNames.get(frameType(bytes) ?? 0) as ClientFrameName | undefined
  const frame = name && decodeFrame(CLIENT_FRAMES[name].head, bytes)
  return frame ? ({ name, ...frame } as ClientFrame) : null
}

/** @returns null for bytes that are no frame a server may send. */
export function decodeServer(bytes: Uint8Array): ServerFrame | null {
  const name = serverNames.get(frameType(bytes) ?? 0) as ServerFrameName | undefined
  const frame = name && decodeFrame(SERVER_FRAMES[name].head, bytes)
  return frame ? ({ name, ...frame } as ServerFrame) : null
}

/** What a HELLO of every protocol has in common, now and for ever: its type byte and this field. */
const AnyHello = v.object({ proto: v.number() })

/** @returns the protocol that the sender of a HELLO speaks; null for bytes that are no HELLO of any protocol. */
export function protocolOf(bytes: Uint8Array): number | null {
  if (frameType(bytes) !== CLIENT_FRAMES.HELLO.type) return null
  return decodeFrame(AnyHello, bytes)?.head.proto ?? null
}

function namesByType(frames: Record<string, { type: number }>): ReadonlyMap<number, string> {
  return new Map(Object.entries(frames).map(([name, { type }]) => [type, name]))
}
