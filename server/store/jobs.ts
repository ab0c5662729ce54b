import { type Kysely, sql } from 'kysely'
import type { Executor } from './executor'
import type { SendJob, Store } from './port'
import { query, read } from './query'
import type { SendJobTable, Tables } from './schema'

/** Outgoing messages that wait for their channel: of each dialog the first alone, so that none overtakes another. */
export function makeJobs(db: Kysely<Tables>, executor: Executor): Pick<Store, 'dueJobs' | 'interruptedJobs' | 'dueTimers'> {
  const due = query<{ now: number; limit: number; held: string }>()((arg) =>
    db
      .selectFrom('send_job as job')
      .selectAll()
      .where('job.state', '=', 'queued')
      .where(({ eb, or }) => or([eb('job.due_at', '<=', arg('now')), eb('job.since', '>', arg('now'))]))
      .where('job.channel_id', 'not in', sql<string>`(select value from json_each(${arg('held')}))`)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('send_job as earlier')
              .select('earlier.item_id')
              .whereRef('earlier.dialog_id', '=', 'job.dialog_id')
              .where('earlier.state', 'in', ['queued', 'sending'])
              .whereRef('earlier.place', '<', 'job.place'),
          ),
        ),
      )
      .orderBy('job.due_at')
      .orderBy('job.place')
      .limit(arg('limit')),
  )
  const interrupted = query<Record<never, never>>()(() =>
    db.selectFrom('send_job').selectAll().where('state', '=', 'sending').orderBy('due_at').orderBy('place'),
  )

  const timers = query<{ now: number; limit: number }>()((arg) =>
    db.selectFrom('timer').select('dialog_id').where('due_at', '<=', arg('now')).orderBy('due_at').orderBy('dialog_id').limit(arg('limit')),
  )

  return {
    async dueTimers(now, limit) {
      return (await read(executor, timers, { now, limit })).map(({ dialog_id }) => dialog_id)
    },
    async dueJobs(now, limit, held = []) {
      return (await read(executor, due, { now, limit, held: JSON.stringify(held) })).map(fromJob)
    },
    async interruptedJobs() {
      return (await read(executor, interrupted, {})).map(fromJob)
    },
  }
}

const fromJob = ({ item_id, dialog_id, channel_id, state, attempts, due_at, since }: SendJobTable): SendJob => ({
  itemId: item_id,
  dialogId: dialog_id,
  channelId: channel_id,
  state,
  attempts,
  dueAt: due_at,
  since,
})
