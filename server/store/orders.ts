import { type Kysely, sql } from 'kysely'
import type { Id } from '#shared/domain/id'
import type { Reads } from './executor'
import type { Store } from './port'
import { query, read, readEach } from './query'
import { type EntityRow, fromEntity } from './rows'
import type { Tables } from './schema'

/** Not the bare column: to be spared the sort of a few rows, SQLite would walk over all rows of the kind in the order of their ids. */
const BY_ID = sql<string>`id || ''`

/** Rows of the shop by what they belong to, along the indexes made for it: which is why the kind stands here as it does there. */
export function makeOrders(db: Kysely<Tables>, reads: Reads): Pick<Store, 'ordersOf' | 'madeFor' | 'variantsOf'> {
  const where = (kind: 'order' | 'card', field: 'dialogId' | 'customerId') =>
    query<{ id: Id }>()((arg) =>
      db
        .selectFrom('entity')
        .select(['kind', 'id', 'ver', 'owner', 'body'])
        .where(sql<boolean>`kind = ${sql.lit(kind)} and json_extract(body, ${sql.lit(`$.${field}`)}) = ${arg('id')}`)
        .orderBy(BY_ID),
    )
  const ofDialog = { order: where('order', 'dialogId'), card: where('card', 'dialogId') }
  const ofCustomer = { order: where('order', 'customerId'), card: where('card', 'customerId') }
  const variants = query<{ group: string; limit: number }>()((arg) =>
    db
      .selectFrom('entity')
      .select(['kind', 'id', 'ver', 'owner', 'body'])
      .where(sql<boolean>`kind = 'product' and json_extract(body, '$.group') = ${arg('group')}`)
      .orderBy(BY_ID)
      .limit(arg('limit')),
  )
  const each = (ids: readonly Id[]) => [...new Set(ids)].map((id) => ({ id }))
  return {
    ordersOf: async (dialogIds) => (await readEach(reads, ofDialog.order, each(dialogIds))).map(fromEntity),
    variantsOf: async (group, limit) => (await read(reads, variants, { group, limit })).map(fromEntity),
    async madeFor(kind, { dialogIds, customerIds }) {
      const found: readonly EntityRow[] = [
        ...(await readEach(reads, ofDialog[kind], each(dialogIds))),
        ...(await readEach(reads, ofCustomer[kind], each(customerIds))),
      ]
      return [...new Map(found.map((row) => [row.id, fromEntity(row)])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    },
  }
}
