import type { Kysely } from 'kysely'
import type { Id } from '#shared/domain/id'
import { type Ref, refKey } from '#shared/domain/row'
import type { Result } from '#shared/protocol/frames'
import type { Reads } from './executor'
import type { StoredRow, StoreReader } from './port'
import { each, query, read, readEach } from './query'
import { type EntityRow, fromEntity, fromItem, type ItemRow } from './rows'
import type { EntityKind, Tables } from './schema'

/** Rows by key. */
export function makeReader(db: Kysely<Tables>, reads: Reads): StoreReader {
  const entity = query<{ kind: EntityKind; id: Id }>()((arg) =>
    db.selectFrom('entity').select(['kind', 'id', 'ver', 'owner', 'body']).where('kind', '=', arg('kind')).where('id', '=', arg('id')),
  )
  const item = query<{ id: Id }>()((arg) => db.selectFrom('item').select(['id', 'ver', 'body']).where('id', '=', arg('id')))
  const live = query<{ kind: EntityKind }>()((arg) =>
    db
      .selectFrom('entity')
      .select(['kind', 'id', 'ver', 'owner', 'body'])
      .where('kind', '=', arg('kind'))
      .where('body', 'is not', null)
      .orderBy('id'),
  )
  const name = query<{ key: string }>()((arg) => db.selectFrom('name').select(['key', 'id']).where('key', '=', arg('key')))
  const early = query<{ name: string }>()((arg) =>
    db.selectFrom('early_change').select(['name', 'key', 'body', 'until']).where('name', '=', arg('name')).orderBy('key'),
  )
  const result = query<{ operatorId: Id; id: Id }>()((arg) =>
    db
      .selectFrom('command_result')
      .select(['id', 'status', 'code', 'seq'])
      .where('operator_id', '=', arg('operatorId'))
      .where('id', '=', arg('id')),
  )

  return {
    async rows(refs) {
      const wanted = new Map(refs.map((ref) => [refKey(ref.kind, ref.id), ref]))
      const statements = [...each(entity, [...wanted.values()].filter(isEntityRef)), ...each(item, [...wanted.values()].filter(isItemRef))]
      if (statements.length === 0) return []
      const found = new Map((await reads.read(statements)).flat().map((row) => keyed(row as EntityRow | ItemRow)))
      return [...wanted.keys()].flatMap((key) => found.get(key) ?? [])
    },
    async all(kind) {
      return (await read(reads, live, { kind })).map(fromEntity)
    },
    async names(keys) {
      const found = await readEach(
        reads,
        name,
        [...new Set(keys)].map((key) => ({ key })),
      )
      return new Map(found.map(({ key, id }) => [key, id]))
    },
    early: async (names) =>
      readEach(
        reads,
        early,
        [...new Set(names)].map((name) => ({ name })),
      ),
    async results(ids, operatorId) {
      const found = await readEach(
        reads,
        result,
        [...new Set(ids)].map((id) => ({ id, operatorId })),
      )
      // `code` is one of the codes: only results of the protocol are written.
      return found.map((row) => row as Result)
    },
  }
}

const isItemRef = (ref: Ref): boolean => ref.kind === 'item'
const isEntityRef = (ref: Ref): ref is Ref & { kind: EntityKind } => ref.kind !== 'item'

function keyed(row: EntityRow | ItemRow): [string, StoredRow] {
  const stored = 'kind' in row ? fromEntity(row) : fromItem(row)
  return [refKey(stored.kind, stored.id), stored]
}
