import { type Kysely, sql } from 'kysely'
import type { Id } from '#shared/domain/id'
import type { Reads } from './executor'
import type { Store } from './port'
import { query, readEach } from './query'
import { fromEntity } from './rows'
import type { Tables } from './schema'

/** Orders by their dialog, along the index made for it: which is why the kind stands here as it does there. */
export function makeOrders(db: Kysely<Tables>, reads: Reads): Pick<Store, 'ordersOf'> {
  const ofDialog = query<{ dialogId: Id }>()((arg) =>
    db
      .selectFrom('entity')
      .select(['kind', 'id', 'ver', 'owner', 'body'])
      .where(sql<boolean>`kind = 'order' and json_extract(body, '$.dialogId') = ${arg('dialogId')}`)
      .orderBy('id'),
  )
  return {
    async ordersOf(dialogIds) {
      const ids = [...new Set(dialogIds)]
      return (
        await readEach(
          reads,
          ofDialog,
          ids.map((dialogId) => ({ dialogId })),
        )
      ).map(fromEntity)
    },
  }
}
