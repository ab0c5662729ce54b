import * as Y from 'yjs'
import type { DocumentName } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { seal } from './sealed'
import type { Store } from './view'

/** More stored updates than this are folded into one when the document is opened. */
const FOLD_UPDATES = 50

/** One update in the place of many; all of them have just been read without a fault. */
export async function foldKnown({ replica }: Pick<Store, 'replica'>, doc: DocumentName, lineage: Id | null): Promise<void> {
  const known = await replica.knownUpdates.where('doc').equals(doc).toArray()
  const ours = known.filter((update) => !update.lineage || update.lineage === lineage)
  if (ours.length <= FOLD_UPDATES) return
  const merged = Y.mergeUpdates(ours.map(({ bytes }) => bytes))
  await replica.transaction('rw', replica.knownUpdates, async () => {
    await replica.knownUpdates.bulkDelete(ours.flatMap(({ n }) => (n === undefined ? [] : [n])))
    await replica.knownUpdates.add({ doc, ...seal(merged), lineage })
  })
}
