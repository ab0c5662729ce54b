/**
 * A slice of a device compared with what the viewer may see of it, and put right.
 *
 * DIG2 Only what is certain is put right: a row whose version is after the device's cursor is on its way. DIG3 A repair
 * holds no more than the rows that differ, and nothing that the viewer may not see.
 */
import { documentRefs } from '#shared/domain/belongings'
import type { Dialog } from '#shared/domain/dialog'
import type { Item } from '#shared/domain/item'
import type { Viewer } from '#shared/domain/permissions'
import { refKey } from '#shared/domain/row'
import { claimOf, digestOf } from '#shared/protocol/digest'
import { type ClientHead, MAX_CHECKED_DIALOGS, type ServerHead, type SyncedRow } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import { contentsOf } from './contents'
import type { Feed } from './feed'
import { freshRows } from './fresh-rows'
import { synced } from './sender'
import { smallKinds } from './snapshot'
import type { Visibility } from './visibility'

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

export async function checkSlice(deps: Deps, viewer: Viewer, check: Check): Promise<Verdict> {
  const { store, feed, visibility } = deps
  const found = await freshRows(feed, () => (check.scope === 'small' ? smallKinds(store) : readDialogs(store, check)))
  const seen = found.filter((stored) => stored.row !== null && visibility.sees(viewer, stored))
  const claims = seen.map(({ kind, id, row }) => claimOf(kind, id, row))
  if (digestOf(claims) === check.digest) return SAME
  if (!check.claims) return { ...SAME, isSame: false }

  const hashes = new Map(claims.map(({ kind, id, hash }) => [refKey(kind, id), hash]))
  const claimed = new Map(check.claims.map(({ kind, id, hash }) => [refKey(kind, id), hash]))
  const isOnItsWay = ({ ver }: StoredRow) => ver > check.cursor
  const wrong = seen.filter(({ kind, id, ...of }) => {
    const key = refKey(kind, id)
    return claimed.get(key) !== hashes.get(key) && !isOnItsWay({ kind, id, ...of })
  })
  const onTheirWay = new Set(found.filter(isOnItsWay).map(({ kind, id }) => refKey(kind, id)))
  const gone = check.claims.filter(({ kind, id }) => !hashes.has(refKey(kind, id)) && !onTheirWay.has(refKey(kind, id)))
  const missing = wrong.filter(({ kind, id }) => kind === 'dialog' && !claimed.has(refKey(kind, id)))
  const { rows, low } = await contentsOf(store, missing, { operatorId: viewer.operatorId, now: deps.clock() })
  const contents = rows.filter((stored) => stored.row !== null && visibility.sees(viewer, stored))
  const tooMuch = gone.map(({ kind, id }): SyncedRow => ({ kind, id, ver: check.cursor, row: null }))
  const repair = [...tooMuch, ...wrong.map(synced), ...contents.map(synced)]
  return { isSame: repair.length === 0, rows: repair, low: { ...low } }
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
  const [contacts, ...stretches] = await Promise.all([
    store.rows(parsed.filter(({ id }) => ofClaimed.has(id)).map(({ contactId }) => ({ kind: 'contact' as const, id: contactId }))),
    ...claimed.map(({ id, lo, hi }) => (hi < lo || hi === 0 ? [] : stretchOf(store, id, Math.max(lo, hi - MAX_STRETCH + 1), hi))),
  ])
  const items = stretches.flat()
  const documents = documentRefs(
    parsed.filter(({ id }) => ofClaimed.has(id)),
    items.map(({ row }) => row as Item),
  )
  return [...dialogs, ...contacts, ...items, ...(await store.rows(documents))]
}

async function stretchOf(store: Store, dialogId: string, lo: number, hi: number): Promise<readonly StoredRow[]> {
  return store.itemsBefore(dialogId, { before: hi + 1, limit: hi - lo + 1 })
}
