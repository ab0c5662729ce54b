import type { Id } from '#shared/domain/id'
import { type Kind, type RowOf, refKey } from '#shared/domain/row'
import type { Store, StoredRow } from '../store/port'

/** The kinds that are few and that every command may read. */
const ROSTER_KINDS = ['workspace', 'operator', 'channel'] as const
type RosterKind = (typeof ROSTER_KINDS)[number]

/** Channels, operators and the workspace, kept in memory and current with every commit. */
export interface Roster {
  rows(): Iterable<StoredRow>
  get<K extends RosterKind>(kind: K, id: Id): RowOf<K> | undefined
  list<K extends RosterKind>(kind: K): readonly RowOf<K>[]
  update(rows: readonly StoredRow[]): void
}

export async function createRoster(store: Pick<Store, 'all'>): Promise<Roster> {
  const held = new Map<string, StoredRow>()
  const roster: Roster = {
    rows: () => held.values(),
    get: <K extends RosterKind>(kind: K, id: Id) => (held.get(refKey(kind, id))?.row ?? undefined) as RowOf<K> | undefined,
    list: <K extends RosterKind>(kind: K) =>
      [...held.values()].filter((stored) => stored.kind === kind && stored.row).map((stored) => stored.row as RowOf<K>),
    update(rows) {
      for (const stored of rows) if (isRosterKind(stored.kind)) held.set(refKey(stored.kind, stored.id), stored)
    },
  }
  for (const kind of ROSTER_KINDS) roster.update(await store.all(kind))
  return roster
}

const isRosterKind = (kind: Kind): kind is RosterKind => ROSTER_KINDS.some((known) => known === kind)
