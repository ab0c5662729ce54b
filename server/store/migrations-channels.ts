import { type Kysely, sql } from 'kysely'
import type { Tables } from './schema'

/** Accounts of channels, what came from them, and what they remember. */
export async function connectedChannels({ schema }: Kysely<Tables>): Promise<void> {
  await schema
    .createTable('channel_account')
    .addColumn('channel_id', 'text', (column) => column.primaryKey())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('channel_memory')
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('channel_memory_key', ['channel_id', 'key'])
    .execute()
  await schema
    .createTable('arrival')
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('place', 'bigint', (column) => column.notNull().unique())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('raw', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('peer_key', 'text')
    .addPrimaryKeyConstraint('arrival_key', ['channel_id', 'key'])
    .execute()
  // Old ones are looked for by age.
  await schema.createIndex('arrival_age').on('arrival').columns(['state', 'at']).execute()
  await schema.createIndex('arrival_state').on('arrival').columns(['channel_id', 'state', 'place']).execute()
  await schema
    .createTable('message_key')
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('message_key_place', ['item_id', 'n'])
    .execute()
  await schema
    .createTable('lease')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute()
  await schema.alterTable('early_change').addColumn('at', 'bigint').execute()
}

const DAY_MS = 86_400_000

/** What was told of messages that are not here ends at its time, and so does what is kept of what is over. */
export async function told(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('early_change').renameColumn('at', 'until').execute()
  await sql`UPDATE early_change SET until = coalesce(until, ${Date.now() + 30 * DAY_MS})`.execute(db)
  await db.schema.createIndex('early_change_until').on('early_change').columns(['until']).execute()
  await db.schema.createIndex('inbound_raw_age').on('inbound_raw').columns(['at']).execute()
}
