import { type Kysely, sql } from 'kysely'
import type { Id } from '#shared/domain/id'
import type { Executor } from './executor'
import { type Arrival, type ChannelStore, FILES } from './port-channels'
import { query, read, readEach, write } from './query'
import type { ArrivalTable, Tables } from './schema'

type Memory = Pick<ChannelStore, 'accounts' | 'putAccount' | 'remembered' | 'remember' | 'keysOf' | 'lease' | 'release'>
type Arrivals = Omit<ChannelStore, keyof Memory>

export const makeChannels = (db: Kysely<Tables>, executor: Executor): ChannelStore => ({
  ...makeMemory(db, executor),
  ...makeArrivals(db, executor),
})

/** Accounts, what they remember, and who is at work for them. */
function makeMemory(db: Kysely<Tables>, executor: Executor): Memory {
  const all = query<Record<never, never>>()(() =>
    db
      .selectFrom('channel_account')
      .select(['channel_id as channelId', 'settings', 'sealed', 'changed_at as changedAt'])
      .orderBy('channel_id'),
  )
  const put = query<{ channelId: Id; settings: string; sealed: string; changedAt: number }>()((arg) =>
    db
      .insertInto('channel_account')
      .values({ channel_id: arg('channelId'), settings: arg('settings'), sealed: arg('sealed'), changed_at: arg('changedAt') })
      .onConflict((conflict) =>
        conflict.column('channel_id').doUpdateSet(({ ref }) => ({
          settings: ref('excluded.settings'),
          sealed: ref('excluded.sealed'),
          changed_at: ref('excluded.changed_at'),
        })),
      ),
  )
  const value = query<{ channelId: Id; key: string }>()((arg) =>
    db.selectFrom('channel_memory').select('value').where('channel_id', '=', arg('channelId')).where('key', '=', arg('key')),
  )
  const setValue = query<{ channelId: Id; key: string; value: string }>()((arg) =>
    db
      .insertInto('channel_memory')
      .values({ channel_id: arg('channelId'), key: arg('key'), value: arg('value') })
      .onConflict((conflict) => conflict.columns(['channel_id', 'key']).doUpdateSet(({ ref }) => ({ value: ref('excluded.value') }))),
  )
  const dropValue = query<{ channelId: Id; key: string }>()((arg) =>
    db.deleteFrom('channel_memory').where('channel_id', '=', arg('channelId')).where('key', '=', arg('key')),
  )
  const keys = query<{ itemId: Id }>()((arg) =>
    db.selectFrom('message_key').select(['item_id as itemId', 'key']).where('item_id', '=', arg('itemId')).orderBy('n'),
  )
  const take = query<{ name: string; holder: Id; now: number; until: number }>()((arg) =>
    db
      .insertInto('lease')
      .values({ name: arg('name'), holder: arg('holder'), until: arg('until') })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet(({ ref }) => ({ holder: ref('excluded.holder'), until: ref('excluded.until') }))
          .where(({ eb, or, ref }) =>
            or([
              eb('lease.until', '<=', arg('now')),
              eb('lease.until', '>', sql<number>`${ref('excluded.until')} + ${ref('excluded.until')} - ${arg('now')}`),
              eb('lease.holder', '=', ref('excluded.holder')),
            ]),
          ),
      ),
  )
  const release = query<{ name: string; holder: Id }>()((arg) =>
    db.deleteFrom('lease').where('name', '=', arg('name')).where('holder', '=', arg('holder')),
  )
  return {
    accounts: () => read(executor, all, {}),
    putAccount: async (account) => void (await write(executor, put, { ...account })),
    remembered: async (channelId, key) => (await read(executor, value, { channelId, key }))[0]?.value ?? null,
    async remember(channelId, key, text) {
      if (text === null) await write(executor, dropValue, { channelId, key })
      else await write(executor, setValue, { channelId, key, value: text })
    },
    async keysOf(itemIds) {
      const found = new Map<Id, string[]>()
      const rows = await readEach(
        executor,
        keys,
        itemIds.map((itemId) => ({ itemId })),
      )
      for (const { itemId, key } of rows) found.set(itemId, [...(found.get(itemId) ?? []), key])
      return found
    },
    lease: async (of) => (await write(executor, take, { ...of })) > 0,
    release: async (of) => void (await write(executor, release, { ...of })),
  }
}

/** Raw events as they came. */
function makeArrivals(db: Kysely<Tables>, executor: Executor): Arrivals {
  const waiting = query<{ channelId: Id; now: number; after: number; limit: number }>()((arg) =>
    db
      .selectFrom('arrival')
      .selectAll()
      .where('channel_id', '=', arg('channelId'))
      .where('state', '=', 'waiting')
      .where('place', '>', arg('after'))
      .where(({ eb, or }) =>
        or([eb('due_at', '<=', arg('now')), eb('since', '>', arg('now')), eb('reason', 'is', null), eb('reason', '<>', FILES)]),
      )
      .orderBy('place')
      .limit(arg('limit')),
  )
  const inTrouble = query<{ channelId: Id; limit: number }>()((arg) =>
    db
      .selectFrom('arrival')
      .selectAll()
      .where('channel_id', '=', arg('channelId'))
      .where('state', 'in', ['unreadable', 'failed'])
      .orderBy('place', 'desc')
      .limit(arg('limit')),
  )
  const counts = query<{ channelId: Id }>()((arg) =>
    db
      .selectFrom('arrival')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .where('channel_id', '=', arg('channelId'))
      .where('state', '<>', 'done')
      .groupBy('state'),
  )
  const newest = query<{ channelId: Id }>()((arg) =>
    db.selectFrom('arrival').select('at').where('channel_id', '=', arg('channelId')).orderBy('place', 'desc').limit(1),
  )
  const queued = query<{ channelId: Id }>()((arg) =>
    db
      .selectFrom('send_job')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('state', '=', 'queued')
      .where('channel_id', '=', arg('channelId')),
  )
  const again = { state: 'waiting', attempts: 0, reason: null, due_at: 0 } as const
  const replayAll = query<{ channelId: Id }>()((arg) =>
    db.updateTable('arrival').set(again).where('channel_id', '=', arg('channelId')).where('state', 'in', ['unreadable', 'failed']),
  )
  const replayOne = query<{ channelId: Id; key: string }>()((arg) =>
    db.updateTable('arrival').set(again).where('channel_id', '=', arg('channelId')).where('key', '=', arg('key')),
  )

  return {
    waiting: async (channelId, of) => (await read(executor, waiting, { channelId, ...of })).map(fromRow),
    inTrouble: async (channelId, limit) => (await read(executor, inTrouble, { channelId, limit })).map(fromRow),
    async counts(channelId) {
      const [found, [last]] = await Promise.all([read(executor, counts, { channelId }), read(executor, newest, { channelId })])
      const of = (state: ArrivalTable['state']) => found.find((each) => each.state === state)?.count ?? 0
      return { waiting: of('waiting'), unreadable: of('unreadable'), failed: of('failed'), lastAt: last?.at ?? null }
    },
    queued: async (channelId) => (await read(executor, queued, { channelId }))[0]?.count ?? 0,
    async replay(channelId, key) {
      if (key === undefined) await write(executor, replayAll, { channelId })
      else await write(executor, replayOne, { channelId, key })
    },
  }
}

const fromRow = ({ channel_id, key, place, at, raw, state, attempts, due_at, since, reason, peer_key }: ArrivalTable): Arrival => ({
  channelId: channel_id,
  key,
  place,
  at,
  raw,
  state,
  attempts,
  dueAt: due_at,
  since,
  reason,
  peerKey: peer_key,
})
