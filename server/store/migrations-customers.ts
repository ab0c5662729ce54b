import { type Kysely, sql } from 'kysely'
import type { Tables } from './schema'

type Schema = Kysely<Tables>

export async function customers({ schema }: Schema, fullText: () => Promise<void>): Promise<void> {
  await fullText()
  // For erasing somebody: their files and texts are found by their dialogs.
  await schema.createIndex('blob_dialog').on('blob').columns(['dialog_id']).execute()
  await schema.createIndex('search_entry_dialog').on('search_entry').columns(['dialog_id']).execute()
  await schema.createIndex('name_id').on('name').columns(['id']).execute()
}

/** Variants of one thing; and for erasing somebody: what was made for them, and what was chosen for a message to them. */
export async function belongings(db: Schema): Promise<void> {
  const made = [
    ['entity_order_customer', 'order', '$.customerId'],
    ['entity_card_dialog', 'card', '$.dialogId'],
    ['entity_card_customer', 'card', '$.customerId'],
    ['entity_product_group', 'product', '$.group'],
  ] as const
  for (const [name, kind, path] of made)
    await sql`CREATE INDEX ${sql.ref(name)} ON entity (json_extract(body, ${sql.lit(path)})) WHERE kind = ${sql.lit(kind)}`.execute(db)
  await db.schema.alterTable('blob').addColumn('chosen_in', 'text').execute()
  await sql`UPDATE blob SET chosen_in = chosen.dialog_id FROM (
    SELECT json_extract(file.value, '$.id') AS id, json_extract(draft.body, '$.dialogId') AS dialog_id
    FROM entity AS draft, json_each(draft.body, '$.attachments') AS file WHERE draft.kind = 'draft' AND draft.body IS NOT NULL
  ) AS chosen WHERE blob.id = chosen.id AND blob.dialog_id IS NULL`.execute(db)
  await db.schema.createIndex('blob_chosen').on('blob').columns(['chosen_in']).where(sql.ref('chosen_in'), 'is not', null).execute()
  await db.schema.createIndex('blob_owner').on('blob').columns(['owner_kind', 'owner_id']).execute()
  await db.schema.createIndex('blob_bytes').on('blob').columns(['sha256']).execute()
}

export async function erasures({ schema }: Schema): Promise<void> {
  await schema
    .createTable('erasure')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
}
