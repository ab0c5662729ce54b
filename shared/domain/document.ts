import * as v from 'valibot'
import type { Id } from './id'

/**
 * The name of a Yjs document says where it belongs, so that whoever may see the dialog or the contact
 * may open it, without a table of owners: `note.<dialog>.<item>`, `draft.<dialog>.<draft>` or `remark.<contact>`.
 */
export const DocumentName = v.pipe(
  v.string(),
  v.regex(/^((note|draft)\.[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{1,64}|remark\.[A-Za-z0-9_-]{1,64})$/),
)
export type DocumentName = v.InferOutput<typeof DocumentName>

/** The shared type that holds a document's text. */
export const TEXT_KEY = 'text'
/** Bytes of one update; a keystroke is about 30, a long paste some thousands. */
export const MAX_UPDATE_BYTES = 64 * 1024
/** Bytes of a whole document. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024

export const noteDocument = (dialogId: Id, itemId: Id): DocumentName => `note.${dialogId}.${itemId}`
export const sharedDraftDocument = (dialogId: Id, draftId: Id): DocumentName => `draft.${dialogId}.${draftId}`
export const remarkDocument = (contactId: Id): DocumentName => `remark.${contactId}`

export type DocumentOwner =
  | { kind: 'note'; dialogId: Id; itemId: Id }
  | { kind: 'draft'; dialogId: Id; draftId: Id }
  | { kind: 'remark'; contactId: Id }

export function documentOwner(name: DocumentName): DocumentOwner {
  const [kind, first = '', second = ''] = name.split('.')
  if (kind === 'note') return { kind, dialogId: first, itemId: second }
  if (kind === 'draft') return { kind, dialogId: first, draftId: second }
  return { kind: 'remark', contactId: first }
}

/**
 * Names one history of a document. Updates of one history may be merged with each other and with nothing else: the data
 * replaced by a copy (another epoch), or the text erased and begun again (another generation), is another history.
 */
export const lineageOf = (epoch: Id, generation: number): Id => `${epoch}.${generation}`
