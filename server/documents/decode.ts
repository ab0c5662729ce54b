/** What may be done with a document's bytes. Runs in the decoding worker, never on the event loop. */
import * as Y from 'yjs'
import { TEXT_KEY } from '#shared/domain/document'

export type DecodeRequest =
  /** Is this an update at all? */
  | { readonly kind: 'validate'; readonly update: Uint8Array }
  /** The text of the document these updates make. */
  | { readonly kind: 'text'; readonly updates: readonly Uint8Array[] }

export type DecodeAnswer = { readonly ok: true; readonly text: string } | { readonly ok: false }

/** Crafted bytes may throw, hang or eat memory: the caller bounds the time, the worker's limits the memory. */
export function decode(request: DecodeRequest): DecodeAnswer {
  const doc = new Y.Doc()
  try {
    if (request.kind === 'validate' && saysNothing(request.update)) return { ok: false }
    const updates = request.kind === 'validate' ? [request.update] : request.updates
    for (const update of updates) Y.applyUpdate(doc, update)
    return { ok: true, text: request.kind === 'text' ? doc.getText(TEXT_KEY).toString() : '' }
  } catch {
    return { ok: false }
  } finally {
    doc.destroy()
  }
}

/**
 * Bytes of the other Yjs encoding read as an update without anything in it, and without an error. Stored as one, they
 * would be acknowledged text that is never seen again.
 */
function saysNothing(update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update)
  return structs.length === 0 && ds.clients.size === 0 && update.length > EMPTY_BYTES
}

/** No structs, no deletions: a zero for each. */
const EMPTY_BYTES = 2
