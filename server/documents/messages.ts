/** The y-websocket message kinds and how they are put together. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'

export const MESSAGE_SYNC = 0
export const MESSAGE_AWARENESS = 1
export const MESSAGE_QUERY_AWARENESS = 3

/** More clients than this, in one awareness update or over one connection, is not a person's browser. */
export const MAX_AWARENESS_CLIENTS = 16

export type YMessage =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'awareness'; readonly bytes: Uint8Array }
  | { readonly kind: 'query-awareness' }

/** @returns null for anything else, cut off or unknown. */
export function parseMessage(bytes: Uint8Array): YMessage | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE_SYNC:
        return parseSync(decoder)
      case MESSAGE_AWARENESS:
        return { kind: 'awareness', bytes: decoding.readVarUint8Array(decoder) }
      case MESSAGE_QUERY_AWARENESS:
        return { kind: 'query-awareness' }
      default:
        return null
    }
  } catch {
    return null
  }
}

function parseSync(decoder: decoding.Decoder): YMessage | null {
  const step = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  switch (step) {
    case syncProtocol.messageYjsSyncStep1:
      // Throws for what is none: read here, so that nobody trips over it later.
      Y.decodeStateVector(bytes)
      return { kind: 'step1', stateVector: bytes }
    case syncProtocol.messageYjsSyncStep2:
    case syncProtocol.messageYjsUpdate:
      return { kind: 'update', bytes }
    default:
      return null
  }
}

const syncMessage =
  (step: number) =>
  (bytes: Uint8Array): Uint8Array => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE_SYNC)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
    return encoding.toUint8Array(encoder)
  }

export const step1Message = syncMessage(syncProtocol.messageYjsSyncStep1)
export const step2Message = syncMessage(syncProtocol.messageYjsSyncStep2)
export const updateMessage = syncMessage(syncProtocol.messageYjsUpdate)

export function awarenessMessage(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE_AWARENESS)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

export interface AwarenessEntry {
  readonly clientId: number
  readonly clock: number
  readonly state: unknown
}

/** @returns null when it is not an awareness update, or names too many clients. */
export function parseAwareness(update: Uint8Array): readonly AwarenessEntry[] | null {
  try {
    const decoder = decoding.createDecoder(update)
    const count = decoding.readVarUint(decoder)
    if (count > MAX_AWARENESS_CLIENTS) return null
    return Array.from({ length: count }, () => ({
      clientId: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      state: JSON.parse(decoding.readVarString(decoder)) as unknown,
    }))
  } catch {
    return null
  }
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  }
  return encoding.toUint8Array(encoder)
}
