/**
 * A slice of a device compared with what the viewer may see of it, and put right.
 *
 * DIG2 Only what is certain is put right. A row whose version is after the device's cursor is on its way, and so is
 * everything of a dialog that has come into the viewer's sight or left it since: the batch brings it, or takes it away.
 * What has changed while this was read is looked at another time. DIG3 A repair holds no more than the rows that differ,
 * and nothing that the viewer may not see.
 */
import { documentRefs } from '#shared/domain/belongings'
import type { Card } from '#shared/domain/card'
import type { Dialog } from '#shared/domain/dialog'
import { documentOwner } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Viewer } from '#shared/domain/permissions'
import { refKey } from '#shared/domain/row'
import { claimOf, digestOf } from '#shared/protocol/digest'
import { type ClientHead, MAX_BATCH_ROWS, MAX_CHECKED_DIALOGS, type ServerHead, type SyncedRow } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import { contentsOf } from './contents'
import { customersOf } from './customers'
import type { Feed } from './feed'
import { synced } from './sender'
import { smallKinds } from './snapshot'
import type { Standing, Visibility } from './visibility'

type Check = ClientHead<'CHECK'>
type Verdict = Omit<ServerHead<'CHECK_RES'>, 'rid'>

interface Deps {
  readonly store: Store
  readonly feed: Feed
  readonly visibility: Visibility
  readonly clock: () => number
}

const SAME: Verdict = { isSame: true, rows: [], low: {} }
/** Items of a dialog that are compared: those that every device holds of an open one. */
const MAX_STRETCH = 50
/** Cards put right at once: a device that lacks more of them is made whole by the walks that follow. */
const MAX_REPAIRED_CARDS = 500

export async function checkSlice(deps: Deps, viewer: Viewer, check: Check): Promise<Verdict> {
  const { store, feed, visibility } = deps
  const known = feed.head()
  const isSeen = (stored: StoredRow) => stored.row !== null && visibility.sees(viewer, stored)
  const expected = await readSlice(deps, check)
  const claims = expected.filter(isSeen).map(({ kind, id, row }) => claimOf(kind, id, row))
  if (digestOf(claims) === check.digest) return SAME
  if (!check.claims) return { ...SAME, isSame: false }
  const found = [...expected, ...(await strangers(store, expected, check.claims))]

  const hashes = new Map(claims.map(({ kind, id, hash }) => [refKey(kind, id), hash]))
  const claimed = new Map(check.claims.map(({ kind, id, hash }) => [refKey(kind, id), hash]))
  const differs = ({ kind, id }: StoredRow) => claimed.get(refKey(kind, id)) !== hashes.get(refKey(kind, id))
  const missing = found.filter(
    (stored) => stored.kind === 'dialog' && stored.ver <= check.cursor && isSeen(stored) && !claimed.has(refKey('dialog', stored.id)),
  )
  const contents = await contentsOf(store, missing, { operatorId: viewer.operatorId, now: deps.clock() })
  const changed = await changedSince(feed, known)

  // Nothing is waited for from here to the answer.
  const isOnItsWay = (stored: StoredRow) =>
    stored.ver > check.cursor ||
    changed.has(refKey(stored.kind, stored.id)) ||
    dialogsOf(visibility, stored).some((id) => changed.has(id) || hasMoved(visibility.standing(viewer, id, check.cursor)))
  const wrong = [...found.filter(differs), ...contents.rows]
    .filter((stored) => isSeen(stored) && !isOnItsWay(stored))
    .slice(0, check.scope === 'cards' ? MAX_REPAIRED_CARDS : undefined)
  const rightOrOnTheirWay = new Set(found.filter((stored) => isSeen(stored) || isOnItsWay(stored)).map(({ kind, id }) => refKey(kind, id)))
  const tooMuch = check.claims
    .filter(({ kind, id }) => !rightOrOnTheirWay.has(refKey(kind, id)) && !changed.has(refKey(kind, id)))
    .map(({ kind, id }): SyncedRow => ({ kind, id, ver: check.cursor, row: null }))
  const mended = new Set(wrong.map(({ id }) => id))
  const low = Object.fromEntries(Object.entries(contents.low).filter(([id]) => mended.has(id)))
  const rows = [...tooMuch, ...wrong.map(synced)]
  return { isSame: rows.length === 0, rows, low }
}

/** Customers whom the device counts to a person here, and the server to another or to none: they may be held all the same. */
function strangers(store: Store, expected: readonly StoredRow[], claims: NonNullable<Check['claims']>): Promise<readonly StoredRow[]> {
  const known = new Set(expected.filter(({ kind }) => kind === 'customer').map(({ id }) => id))
  return store.rows(claims.filter(({ kind, id }) => kind === 'customer' && !known.has(id)))
}

const hasMoved = (standing: Standing): boolean => standing === 'granted' || standing === 'withdrawn'

/** The dialogs whose being seen decides about a row. */
function dialogsOf(visibility: Visibility, { kind, id, row }: StoredRow): readonly Id[] {
  switch (kind) {
    case 'dialog':
      return [id]
    case 'contact':
      return visibility.dialogsOf(id)
    case 'customer':
      return visibility.contactsOf(id).flatMap(visibility.dialogsOf)
    case 'item':
    case 'draft':
    case 'order':
      return row === null ? [] : [(row as { dialogId: Id }).dialogId]
    case 'card': {
      const dialogId = (row as Card | null)?.dialogId ?? null
      return dialogId === null ? [] : [dialogId]
    }
    case 'document': {
      const owner = documentOwner(id)
      return owner.kind === 'remark' ? visibility.dialogsOf(owner.contactId) : [owner.dialogId]
    }
    default:
      return []
  }
}

/** Keys of the rows that were committed since, and ids of the dialogs that these belong to. */
async function changedSince(feed: Feed, known: number): Promise<ReadonlySet<string>> {
  const changed = new Set<string>()
  for (let at = known; at < feed.head(); ) {
    const { rows, to } = await feed.read(at, MAX_BATCH_ROWS)
    for (const { kind, id, row } of rows) {
      changed.add(refKey(kind, id))
      if (kind === 'dialog') changed.add(id)
      if (kind === 'item' && row !== null) changed.add((row as Item).dialogId)
    }
    at = to
  }
  return changed
}

async function readSlice({ store, visibility }: Deps, check: Check): Promise<readonly StoredRow[]> {
  switch (check.scope) {
    case 'small':
      return smallKinds(store)
    case 'cards': {
      const claimed = (check.claims ?? []).filter(({ kind }) => kind === 'card').map(({ kind, id }) => ({ kind, id }))
      const refs = [...visibility.cards.between(check.cards?.after ?? '', check.cards?.upTo ?? null), ...claimed]
      return store.rows([...new Map(refs.map((ref) => [refKey(ref.kind, ref.id), ref])).values()])
    }
    default:
      return readDialogs(store, check)
  }
}

/** The dialogs that are claimed, and those that ought to be; with the people, the items of each stretch, the documents. */
async function readDialogs(store: Store, { from, before, isWhole, dialogs: claimed }: Check): Promise<readonly StoredRow[]> {
  const after = before === null ? null : { updatedAt: before, id: '' }
  const expected = isWhole ? await store.dialogsByRecency({ after, since: from, limit: MAX_CHECKED_DIALOGS * 2 }) : []
  const known = new Set(expected.map(({ id }) => id))
  const others = claimed.filter(({ id }) => !known.has(id)).map(({ id }) => ({ kind: 'dialog' as const, id }))
  const dialogs = [...expected, ...(await store.rows(others))]
  // The store returns what was written under the kind.
  const parsed = dialogs.flatMap(({ row }) => (row === null ? [] : [row as Dialog]))
  const ofClaimed = new Set(claimed.map(({ id }) => id))
  const [orders, contacts, ...stretches] = await Promise.all([
    store.ordersOf([...ofClaimed]),
    store.rows(parsed.filter(({ id }) => ofClaimed.has(id)).map(({ contactId }) => ({ kind: 'contact' as const, id: contactId }))),
    ...claimed.map(({ id, lo, hi }) => (hi < lo || hi === 0 ? [] : stretchOf(store, id, Math.max(lo, hi - MAX_STRETCH + 1), hi))),
  ])
  const items = stretches.flat()
  const documents = documentRefs(
    parsed.filter(({ id }) => ofClaimed.has(id)),
    items.map(({ row }) => row as Item),
  )
  return [...dialogs, ...contacts, ...(await customersOf(store, contacts)), ...orders, ...items, ...(await store.rows(documents))]
}

async function stretchOf(store: Store, dialogId: string, lo: number, hi: number): Promise<readonly StoredRow[]> {
  return store.itemsBefore(dialogId, { before: hi + 1, limit: hi - lo + 1 })
}
