/** [I7] Documents are the same everywhere: in the store, in the rows made of them, and on every device that holds them. */
import * as Y from 'yjs'
import { type DocumentName, documentOwner, TEXT_KEY } from '#shared/domain/document'
import type { DocumentRow } from '#shared/domain/document-row'
import type { Viewer } from '#shared/domain/permissions'
import type { Store } from '../../../server/store/port'
import type { Device } from '../device'
import type { Truth } from './truth'

export async function textFaults(store: Store, truth: Truth, device: Device, viewer: Viewer): Promise<string[]> {
  const who = device.actor.operatorId
  const { vault, replica } = device.store
  const refused = new Set((await vault.updates.toArray()).map(({ doc }) => doc))
  const held = new Set([
    ...((await replica.documents.toCollection().primaryKeys()) as string[]),
    ...(await replica.knownUpdates.toArray()).map(({ doc }) => doc),
  ]) as ReadonlySet<DocumentName>
  const faults: string[] = []
  for (const doc of held) {
    // What was refused stays with its author, in the document as they see it.
    if (refused.has(doc) || isRemoved(truth, doc)) continue
    const [there, here] = [await storedText(store, doc), await device.read(doc)]
    if (there !== here) faults.push(`[I7] ${who} reads "${here}" in ${doc}, the server "${there}"`)
  }
  for (const { doc, word } of device.typed) {
    if (refused.has(doc) || isRemoved(truth, doc)) continue
    if (!(await storedText(store, doc)).includes(word)) faults.push(`[I7] ${word} that ${who} typed into ${doc} is not on the server`)
  }
  return [...faults, ...(await rowFaults(store, truth, viewer))]
}

/** Rows and notes show the text that the store holds. */
async function rowFaults(store: Store, truth: Truth, viewer: Viewer): Promise<string[]> {
  const faults: string[] = []
  for (const stored of truth.rows) {
    if (stored.kind !== 'document' || !truth.sees(viewer, stored)) continue
    const { id, text } = stored.row as DocumentRow
    if (isRemoved(truth, id)) continue
    const there = await storedText(store, id)
    if (text !== there) faults.push(`[I7] the row of ${id} says "${text}", its document "${there}"`)
    const owner = documentOwner(id)
    const note = owner.kind === 'note' ? truth.items.find((item) => item.id === owner.itemId) : undefined
    if (note?.kind === 'note' && note.text !== there) faults.push(`[I7] the note ${note.id} says "${note.text}", its document "${there}"`)
  }
  return faults
}

function isRemoved(truth: Truth, doc: DocumentName): boolean {
  const owner = documentOwner(doc)
  return owner.kind === 'note' && truth.items.some((item) => item.id === owner.itemId && item.kind === 'note' && item.deleted)
}

async function storedText(store: Store, doc: DocumentName): Promise<string> {
  const made = new Y.Doc()
  for (const update of (await store.documents([doc])).get(doc)?.updates ?? []) Y.applyUpdate(made, update)
  return made.getText(TEXT_KEY).toString()
}
