/**
 * A frame is one binary WebSocket message: byte 0 the type, bytes 1–4 the length of the head (big-endian), then the
 * head (JSON in UTF-8), then raw bytes (Yjs updates, empty in most frames).
 */
import * as v from 'valibot'
import { decodeUtf8, encodeUtf8 } from '../lib/platform'

export const MAX_CLIENT_FRAME_BYTES = 256 * 1024
export const MAX_HELLO_BYTES = 16 * 1024

const HEADER_BYTES = 5
const NO_BYTES = new Uint8Array(0)

export interface Frame<T> {
  readonly head: T
  readonly raw: Uint8Array
}

export function encodeFrame(type: number, head: unknown, raw: Uint8Array = NO_BYTES): Uint8Array {
  const json = encodeUtf8(JSON.stringify(head))
  const frame = new Uint8Array(HEADER_BYTES + json.length + raw.length)
  frame[0] = type
  new DataView(frame.buffer).setUint32(1, json.length)
  frame.set(json, HEADER_BYTES)
  frame.set(raw, HEADER_BYTES + json.length)
  return frame
}

/** The type of a frame, or undefined for an empty message. */
export const frameType = (bytes: Uint8Array): number | undefined => bytes[0]

/** @returns null for anything that is not a frame of this schema: cut off, not JSON, of another shape. */
export function decodeFrame<S extends v.GenericSchema>(schema: S, bytes: Uint8Array): Frame<v.InferOutput<S>> | null {
  if (bytes.length < HEADER_BYTES) return null
  const end = HEADER_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(1)
  if (end > bytes.length) return null
  const json = parseJson(bytes.subarray(HEADER_BYTES, end))
  const parsed = v.safeParse(schema, json)
  return parsed.success ? { head: parsed.output, raw: bytes.subarray(end) } : null
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes))
  } catch {
    return undefined
  }
}
