import { type Kysely, sql } from 'kysely'
import type { Id } from '#shared/domain/id'
import { type PlannedStatement, refusedAs } from './planned'
import type { Writes } from './port'
import type { HandledArrival, NewArrival } from './port-channels'
import { each, query } from './query'
import type { Tables } from './schema'

/** Raw events of connected channels, what has become of them, and what the channels call messages. */
export function planArrivals(db: Kysely<Tables>): (writes: Writes) => readonly PlannedStatement[] {
  // Channels tell a thing twice: the first telling stands, with what has become of it.
  const add = query<{ [K in keyof NewArrival]: NewArrival[K] }>()((arg) =>
    db
      .insertInto('arrival')
      .values({
        channel_id: arg('channelId'),
        key: arg('key'),
        place: sql<number>`(select coalesce(max(place), 0) + 1 from arrival)`,
        at: arg('at'),
        raw: arg('raw'),
        state: 'waiting',
        attempts: 0,
        due_at: 0,
        since: 0,
        reason: null,
        peer_key: null,
      })
      .onConflict((conflict) => conflict.columns(['channel_id', 'key']).doNothing()),
  )
  const mark = query<{ [K in keyof HandledArrival]: HandledArrival[K] }>()((arg) =>
    db
      .updateTable('arrival')
      .set({
        state: arg('state'),
        attempts: arg('attempts'),
        due_at: arg('dueAt'),
        since: arg('since'),
        reason: arg('reason'),
        peer_key: arg('peerKey'),
      })
      .where('channel_id', '=', arg('channelId'))
      .where('key', '=', arg('key')),
  )
  // A message that is sent again has other keys; what it was called before is still its name for reports.
  const putKey = query<{ itemId: Id; n: number; key: string }>()((arg) =>
    db
      .insertInto('message_key')
      .values({ item_id: arg('itemId'), n: arg('n'), key: arg('key') })
      .onConflict((conflict) => conflict.columns(['item_id', 'n']).doUpdateSet(({ ref }) => ({ key: ref('excluded.key') }))),
  )
  return (writes) => [
    ...refusedAs(
      'The key of a message could not be written',
      each(
        putKey,
        [...(writes.messageKeys ?? [])].flatMap(([itemId, keys]) => keys.map((key, n) => ({ itemId, n, key }))),
      ),
    ),
    ...refusedAs(
      'An arrival could not be written',
      each(
        add,
        (writes.arrivals ?? []).map((arrival) => ({ ...arrival })),
      ),
    ),
    ...refusedAs(
      'An arrival could not be marked',
      each(
        mark,
        (writes.handled ?? []).map((arrival) => ({ ...arrival })),
      ),
    ),
  ]
}
