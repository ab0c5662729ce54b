/** Edits of documents that the server refused: kept, shown with their words, thrown away by the operator alone. */
import { type DocumentName, documentOwner } from '#shared/domain/document'
import type { RefusedText } from './contract-texts'
import type { Vault } from './vault'

export async function readRefused({ updates, unsynced }: Vault): Promise<readonly RefusedText[]> {
  const refused = (await updates.toArray()).filter(({ state }) => state === 'refused')
  const names = [...new Set(refused.map(({ doc }) => doc))]
  const texts = names.length === 0 ? [] : await unsynced.where('doc').anyOf(names).toArray()
  return names.map((name) => ({
    name,
    kind: documentOwner(name).kind,
    text: texts.findLast(({ doc }) => doc === name)?.mine ?? '',
    code: refused.find(({ doc }) => doc === name)?.code ?? 'invalid',
  }))
}

export async function discardRefused({ updates, unsynced }: Vault, name: DocumentName): Promise<void> {
  await updates.db.transaction('rw', updates, unsynced, async () => {
    const ofDocument = await updates.where('doc').equals(name).toArray()
    await updates.bulkDelete(ofDocument.filter(({ state }) => state === 'refused').map(({ id }) => id))
    if (ofDocument.every(({ state }) => state === 'refused')) await unsynced.where('doc').equals(name).delete()
  })
}
