import { type Kysely, sql } from 'kysely'
import type { Id } from '#shared/domain/id'
import type { Kind } from '#shared/domain/row'
import type { Reads } from './executor'
import type { Store } from './port'
import { query, read, readEach } from './query'
import { type EntityRow, fromEntity, fromItem } from './rows'
import type { EntityKind, Tables } from './schema'

type Feed = Pick<Store, 'head' | 'changes' | 'page' | 'count' | 'latestItems' | 'itemsBefore'>

/** Rows by their order. Every one of these is a walk along an index. */
export function makeFeed(db: Kysely<Tables>, reads: Reads): Feed {
  const count = query<{ kind: Kind }>()((arg) => db.selectFrom('counter').select('live').where('kind', '=', arg('kind')))
  const changes = changesQuery(db)
  const page = query<{ kind: EntityKind; after: Id; limit: number }>()((arg) =>
    db
      .selectFrom('entity')
      .select(['kind', 'id', 'ver', 'owner', 'body'])
      .where('kind', '=', arg('kind'))
      .where('id', '>', arg('after'))
      .where('body', 'is not', null)
      .orderBy('id')
      .limit(arg('limit')),
  )
  // `dseq` has no holes, so the newest n are a range below the greatest: no sort, no count.
  const latest = query<{ dialogId: Id; limit: number }>()((arg) =>
    db
      .selectFrom('item')
      .select(['id', 'ver', 'body'])
      .where('dialog_id', '=', arg('dialogId'))
      .where('dseq', '>', (eb) =>
        eb
          .selectFrom('item')
          .select(sql<number>`coalesce(max(dseq), 0) - ${arg('limit')}`.as('low'))
          .where('dialog_id', '=', arg('dialogId')),
      )
      .orderBy('dseq'),
  )
  const before = query<{ dialogId: Id; before: number; limit: number; messages: number }>()((arg) =>
    db
      .selectFrom('item')
      .select(['id', 'ver', 'body'])
      .where('dialog_id', '=', arg('dialogId'))
      .where('dseq', '<', arg('before'))
      .where(sql<number>`is_message`, '>=', arg('messages'))
      .orderBy('dseq', 'desc')
      .limit(arg('limit')),
  )

  return {
    head: makeHead(db, reads),
    async changes(range) {
      return (await read(reads, changes, range)).map(fromEntity)
    },
    async page(kind, { after, limit }) {
      return (await read(reads, page, { kind, after, limit })).map(fromEntity)
    },
    async count(kind) {
      const [row] = await read(reads, count, { kind })
      return row?.live ?? 0
    },
    async latestItems(dialogIds, limit) {
      const rows = await readEach(
        reads,
        latest,
        [...new Set(dialogIds)].map((dialogId) => ({ dialogId, limit })),
      )
      return rows.map(fromItem)
    },
    async itemsBefore(dialogId, { before: bound, limit, messagesOnly = false }) {
      const rows = await read(reads, before, { dialogId, before: bound, limit, messages: messagesOnly ? 1 : 0 })
      return rows.map(fromItem)
    },
  }
}

export function makeHead(db: Kysely<Tables>, reads: Reads): Store['head'] {
  const head = query<Record<never, never>>()(() => db.selectFrom('workspace_head').select('head'))
  return async () => {
    const [row] = await read(reads, head, {})
    if (!row) throw new Error('The database has lost its head row')
    return row.head
  }
}

/** Both tables in one statement, so that both are seen at one moment; each gives at most `limit` to the merge. */
function changesQuery(db: Kysely<Tables>) {
  return query<{ from: number; to: number; limit: number }>()((arg) => {
    const entities = db
      .selectFrom('entity')
      .select(['kind', 'id', 'ver', 'owner', 'body'])
      .where('ver', '>', arg('from'))
      .where('ver', '<=', arg('to'))
      .orderBy('ver')
      .limit(arg('limit'))
    const items = db
      .selectFrom('item')
      .select([
        sql.lit('item').$castTo<Kind>().as('kind'),
        'id',
        'ver',
        sql<string | null>`null`.as('owner'),
        sql<string | null>`body`.as('body'),
      ])
      .where('ver', '>', arg('from'))
      .where('ver', '<=', arg('to'))
      .orderBy('ver')
      .limit(arg('limit'))
    return db
      .selectFrom(entities.as('entities'))
      .selectAll()
      .$castTo<EntityRow>()
      .unionAll(db.selectFrom(items.as('items')).selectAll().$castTo<EntityRow>())
      .orderBy('ver')
      .limit(arg('limit'))
  })
}
