import type { Kysely } from 'kysely'
import type { Tables } from './schema'

/** Since when something waits: by a clock that has gone back behind that, it has waited long enough. */
export async function waits({ schema }: Kysely<Tables>): Promise<void> {
  for (const table of ['send_job', 'arrival'] as const) {
    await schema
      .alterTable(table)
      .addColumn('since', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  }
}
