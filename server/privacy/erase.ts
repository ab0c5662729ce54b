/**
 * A person is erased, as the law on personal data wants it.
 *
 * ERS2 Afterwards no word of the person is left: in rows, documents and their versions, raw inbound events, the search
 * index, files, names of the outside, the files of the database; nor on any device, from its next contact on.
 * ERS3 What the commit of an erasure cannot take away itself is noted in it, and done again until it is done, whatever
 * becomes of the process.
 */
import { documentRefs } from '#shared/domain/belongings'
import type { DocumentName } from '#shared/domain/document'
import { type Draft, draftId } from '#shared/domain/draft'
import { type Id, newId } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { type Change, change } from '#shared/domain/row'
import type { Committer } from '../commands/committer'
import type { BlobFiles } from '../http/blob-files'
import type { Deletion, Store, StoreReader } from '../store/port'
import type { Erasure } from '../store/port-erasures'
import type { Indexer } from '../sync/indexer'
import { itemsOf, type Person, type PersonDeps, readPerson, rowsOf } from './person'

export interface FinishDeps {
  readonly store: Pick<Store, 'blobs' | 'search' | 'scrub' | 'erasures'>
  readonly indexer: Pick<Indexer, 'settle'>
  readonly files: Pick<BlobFiles, 'remove'>
}

export interface EraseDeps extends PersonDeps, FinishDeps {
  readonly store: Store
  readonly committer: Pick<Committer, 'transact'>
}

export interface Erased {
  readonly customers: number
  readonly contacts: number
  readonly dialogs: number
  readonly messages: number
  readonly documents: number
  readonly files: number
}

/** @returns null when there is no such customer. */
export async function erasePerson(deps: EraseDeps, id: Id): Promise<Erased | null> {
  const { store, committer } = deps
  const read = await readAhead(deps, id)
  // Found and erased in one turn of the committer: nothing of theirs comes in between.
  const { value: found } = await committer.transact(async (tx) => {
    const person = await readPerson(deps, id)
    if (!person) return { writes: {}, value: null }
    const dialogIds = person.dialogs.map((dialog) => dialog.id)
    const contacts = person.contacts.map(({ id, channelId, peerKey }) => ({ id, channelId, peerKey }))
    const items = (await Promise.all(dialogIds.map((dialogId) => withNewer(store, dialogId, read.get(dialogId))))).flat()
    const blobs = await store.blobs.leftBy({ dialogIds, contacts })
    const documents = documentRefs(person.dialogs, items).map((ref) => ref.id)
    const drafts = await draftsIn(tx, dialogIds)
    const erasure: Erasure = {
      id: newId(),
      dialogIds,
      personIds: [...person.contacts, ...person.customers].map((each) => each.id),
      hashes: [...new Set(blobs.map(({ sha256 }) => sha256))],
    }
    return {
      writes: {
        changes: await untitled(store, person),
        deletions: deletionsOf(person, { documents, drafts }),
        erasedDocuments: documents,
        erasedPeople: { dialogIds, contacts },
        erasure,
      },
      value: {
        erasure,
        erased: {
          customers: person.customers.length,
          contacts: contacts.length,
          dialogs: dialogIds.length,
          messages: items.filter(({ kind }) => kind === 'message').length,
          documents: documents.length,
          files: blobs.length,
        },
      },
    }
  })
  if (!found) return null
  await finish(deps, [found.erasure])
  return found.erased
}

/** Does what erasures before have left to do. */
export async function finishErasures(deps: FinishDeps): Promise<void> {
  const unfinished = await deps.store.erasures.unfinished()
  if (unfinished.length > 0) await finish(deps, unfinished)
}

/** May be done again from wherever it broke off. */
async function finish({ store, indexer, files }: FinishDeps, erasures: readonly Erasure[]): Promise<void> {
  for (const sha256 of erasures.flatMap(({ hashes }) => hashes)) if (!(await store.blobs.hasBytes(sha256))) await files.remove(sha256)
  // A step of the index may have been on its way with words of theirs; once it is up to date they are taken out.
  while (!(await indexer.settle()));
  for (const erasure of erasures) await store.search.forget(erasure)
  await store.scrub()
  await store.erasures.finish(erasures.map(({ id }) => id))
}

/** Everybody's commits wait for the turn: a long history is read before it, so that only what came since is read in it. */
async function readAhead(deps: EraseDeps, id: Id): Promise<ReadonlyMap<Id, readonly Item[]>> {
  const read = new Map<Id, readonly Item[]>()
  for (const dialog of (await readPerson(deps, id))?.dialogs ?? []) read.set(dialog.id, await itemsOf(deps.store, dialog.id))
  return read
}

const withNewer = async (store: PersonDeps['store'], dialogId: Id, read: readonly Item[] = []): Promise<readonly Item[]> => [
  ...read,
  ...(await itemsOf(store, dialogId, read.at(-1)?.dseq)),
]

/** By their ids, because there are many drafts and few operators. */
async function draftsIn(tx: StoreReader, dialogIds: readonly Id[]): Promise<readonly Draft[]> {
  const operators = await tx.all('operator')
  return rowsOf(
    tx,
    'draft',
    operators.flatMap(({ id }) => dialogIds.map((dialogId) => draftId(id, dialogId))),
  )
}

/** What was told of their cards in dialogs of others names them no more. */
async function untitled(store: PersonDeps['store'], { cards, dialogs }: Person): Promise<readonly Change[]> {
  const gone = new Set(cards.map(({ id }) => id))
  const own = new Set(dialogs.map(({ id }) => id))
  const elsewhere = new Set(cards.flatMap(({ dialogId }) => (dialogId === null || own.has(dialogId) ? [] : [dialogId])))
  const items = (await Promise.all([...elsewhere].map((dialogId) => itemsOf(store, dialogId)))).flat()
  return items.flatMap((item) =>
    item.kind === 'event' && 'cardId' in item.event && gone.has(item.event.cardId)
      ? [change('item', { ...item, event: { ...item.event, title: '…' } })]
      : [],
  )
}

/** Dialogs first: with them a device forgets all that belongs to them. */
function deletionsOf(
  { customers, contacts, dialogs, orders, cards }: Person,
  { documents, drafts }: { documents: readonly DocumentName[]; drafts: readonly Draft[] },
): Deletion[] {
  const of = (kind: Deletion['kind'], ids: readonly Id[]) => ids.map((id) => ({ kind, id }))
  const idsOf = (rows: readonly { readonly id: Id }[]) => rows.map(({ id }) => id)
  return [
    ...of('dialog', idsOf(dialogs)),
    ...of('draft', idsOf(drafts)),
    ...of('order', idsOf(orders)),
    ...of('card', idsOf(cards)),
    ...of('document', documents),
    ...of('contact', idsOf(contacts)),
    ...of('customer', idsOf(customers)),
  ]
}
