import * as v from 'valibot'
import { DocumentName } from './document'

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
})
export type DocumentRow = v.InferOutput<typeof DocumentRow>
