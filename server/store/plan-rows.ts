import { type Kysely, sql } from 'kysely'
import type { Id } from '#shared/domain/id'
import { type CommitPlan, type PlanCommit, refusedAs } from './planned'
import { each, query } from './query'
import { toEntity, toItem } from './rows'
import type { EntityKind, EntityTable, ItemTable, Tables } from './schema'
import type { StampedRow } from './stamp'

export const MOVED = 'Another process has written since this commit was decided'

/** Whether it moves the head, or answers a command with a version. */
export const isSequenced = ({ rows, writes }: Pick<CommitPlan, 'rows' | 'writes'>): boolean =>
  rows.length > 0 || (writes.results?.length ?? 0) > 0

/** Replicated rows, the head they move and their counts. */
export function planRows(db: Kysely<Tables>): PlanCommit {
  const live = (kind: EntityKind, id: Id) =>
    db.selectFrom('entity').select('id').where('kind', '=', kind).where('id', '=', id).where('body', 'is not', null)
  // Only from the head that this commit was decided on: another process may have written since.
  const moveHead = query<{ from: number; to: number }>()((arg) =>
    db
      .updateTable('workspace_head')
      .set({ head: arg('to') })
      .where('head', '=', arg('from')),
  )
  const countEntity = query<{ kind: EntityKind; id: Id }>()((arg) =>
    db
      .updateTable('counter')
      .set({ live: sql<number>`live + 1` })
      .where('kind', '=', arg('kind'))
      .where(({ not, exists }) => not(exists(live(arg('kind'), arg('id'))))),
  )
  const uncountEntity = query<{ kind: EntityKind; id: Id }>()((arg) =>
    db
      .updateTable('counter')
      .set({ live: sql<number>`live - 1` })
      .where('kind', '=', arg('kind'))
      .where(({ exists }) => exists(live(arg('kind'), arg('id')))),
  )
  const countItem = query<{ id: Id }>()((arg) =>
    db
      .updateTable('counter')
      .set({ live: sql<number>`live + 1` })
      .where('kind', '=', 'item')
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('item').select('id').where('id', '=', arg('id'))))),
  )
  const putEntity = query<{ [C in keyof EntityTable]: EntityTable[C] }>()((arg) =>
    db
      .insertInto('entity')
      .values({
        kind: arg('kind'),
        id: arg('id'),
        ver: arg('ver'),
        owner: arg('owner'),
        sort_at: arg('sort_at'),
        state: arg('state'),
        body: arg('body'),
      })
      .onConflict((conflict) =>
        conflict.columns(['kind', 'id']).doUpdateSet(({ ref }) => ({
          ver: ref('excluded.ver'),
          owner: ref('excluded.owner'),
          sort_at: ref('excluded.sort_at'),
          state: ref('excluded.state'),
          body: ref('excluded.body'),
        })),
      ),
  )
  // An item never leaves its place: a new one in a taken place breaks the primary key, one that moves touches no row.
  const putItem = query<{ [C in keyof ItemTable]: ItemTable[C] }>()((arg) =>
    db
      .insertInto('item')
      .values({
        id: arg('id'),
        dialog_id: arg('dialog_id'),
        dseq: arg('dseq'),
        is_message: arg('is_message'),
        ver: arg('ver'),
        body: arg('body'),
      })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(({ ref }) => ({ ver: ref('excluded.ver'), body: ref('excluded.body') }))
          .whereRef('item.dialog_id', '=', 'excluded.dialog_id')
          .whereRef('item.dseq', '=', 'excluded.dseq'),
      ),
  )

  return ({ writes, rows, from, to }) => {
    const entities = rows.filter(({ stored }) => stored.kind !== 'item')
    const items = rows.flatMap(({ change, stored }) => (change?.kind === 'item' ? [toItem(change, stored.ver)] : []))
    return [
      ...refusedAs(MOVED, each(moveHead, isSequenced({ rows, writes }) ? [{ from, to }] : [], 1)),
      ...refusedAs('A count could not be kept', [
        ...each(countEntity, keysOf(entities.filter(isAlive))),
        ...each(uncountEntity, keysOf(entities.filter((row) => !isAlive(row)))),
        ...each(countItem, items),
      ]),
      ...refusedAs(
        'A row could not be written',
        each(
          putEntity,
          entities.map(({ stored, change }) => toEntity(stored, change)),
          1,
        ),
      ),
      ...refusedAs('An item claims a place in its dialog that is not its own', each(putItem, items, 1)),
    ]
  }
}

const isAlive = ({ change }: StampedRow): boolean => change !== null
const keysOf = (rows: readonly StampedRow[]): { kind: EntityKind; id: Id }[] =>
  rows.flatMap(({ stored: { kind, id } }) => (kind === 'item' ? [] : [{ kind, id }]))
