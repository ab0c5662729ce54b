/**
 * SQLite's full text: FTS5 over trigrams, which finds any part of a word in any alphabet. It holds neither the text nor
 * places in it (`content=''`, `detail=none`): a fifth of the size, and the rows themselves are looked at anyway.
 */
import { type Kysely, sql } from 'kysely'
import { query } from './query'
import type { SearchKind, Tables } from './schema'
import type { FullText } from './search'

/** A word's trigrams that are asked for; what they let through too much is seen at the row. */
const MAX_TRIGRAMS = 24

export async function createFullText(db: Kysely<Tables>, kinds: readonly SearchKind[]): Promise<void> {
  for (const kind of kinds) {
    await sql
      .raw(
        `create virtual table search_${kind} using fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')`,
      )
      .execute(db)
  }
}

export function makeFullText(db: Kysely<Tables>): FullText {
  const tables = {
    item: sql.table('search_item'),
    contact: sql.table('search_contact'),
    product: sql.table('search_product'),
    customer: sql.table('search_customer'),
  }
  const of = (kind: SearchKind) => ({
    add: query<{ place: number; text: string }>()((arg) => ({
      compile: () => sql`insert into ${tables[kind]} (rowid, text) values (${arg('place')}, ${arg('text')})`.compile(db),
    })),
    remove: query<{ place: number }>()((arg) => ({
      compile: () => sql`delete from ${tables[kind]} where rowid = ${arg('place')}`.compile(db),
    })),
    // `cross join`: the index is walked from its newest entry on, and each looked up, never the other way round.
    find: query<{ match: string; before: number; limit: number }>()((arg) => ({
      compile: () =>
        sql<{ place: number; id: string; dialog_id: string | null }>`
          select entry.place, entry.id, entry.dialog_id
          from ${tables[kind]} as found cross join search_entry as entry on entry.place = found.rowid
          where ${tables[kind]} match ${arg('match')} and found.rowid < ${arg('before')}
          order by found.rowid desc limit ${arg('limit')}`.compile(db),
    })),
  })
  return { of: { item: of('item'), contact: of('contact'), product: of('product'), customer: of('customer') }, matchOf }
}

/** @returns null when no word is long enough to be looked for. */
function matchOf(anyOf: readonly (readonly string[])[]): string | null {
  const variants = anyOf.flatMap((words) => {
    const grams = new Set(words.flatMap(trigrams).slice(0, MAX_TRIGRAMS))
    return grams.size > 0 ? [`(${[...grams].map((gram) => `"${gram.replaceAll('"', '""')}"`).join(' AND ')})`] : []
  })
  return variants.length > 0 ? variants.join(' OR ') : null
}

/** By characters, not halves of them, as the tokenizer counts. */
function trigrams(word: string): readonly string[] {
  const letters = [...word]
  return letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''))
}
