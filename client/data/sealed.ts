/**
 * Bytes of documents as they lie in the tables: under a checksum and the name of their encoding. Storage does rot, and
 * bytes of another encoding would read as an empty document without an error.
 */
import * as Y from 'yjs'
import { MAX_DOCUMENT_BYTES } from '#shared/domain/document'
import type { DocumentRow } from '#shared/domain/document-row'
import { crc32 } from '#shared/lib/crc32'

export interface Sealed {
  readonly bytes: Uint8Array
  /** Absent in rows of an older time: those are read unchecked. */
  readonly crc?: number
  readonly encoding?: 'v1'
}

export const seal = (bytes: Uint8Array): Required<Sealed> => ({ bytes, crc: crc32(bytes), encoding: 'v1' })

/** @returns whether the bytes went into the document. Bounded: no row is larger than the server lets a document be. */
export function unseal(doc: Y.Doc, { bytes, crc, encoding = 'v1' }: Sealed, origin?: unknown): boolean {
  if (encoding !== 'v1' || bytes.length > 2 * MAX_DOCUMENT_BYTES || (crc !== undefined && crc32(bytes) !== crc)) return false
  try {
    Y.applyUpdate(doc, bytes, origin)
    return true
  } catch {
    return false
  }
}

/** @returns null when the row is not even base64. */
export function sealedRow({ state, crc }: DocumentRow): Sealed | null {
  try {
    const bytes = Uint8Array.from(atob(state), (char) => char.charCodeAt(0))
    return crc === null ? { bytes } : { bytes, crc }
  } catch {
    return null
  }
}
