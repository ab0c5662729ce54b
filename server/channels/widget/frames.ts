import * as v from 'valibot'
import { FromVisitor, MAX_WIDGET_FRAME_BYTES, type ToVisitor } from '#shared/protocol/widget'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** @returns null for anything that is not a frame of the protocol. */
export function parseFrame(bytes: Uint8Array, isBinary: boolean): FromVisitor | null {
  if (isBinary || bytes.length > MAX_WIDGET_FRAME_BYTES) return null
  const parsed = v.safeParse(FromVisitor, readJson(bytes))
  return parsed.success ? parsed.output : null
}

export const encodeFrame = (frame: ToVisitor): string => JSON.stringify(frame)

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return undefined
  }
}
