/**
 * A document out of what lies on this device: the server's row, what was seen of other editors since, and our own updates
 * that the server has not acknowledged.
 *
 * LIN3 What was written on another lineage, or in a row that storage has spoilt, is laid over the document as a
 * difference of texts: nothing of it is lost, and nothing comes twice. STO1 A row that cannot be read is taken out, and
 * the document is had from the server again. STO2 A document that could not be read is not shown as an empty one.
 */
import * as Y from 'yjs'
import { type DocumentName, lineageOf, TEXT_KEY } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { diffText, mergeText } from '#shared/lib/text-diff'
import { isHeldHere, keepIfHeld } from './late-writes'
import { written } from './own-text'
import { readPosition } from './replica'
import { seal, sealedRow, unseal } from './sealed'
import type { LocalUpdate, UnsyncedText } from './vault'
import type { Store } from './view'

type Tables = Pick<Store, 'replica' | 'vault'>

/** Where an update that came from the tables came from; such updates are not stored again. */
export const STORED = Symbol('stored')

export interface Held {
  /** Null: nothing of the server is held yet. */
  readonly lineage: Id | null
  /** Something could not be read: what is there is not all. */
  readonly isDamaged: boolean
  /** Our own text of another lineage waits until everything of this one has come. */
  readonly isPostponed: boolean
}

/** The history that the rows here are of; `isComing`: not all of them are here yet. */
export interface HeldLineage {
  readonly lineage: Id | null
  readonly isComing: boolean
}

export async function heldLineage({ replica }: Pick<Tables, 'replica'>, doc: DocumentName): Promise<HeldLineage> {
  return replica.transaction('r', replica.position, replica.documents, async () => {
    const { epoch: reached, staged } = await readPosition(replica)
    // While a snapshot is under way documents are of its history already.
    const epoch = reached ?? staged?.epoch ?? null
    const lineage = epoch === null ? null : lineageOf(epoch, (await replica.documents.get(doc))?.generation ?? 0)
    return { lineage, isComing: staged !== null }
  })
}

/** Reads everything held of a document into `ydoc`, and takes out what cannot be read. */
export async function readHeld(tables: Tables, doc: DocumentName, ydoc: Y.Doc): Promise<Held> {
  const { replica, vault } = tables
  await rebase(tables, doc)
  // Ours first: an update that is acknowledged meanwhile has by then become a known one.
  const local = await vault.updates.where('doc').equals(doc).toArray()
  const { lineage: of, isComing } = await heldLineage(tables, doc)
  const row = await replica.documents.get(doc)
  const known = await replica.knownUpdates.where('doc').equals(doc).toArray()
  const lineage = of ?? local.find((update) => update.lineage)?.lineage ?? null
  const isOurs = (update: { readonly lineage?: Id | null }) => !update.lineage || update.lineage === lineage

  const base = row && sealedRow(row)
  const isRowSpoilt = row !== undefined && !(base && unseal(ydoc, base, STORED))
  if (isRowSpoilt) await replica.documents.delete(doc)
  const spoiltKnown = known.filter((update) => !isOurs(update) || !unseal(ydoc, update, STORED))
  await replica.knownUpdates.bulkDelete(spoiltKnown.flatMap(({ n }) => (n === undefined ? [] : [n])))
  const spoilt = local.filter((update) => isOurs(update) && !unseal(ydoc, update, STORED))
  if (spoilt.length > 0) {
    await takeOut(tables, { doc, lineage, ydoc, spoilt })
    for (const update of await vault.updates.where('doc').equals(doc).toArray()) unseal(ydoc, update, STORED)
  }
  const isPostponed = isComing && local.some((update) => !isOurs(update))
  return { lineage, isDamaged: isRowSpoilt || spoiltKnown.some(isOurs), isPostponed }
}

/** Spoilt rows of our own: their text is known, and is written again. */
async function takeOut(
  { vault }: Tables,
  of: { doc: DocumentName; lineage: Id | null; ydoc: Y.Doc; spoilt: readonly LocalUpdate[] },
): Promise<void> {
  const { doc, lineage, ydoc, spoilt } = of
  await vault.transaction('rw', vault.updates, vault.unsynced, vault.spoilt, async () => {
    const texts = await vault.unsynced.where('doc').equals(doc).toArray()
    await vault.spoilt.bulkPut(spoilt.map((update) => ({ ...update, foundAt: Date.now() })))
    await vault.updates.bulkDelete(spoilt.map(({ id }) => id))
    const update = layOver(ydoc, texts)
    if (update) await vault.updates.add(waiting(doc, lineage, update))
  })
}

/**
 * Brings what waits on another lineage over to the one that is held. May be called by any tab and by the one that sends;
 * whoever comes second finds nothing to do. @returns whether something was brought over.
 */
export async function rebase(tables: Tables, doc: DocumentName): Promise<boolean> {
  const { replica, vault } = tables
  const { lineage, isComing } = await heldLineage(tables, doc)
  // Laid over a text that has not come yet, it would be there twice when it has.
  if (lineage === null || isComing) return false
  const isOther = (of: { readonly lineage?: Id | '' | null }) => Boolean(of.lineage) && of.lineage !== lineage
  const updates = (await vault.updates.where('doc').equals(doc).toArray()).filter(({ state }) => state === 'waiting')
  if (!updates.some(isOther)) return false
  const row = await replica.documents.get(doc)
  const known = await replica.knownUpdates.where('doc').equals(doc).toArray()
  const ydoc = new Y.Doc()
  const base = row && sealedRow(row)
  if (base) unseal(ydoc, base)
  for (const update of [...known, ...updates]) if (!isOther(update)) unseal(ydoc, update)
  return vault.transaction('rw', vault.updates, vault.unsynced, async () => {
    const old = (await vault.updates.where('doc').equals(doc).toArray()).filter((each) => each.state === 'waiting' && isOther(each))
    const texts = (await vault.unsynced.where('doc').equals(doc).toArray()).filter(isOther)
    if (old.length === 0) return false
    const before = textOf(ydoc)
    const update = layOver(ydoc, texts)
    await vault.updates.bulkDelete(old.map(({ id }) => id))
    await vault.unsynced.bulkDelete(texts.map((each): [string, string] => [each.doc, each.lineage]))
    if (update) {
      await vault.updates.add(waiting(doc, lineage, update))
      await noteUnsynced(tables, { doc, lineage, before, after: textOf(ydoc) })
    }
    return true
  })
}

/** @returns the update that the texts make in the document, null when they change nothing. */
function layOver(ydoc: Y.Doc, texts: readonly UnsyncedText[]): Uint8Array | null {
  const before = textOf(ydoc)
  const after = texts.reduce((text, { base, mine }) => mergeText(base, text, mine), before)
  if (after === before) return null
  const vector = Y.encodeStateVector(ydoc)
  const content = ydoc.getText(TEXT_KEY)
  ydoc.transact(() => {
    for (const { start, end, insert } of [...diffText(before, after)].reverse()) {
      content.delete(start, end - start)
      content.insert(start, insert)
    }
  }, STORED)
  return Y.encodeStateAsUpdate(ydoc, vector)
}

const waiting = (doc: string, lineage: Id | null, bytes: Uint8Array): LocalUpdate => ({
  id: newId(),
  doc,
  ...seal(bytes),
  at: Date.now(),
  state: 'waiting',
  lineage,
})

/** Keeps an update of our own, and the text it makes, before it is sent. */
export async function keepLocal(
  tables: Tables,
  change: { doc: DocumentName; lineage: Id | null; bytes: Uint8Array; before: string; after: string },
): Promise<void> {
  const { vault, replica } = tables
  // Of what was erased under the typing only the typing is kept (EVC6).
  const isErased = !(await isHeldHere(replica, change.doc))
  await vault.transaction('rw', vault.updates, vault.unsynced, async () => {
    await vault.updates.add(waiting(change.doc, change.lineage, change.bytes))
    if (isErased) await noteOwn(tables, change)
    else await noteUnsynced(tables, change)
  })
}

async function noteUnsynced(
  { vault }: Tables,
  { doc, lineage, before, after }: { doc: string; lineage: Id | null; before: string; after: string },
): Promise<void> {
  const held = await vault.unsynced.get([doc, lineage ?? ''])
  // What others have written meanwhile is in both, and is not ours.
  const mine = held === undefined || held.mine === before ? after : mergeText(before, held.mine, after)
  await vault.unsynced.put({ doc, lineage: lineage ?? '', base: held?.base ?? before, mine })
}

async function noteOwn(
  { vault }: Tables,
  { doc, lineage, before, after }: { doc: string; lineage: Id | null; before: string; after: string },
): Promise<void> {
  const held = await vault.unsynced.get([doc, lineage ?? ''])
  const own = held ? written(held.base, held.mine) : ''
  await vault.unsynced.put({ doc, lineage: lineage ?? '', base: '', mine: own + written(before, after) })
}

/** The server has it: known from now on, and when nothing else waits, no text is unsynced either. */
export async function acknowledge({ replica, vault }: Tables, id: Id): Promise<void> {
  const update = await vault.updates.get(id)
  if (!update) return
  const { doc, lineage, bytes, crc, encoding } = update
  await keepIfHeld(replica, {
    doc,
    bytes,
    ...(lineage ? { lineage } : {}),
    ...(crc === undefined ? {} : { crc, encoding: encoding ?? 'v1' }),
  })
  await vault.transaction('rw', vault.updates, vault.unsynced, async () => {
    await vault.updates.delete(id)
    const others = (await vault.updates.where('doc').equals(doc).toArray()).some((each) => (each.lineage ?? '') === (lineage ?? ''))
    if (!others) await vault.unsynced.delete([doc, lineage ?? ''])
  })
}

export const textOf = (ydoc: Y.Doc): string => ydoc.getText(TEXT_KEY).toString()
