/** What may be done with a document's bytes. Runs in the decoding worker, never on the event loop. */
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { MAX_DOCUMENT_BYTES, TEXT_KEY } from '#shared/domain/document'
import { mergeUpdates } from './merge'

export type DecodeRequest =
  /** Is this an update at all? */
  | { readonly kind: 'validate'; readonly update: Uint8Array }
  /** The document these updates make: its text, and all of it as one update. */
  | { readonly kind: 'fold'; readonly updates: readonly Uint8Array[] }

export type DecodeAnswer = { readonly ok: true; readonly text: string; readonly state: Uint8Array } | { readonly ok: false }

/** Crafted bytes may throw, hang or eat memory: the caller bounds the time, the worker's limits the memory. */
export function decode(request: DecodeRequest): DecodeAnswer {
  const doc = new Y.Doc()
  try {
    return request.kind === 'validate' ? validate(doc, request.update) : fold(doc, request.updates)
  } catch {
    return { ok: false }
  } finally {
    doc.destroy()
  }
}

/**
 * Bytes of the other Yjs encoding (V2) read as an update of this one, without an error: nothing in it, and bytes left
 * over. Stored, they would be acknowledged text that is never seen again. So an update must end where its bytes do.
 */
function validate(doc: Y.Doc, update: Uint8Array): DecodeAnswer {
  const decoder = decoding.createDecoder(update)
  Y.readUpdate(decoder, doc)
  return decoding.hasContent(decoder) ? { ok: false } : { ok: true, text: '', state: NO_BYTES }
}

function fold(doc: Y.Doc, updates: readonly Uint8Array[]): DecodeAnswer {
  if (updates.reduce((sum, { length }) => sum + length, 0) > 2 * MAX_DOCUMENT_BYTES) return { ok: false }
  Y.applyUpdate(doc, mergeUpdates(updates))
  // What hangs in the air, waiting for an update that has not come, is part of the state as well.
  return { ok: true, text: doc.getText(TEXT_KEY).toString(), state: Y.encodeStateAsUpdate(doc) }
}

const NO_BYTES = new Uint8Array()
