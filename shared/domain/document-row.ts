import * as v from 'valibot'
import { DocumentName } from './document'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/**
 * A document as a row, so that every device holds it before anybody opens it. Written by the server some moments
 * after an edit; while a document is open its updates travel ahead of this.
 */
export const DocumentRow = v.object({
  /** The document's name. */
  id: DocumentName,
  /** One Yjs update (V1) that makes the whole document, in base64. */
  state: v.pipe(v.string(), v.base64()),
  text: v.string(),
  /** With the epoch it names the document's history: see `lineageOf`. */
  generation: v.optional(Count, 0),
  /** CRC-32 of the state's bytes; null for rows of an older time. Storage of devices does rot. */
  crc: v.optional(v.nullable(Count), null),
})
export type DocumentRow = v.InferOutput<typeof DocumentRow>
