import type { Id } from '#shared/domain/id'
import { type Scope, scopeOf } from '#shared/domain/permissions'
import { type Change, refKey } from '#shared/domain/row'
import type { Deletion, StoredRow, Writes } from './port'

/** A row on its way into the store; `change` null: its tombstone. */
export interface StampedRow {
  readonly stored: StoredRow
  readonly change: Change | null
}

/**
 * The rows of a commit under their versions: from + 1, from + 2 … in the order given. A row given twice is written
 * once, as it was last. Deleting what is not there changes nothing. `live`: scopes of rows in the store that are to
 * be deleted.
 */
export function stampRows(writes: Writes, from: number, live: ReadonlyMap<string, Scope>): readonly StampedRow[] {
  const last = new Map<string, Omit<StampedRow, 'stored'> & { id: Id; kind: StoredRow['kind']; scope: Scope }>()
  const put = (change: Change | null, of: { kind: StoredRow['kind']; id: Id; scope: Scope }) => {
    const key = refKey(of.kind, of.id)
    // Taken out first: a Map keeps the place of a key that is set again.
    last.delete(key)
    last.set(key, { change, ...of })
  }
  for (const change of writes.changes ?? []) put(change, { kind: change.kind, id: change.row.id, scope: scopeOf(change) })
  for (const { kind, id } of writes.deletions ?? []) {
    const scope = last.get(refKey(kind, id))?.scope ?? live.get(refKey(kind, id))
    if (scope) put(null, { kind, id, scope })
  }
  return [...last.values()].map(({ change, kind, id, scope }, index) => ({
    change,
    stored: { kind, id, ver: from + 1 + index, scope, row: change?.row ?? null },
  }))
}

export function liveScopes(rows: readonly StoredRow[]): ReadonlyMap<string, Scope> {
  return new Map(rows.filter(({ row }) => row !== null).map(({ kind, id, scope }) => [refKey(kind, id), scope]))
}

export const hasDeletions = (writes: Writes): writes is Writes & { deletions: readonly Deletion[] } =>
  writes.deletions !== undefined && writes.deletions.length > 0
