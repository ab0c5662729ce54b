import type { Kysely } from 'kysely'
import type { Executor } from './executor'
import type { Past } from './port'
import { each, query, read, refusal, write } from './query'
import type { Tables } from './schema'

/** What a store may forget once it is old enough. */
export function makePast(db: Kysely<Tables>, executor: Executor): Past {
  const horizon = query<Record<never, never>>()(() => db.selectFrom('workspace_head').select('horizon'))
  const raise = query<{ to: number }>()((arg) =>
    db
      .updateTable('workspace_head')
      .set({ horizon: arg('to') })
      .where('horizon', '<', arg('to')),
  )
  const tombstones = query<{ upTo: number; limit: number }>()((arg) =>
    db.selectFrom('entity').select('ver').where('ver', '<=', arg('upTo')).where('body', 'is', null).orderBy('ver').limit(arg('limit')),
  )
  // By its version: a row that has been written again meanwhile has another.
  const dropTombstone = query<{ ver: number }>()((arg) => db.deleteFrom('entity').where('ver', '=', arg('ver')).where('body', 'is', null))
  const results = query<{ upTo: number; limit: number }>()((arg) =>
    db.selectFrom('command_result').select(['operator_id as operatorId', 'id']).where('seq', '<=', arg('upTo')).limit(arg('limit')),
  )
  const dropResult = query<{ operatorId: string; id: string }>()((arg) =>
    db.deleteFrom('command_result').where('operator_id', '=', arg('operatorId')).where('id', '=', arg('id')),
  )
  const addMilestone = query<{ at: number; head: number }>()((arg) =>
    db
      .insertInto('milestone')
      .values({ at: arg('at'), head: arg('head') })
      .onConflict((conflict) => conflict.column('at').doNothing()),
  )
  const milestone = query<{ at: number }>()((arg) =>
    db.selectFrom('milestone').select(['at', 'head']).where('at', '<=', arg('at')).orderBy('at', 'desc').limit(1),
  )
  const dropMilestones = query<{ before: number }>()((arg) => db.deleteFrom('milestone').where('at', '<', arg('before')))

  const handled = query<{ before: number; limit: number }>()((arg) =>
    db
      .selectFrom('arrival')
      .select(['channel_id as channelId', 'key'])
      .where('state', '=', 'done')
      .where('at', '<', arg('before'))
      .limit(arg('limit')),
  )
  // One that is handled again meanwhile is not over.
  const dropArrival = query<{ channelId: string; key: string }>()((arg) =>
    db.deleteFrom('arrival').where('channel_id', '=', arg('channelId')).where('key', '=', arg('key')).where('state', '=', 'done'),
  )
  const raw = query<{ before: number; limit: number }>()((arg) =>
    db.selectFrom('inbound_raw').select(['channel_id as channelId', 'key']).where('at', '<', arg('before')).limit(arg('limit')),
  )
  const dropRaw = query<{ channelId: string; key: string }>()((arg) =>
    db.deleteFrom('inbound_raw').where('channel_id', '=', arg('channelId')).where('key', '=', arg('key')),
  )
  const finished = query<{ before: number; limit: number }>()((arg) =>
    db
      .selectFrom('send_job')
      .select('item_id as itemId')
      .where('state', '=', 'finished')
      .where('due_at', '<', arg('before'))
      .limit(arg('limit')),
  )
  // Nor is one whose message is to be sent again.
  const dropJob = query<{ itemId: string }>()((arg) =>
    db.deleteFrom('send_job').where('item_id', '=', arg('itemId')).where('state', '=', 'finished'),
  )
  const early = query<{ now: number; limit: number }>()((arg) =>
    db.selectFrom('early_change').select(['name', 'key']).where('until', '<=', arg('now')).limit(arg('limit')),
  )
  const dropEarly = query<{ name: string; key: string }>()((arg) =>
    db.deleteFrom('early_change').where('name', '=', arg('name')).where('key', '=', arg('key')),
  )

  return {
    async horizon() {
      const [row] = await read(executor, horizon, {})
      return row?.horizon ?? 0
    },
    async milestone(at) {
      const [row] = await read(executor, milestone, { at })
      return row ?? null
    },
    async addMilestone(of) {
      await write(executor, addMilestone, of)
    },
    async dropMilestones(before) {
      await write(executor, dropMilestones, { before })
    },
    async forgetDeleted(upTo, limit) {
      const found = await read(executor, tombstones, { upTo, limit })
      // In one commit: a tombstone that is gone without the horizon having moved would be a change nobody hears of.
      const outcome = await executor.commit([
        ...each(raise, [{ to: upTo }]),
        ...each(
          dropTombstone,
          found.map(({ ver }) => ({ ver })),
        ),
      ])
      if (!outcome.ok) throw refusal(outcome)
      return found.length
    },
    async forgetResults(upTo, limit) {
      const found = await read(executor, results, { upTo, limit })
      await write(executor, dropResult, ...found)
      return found.length
    },
    async forgetTold({ before, now, limit }) {
      const [arrivals, events, jobs, changes] = await Promise.all([
        read(executor, handled, { before, limit }),
        read(executor, raw, { before, limit }),
        read(executor, finished, { before, limit }),
        read(executor, early, { now, limit }),
      ])
      const statements = [...each(dropArrival, arrivals), ...each(dropRaw, events), ...each(dropJob, jobs), ...each(dropEarly, changes)]
      if (statements.length === 0) return false
      const outcome = await executor.commit(statements)
      if (!outcome.ok) throw refusal(outcome)
      return [arrivals, events, jobs, changes].some(({ length }) => length === limit)
    },
  }
}
