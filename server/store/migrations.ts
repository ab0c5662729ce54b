/**
 * The schema's history. A migration that has been released is never edited; only DDL that SQLite and PostgreSQL both
 * run. `bytes` is the one type without a common name.
 */
import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import { connectedChannels, told } from './migrations-channels'
import { belongings, customers, erasures } from './migrations-customers'
import { waits } from './migrations-waits'
import type { SearchKind, Tables } from './schema'

type Schema = Kysely<Tables>

/** @param dialect.fullText makes the indexes that no common statement makes. */
export async function migrate(
  db: Schema,
  dialect: { bytes: 'blob' | 'bytea'; fullText: (schema: Schema, kinds: readonly SearchKind[]) => Promise<void> },
): Promise<void> {
  const migrations: Record<string, Migration> = {
    '0001-workspace': { up: (schema: Schema) => workspace(schema) },
    '0002-delivery': { up: (schema: Schema) => delivery(schema) },
    '0003-documents': { up: (schema: Schema) => documents(schema, dialect.bytes) },
    '0004-accounts': { up: (schema: Schema) => accounts(schema) },
    '0005-search': { up: (schema: Schema) => search(schema, () => dialect.fullText(schema, ['item', 'contact'])) },
    '0006-early-changes': { up: (schema: Schema) => earlyChanges(schema) },
    '0007-document-history': { up: (schema: Schema) => documentHistory(schema) },
    '0008-dialog-state': { up: (schema: Schema) => dialogState(schema) },
    '0009-timers': { up: (schema: Schema) => timers(schema) },
    '0010-horizon': { up: (schema: Schema) => horizon(schema) },
    '0011-revoked-sessions': { up: (schema: Schema) => revokedSessions(schema) },
    '0012-connected-channels': { up: (schema: Schema) => connectedChannels(schema) },
    '0013-orders': { up: (schema: Schema) => orders(schema) },
    '0014-product-search': { up: (schema: Schema) => productSearch(schema, () => dialect.fullText(schema, ['product'])) },
    '0015-document-log': { up: (schema: Schema) => documentLog(schema, dialect.bytes) },
    '0016-customers': { up: (schema: Schema) => customers(schema, () => dialect.fullText(schema, ['customer'])) },
    '0017-belongings': { up: (schema: Schema) => belongings(schema) },
    '0018-erasures': { up: (schema: Schema) => erasures(schema) },
    '0019-waits': { up: (schema: Schema) => waits(schema) },
    '0020-told': { up: (schema: Schema) => told(schema) },
  }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw new Error('The database could not be brought up to date', { cause: error })
}

async function workspace({ schema }: Schema): Promise<void> {
  await schema
    .createTable('workspace_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('head', 'bigint', (column) => column.notNull())
    .addColumn('epoch', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createTable('counter')
    .addColumn('kind', 'text', (column) => column.primaryKey())
    .addColumn('live', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('entity')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('ver', 'bigint', (column) => column.notNull().unique())
    .addColumn('owner', 'text')
    .addColumn('sort_at', 'bigint')
    .addColumn('body', 'text')
    .addPrimaryKeyConstraint('entity_key', ['kind', 'id'])
    .execute()
  await schema
    .createIndex('entity_recency')
    .on('entity')
    .columns(['kind', 'sort_at', 'id'])
    .where(sql.ref('sort_at'), 'is not', null)
    .execute()
  await schema
    .createTable('item')
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('dialog_id', 'text', (column) => column.notNull())
    .addColumn('dseq', 'integer', (column) => column.notNull())
    .addColumn('is_message', 'smallint', (column) => column.notNull())
    .addColumn('ver', 'bigint', (column) => column.notNull().unique())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('item_place', ['dialog_id', 'dseq'])
    .execute()
  await schema
    .createTable('command_result')
    .addColumn('operator_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('code', 'text')
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('command_result_key', ['operator_id', 'id'])
    .execute()
}

async function delivery({ schema }: Schema): Promise<void> {
  await schema
    .createTable('name')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createTable('inbound_raw')
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('raw', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('inbound_raw_key', ['channel_id', 'key'])
    .execute()
  await schema
    .createTable('send_job')
    .addColumn('item_id', 'text', (column) => column.primaryKey())
    .addColumn('dialog_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('place', 'bigint', (column) => column.notNull().unique())
    .execute()
  await schema.createIndex('send_job_due').on('send_job').columns(['state', 'due_at', 'place']).execute()
  await schema.createIndex('send_job_order').on('send_job').columns(['dialog_id', 'state', 'place']).execute()
}

async function earlyChanges({ schema }: Schema): Promise<void> {
  await schema
    .createTable('early_change')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('early_change_key', ['name', 'key'])
    .execute()
}

async function documents({ schema }: Schema, bytes: 'blob' | 'bytea'): Promise<void> {
  await schema
    .createTable('document_update')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('doc', 'text', (column) => column.notNull())
    .addColumn('update_id', 'text')
    .addColumn('author_id', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('bytes', sql.raw(bytes), (column) => column.notNull())
    .addUniqueConstraint('document_update_id', ['doc', 'update_id'])
    .execute()
  await schema.createIndex('document_update_order').on('document_update').columns(['doc', 'seq']).execute()
}

async function accounts({ schema }: Schema): Promise<void> {
  await schema
    .createTable('account')
    .addColumn('operator_id', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createTable('session')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('operator_id', 'text', (column) => column.notNull())
    .addColumn('device_name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('session_operator').on('session').column('operator_id').execute()
  await schema
    .createTable('api_key')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema
    .createTable('secret')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
  await schema
    .createTable('blob')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('owner_kind', 'text', (column) => column.notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull())
    .addColumn('dialog_id', 'text')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('mime', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
}

/** Empty at first: rows that are there already are taken in step by step, from the beginning of the sequence. */
async function search(db: Schema, fullText: () => Promise<void>): Promise<void> {
  await db.schema
    .createTable('search_position')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('ver', 'bigint', (column) => column.notNull())
    .execute()
  await db.insertInto('search_position').values({ id: 1, ver: 0 }).execute()
  await db.schema
    .createTable('search_entry')
    .addColumn('place', 'bigint', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('dialog_id', 'text')
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addUniqueConstraint('search_entry_id', ['kind', 'id'])
    .execute()
  await fullText()
}

async function documentHistory(db: Schema): Promise<void> {
  await db.schema
    .createTable('document_state')
    .addColumn('doc', 'text', (column) => column.primaryKey())
    .addColumn('generation', 'integer', (column) => column.notNull())
    .addColumn('up_to', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('document_version')
    .addColumn('doc', 'text', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('authors', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('document_version_key', ['doc', 'n'])
    .execute()
  // Notes removed in the time before: their words go too.
  const removed = db
    .selectFrom('item')
    .select(sql<string>`'note.' || dialog_id || '.' || id`.as('doc'))
    .where('body', 'like', '%"kind":"note"%')
    .where('body', 'like', '%"deleted":true%')
  await db.deleteFrom('document_update').where('doc', 'in', removed).execute()
}

/** So that dialogs of one state are a walk along an index too. */
async function dialogState(db: Schema): Promise<void> {
  await db.schema.alterTable('entity').addColumn('state', 'text').execute()
  await sql`UPDATE entity SET state = json_extract(body, '$.state') WHERE kind = 'dialog' AND body IS NOT NULL`.execute(db)
  await db.schema
    .createIndex('entity_state')
    .on('entity')
    .columns(['state', 'sort_at', 'id'])
    .where(sql.ref('state'), 'is not', null)
    .execute()
}

async function timers({ schema }: Schema): Promise<void> {
  await schema
    .createTable('timer')
    .addColumn('dialog_id', 'text', (column) => column.primaryKey())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('timer_due').on('timer').columns(['due_at', 'dialog_id']).execute()
}

/** `milestone`: where the sequence stood at a time, so that an age can be told of a version. */
async function horizon({ schema }: Schema): Promise<void> {
  await schema
    .alterTable('workspace_head')
    .addColumn('horizon', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await schema
    .createTable('milestone')
    .addColumn('at', 'bigint', (column) => column.primaryKey())
    .addColumn('head', 'bigint', (column) => column.notNull())
    .execute()
}

async function revokedSessions({ schema }: Schema): Promise<void> {
  await schema
    .createTable('revoked_session')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
}

/** Orders by their dialog. */
async function orders(db: Schema): Promise<void> {
  await sql`CREATE INDEX entity_order ON entity (json_extract(body, '$.dialogId')) WHERE kind = 'order'`.execute(db)
}

/** Products that are there already are taken in by another walk from the beginning, which finds the rest as it is. */
async function productSearch(db: Schema, fullText: () => Promise<void>): Promise<void> {
  await fullText()
  await db.updateTable('search_position').set({ ver: 0 }).execute()
}

async function documentLog({ schema }: Schema, bytes: 'blob' | 'bytea'): Promise<void> {
  await schema
    .createTable('document_log')
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('entry', sql.raw(bytes), (column) => column.notNull())
    .execute()
}
