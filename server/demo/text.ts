/** Texts of notes and remarks as the Yjs documents they are. */
import * as Y from 'yjs'
import { TEXT_KEY } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'

export interface TextUpdate {
  readonly authorId: Id
  readonly bytes: Uint8Array
}

/** What each author's editor would have sent, in order: a document's client is one person's one sitting. */
export function writeText(parts: readonly { readonly authorId: Id; readonly text: string; readonly client: number }[]): TextUpdate[] {
  let written = new Y.Doc()
  return parts.map(({ authorId, text, client }) => {
    const sitting = new Y.Doc()
    sitting.clientID = client
    Y.applyUpdate(sitting, Y.encodeStateAsUpdate(written))
    const known = Y.encodeStateVector(sitting)
    const content = sitting.getText(TEXT_KEY)
    content.insert(content.length, text)
    const bytes = Y.encodeStateAsUpdate(sitting, known)
    written = sitting
    return { authorId, bytes }
  })
}
