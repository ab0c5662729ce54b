/** Rows between their tables and the port. */
import type { Id } from '#shared/domain/id'
import { PUBLIC_SCOPE } from '#shared/domain/permissions'
import type { Change, Kind } from '#shared/domain/row'
import type { StoredRow } from './port'
import type { EntityTable, ItemTable } from './schema'

export interface EntityRow {
  readonly kind: Kind
  readonly id: Id
  readonly ver: number
  readonly owner: Id | null
  readonly body: string | null
}

export interface ItemRow {
  readonly id: Id
  readonly ver: number
  readonly body: string
}

/** Written by us, so parsed but not checked again. @throws when the database has damaged it. */
export const fromEntity = ({ kind, id, ver, owner, body }: EntityRow): StoredRow => ({
  kind,
  id,
  ver,
  scope: owner === null ? PUBLIC_SCOPE : { owner },
  row: body === null ? null : parseBody(body, kind, id),
})

/** Whoever sees the dialog sees its items. */
export const fromItem = ({ id, ver, body }: ItemRow): StoredRow => fromEntity({ kind: 'item', id, ver, owner: null, body })

export function toEntity({ kind, id, ver, scope, row }: StoredRow, change: Change | null): EntityTable {
  if (kind === 'item') throw new Error(`Item ${id} is no entity`)
  const dialog = change?.kind === 'dialog' ? change.row : null
  return {
    kind,
    id,
    ver,
    owner: scope.owner,
    sort_at: dialog?.updatedAt ?? null,
    state: dialog?.state ?? null,
    body: row === null ? null : JSON.stringify(row),
  }
}

export function toItem({ row }: Extract<Change, { kind: 'item' }>, ver: number): ItemTable {
  return {
    id: row.id,
    dialog_id: row.dialogId,
    dseq: row.dseq,
    is_message: row.kind === 'message' ? 1 : 0,
    ver,
    body: JSON.stringify(row),
  }
}

function parseBody(body: string, kind: Kind, id: Id): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new Error(`The stored row ${kind}/${id} is damaged`, { cause })
  }
}
