/**
 * Committed rows as one viewer is told of them.
 *
 * SND3 Only rows that the viewer may see are sent. EVC1 A dialog that the viewer may no longer see is told as gone, in
 * its place among the changes. EVC2 A dialog that the viewer may see now and perhaps could not before comes with its
 * contents. EVC7 A card that the viewer may not see is told as gone, whether they saw it before or not: its id says
 * nothing, and who saw it when need not be remembered. One that is still seen when its dialog goes comes after it.
 * EVC8 A customer whom the viewer may not see is told as gone with every change of theirs, and when the dialog goes by
 * which they were seen: links between people are not dated as moves of dialogs are.
 */
import type { Dialog } from '#shared/domain/dialog'
import { draftId } from '#shared/domain/draft'
import type { Item } from '#shared/domain/item'
import { canSee, seesAllDialogs, type Viewer } from '#shared/domain/permissions'
import type { Store, StoredRow } from '../store/port'
import { contentsOf } from './contents'
import type { Visibility } from './visibility'

/** @param from the viewer has been told everything up to here. */
export type RowsFor = (viewer: Viewer, from: number, rows: readonly StoredRow[]) => readonly StoredRow[] | Promise<readonly StoredRow[]>

export function createView(store: Pick<Store, 'rows' | 'latestItems' | 'ordersOf'>, visibility: Visibility, clock: () => number): RowsFor {
  async function narrowed(viewer: Viewer, from: number, rows: readonly StoredRow[]): Promise<readonly StoredRow[]> {
    const dialogs = rows.filter(({ kind, row }) => kind === 'dialog' && row !== null)
    const standing = new Map(dialogs.map(({ id }) => [id, visibility.standing(viewer, id, from)]))
    const granted = dialogs.filter(({ id }) => standing.get(id) === 'granted')
    const withdrawn = dialogs.filter(({ id }) => standing.get(id) === 'withdrawn')
    const cards = await store.rows([...granted, ...withdrawn].flatMap(({ id }) => visibility.cards.ofDialog(id)))
    const seen = rows.flatMap((stored) => {
      // Of a granted dialog the contents below are the newest items; an older one among the changes would stand alone.
      if (stored.kind === 'item' && standing.get((stored.row as Item | null)?.dialogId ?? '') === 'granted') return []
      if (stored.kind === 'dialog' && standing.get(stored.id) === 'withdrawn') return [{ ...stored, row: null }, ...lostCustomers(stored)]
      if ((stored.kind === 'card' || stored.kind === 'customer') && !visibility.sees(viewer, stored)) return [{ ...stored, row: null }]
      return visibility.sees(viewer, stored) ? [stored] : []
    })
    seen.push(...cards.filter((stored) => visibility.sees(viewer, stored)))
    function lostCustomers({ row, ver, scope }: StoredRow): readonly StoredRow[] {
      const lost = visibility.customersOf((row as Dialog).contactId).filter((id) => !visibility.seesCustomer(viewer, id))
      return lost.map((id) => ({ kind: 'customer', id, ver, scope, row: null }))
    }
    if (granted.length === 0) return seen
    const { rows: contents } = await contentsOf(store, granted, { operatorId: viewer.operatorId, now: clock() })
    const drafts = await store.rows(granted.map(({ id }) => ({ kind: 'draft', id: draftId(viewer.operatorId, id) })))
    return [...seen, ...contents, ...drafts.filter(({ row }) => row !== null)]
  }

  return (viewer, from, rows) => (seesAllDialogs(viewer) ? byScope(viewer, from, rows) : narrowed(viewer, from, rows))
}

/** For a viewer who sees all dialogs: only what is somebody else's alone is left out. */
export const byScope: RowsFor = (viewer, _from, rows) => {
  if (isPublic(rows)) return rows
  const seen = rows.filter(({ scope }) => canSee(viewer, scope))
  return seen.length === rows.length ? rows : seen
}

/** Looked at once for all viewers who are told of the same rows. */
const publicRows = new WeakMap<readonly StoredRow[], boolean>()

function isPublic(rows: readonly StoredRow[]): boolean {
  const known = publicRows.get(rows)
  if (known !== undefined) return known
  const found = rows.every(({ scope }) => scope.owner === null)
  publicRows.set(rows, found)
  return found
}
