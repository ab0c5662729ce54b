import { refKey } from '#shared/domain/row'
import type { SyncedRow } from '#shared/protocol/frames'

/** A row that comes twice counts as it came last. */
export function latestOfEach(rows: readonly SyncedRow[]): readonly SyncedRow[] {
  return [...new Map(rows.map((each) => [refKey(each.kind, each.id), each])).values()]
}
