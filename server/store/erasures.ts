import type { Kysely } from 'kysely'
import type { Id } from '#shared/domain/id'
import type { Executor } from './executor'
import type { Erasure, ErasureStore } from './port-erasures'
import { query, read, write } from './query'
import type { Tables } from './schema'

export function makeErasures(db: Kysely<Tables>, executor: Executor): ErasureStore {
  const unfinished = query<Record<never, never>>()(() => db.selectFrom('erasure').selectAll().orderBy('id'))
  const finish = query<{ id: Id }>()((arg) => db.deleteFrom('erasure').where('id', '=', arg('id')))
  return {
    // Written by us, in `planErasure`.
    unfinished: async () =>
      (await read(executor, unfinished, {})).map(({ id, body }) => ({ id, ...(JSON.parse(body) as Omit<Erasure, 'id'>) })),
    async finish(ids) {
      if (ids.length > 0) await write(executor, finish, ...ids.map((id) => ({ id })))
    },
  }
}
