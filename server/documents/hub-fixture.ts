/** The document hub over the real store, with people who have a document open. */
import * as Y from 'yjs'
import { type DocumentName, remarkDocument, TEXT_KEY } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import { dialogRows, makeParts } from '../parts-fixture'
import type { Store } from '../store/port'
import { createDocumentHub } from './hub'
import { parseMessage, type YMessage } from './messages'
import type { Editor } from './presence'

export const REMARK: DocumentName = remarkDocument('d-contact')

export async function makeHub(
  options: { wrap?: (store: Store) => Pick<Store, 'transact'>; validate?: (update: Uint8Array) => Promise<boolean> } = {},
) {
  const parts = await makeParts(options)
  const touched: string[] = []
  const { store, committer, clock } = parts
  const validate = options.validate ?? (async () => true)
  const hub = createDocumentHub({ store, committer, validate, onUpdate: (doc) => touched.push(doc), clock })
  parts.onCommit(hub.committed)
  const push = (
    bytes: Uint8Array,
    more: { doc?: DocumentName; updateId?: string; authorId?: string; lineage?: string; from?: Editor | null } = {},
  ) =>
    hub.push(
      more.doc ?? REMARK,
      { updateId: more.updateId ?? newId(), authorId: more.authorId ?? 'olga', bytes, lineage: more.lineage ?? null },
      more.from ?? null,
    )
  return {
    ...parts,
    hub,
    touched,
    push,
    /** The dialog and the contact that documents belong to. */
    found: () => parts.put(...dialogRows('d')),
    /** The text as the store holds it. */
    async stored(doc: DocumentName = REMARK): Promise<string> {
      const held = (await store.documents([doc])).get(doc)
      return textOf(held?.updates ?? [])
    },
  }
}

export function makeEditor(name: string): Editor & { readonly heard: YMessage[] } {
  const heard: YMessage[] = []
  return {
    name,
    operatorId: name,
    heard,
    deliver(message) {
      const parsed = parseMessage(message)
      if (!parsed) throw new Error('The hub delivered what is no message')
      heard.push(parsed)
    },
  }
}

/** An update that writes a text into an empty document. */
export function written(text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText(TEXT_KEY).insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

export function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText(TEXT_KEY).toString()
}
