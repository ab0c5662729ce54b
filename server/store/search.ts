/** The search index over the sequence of changes: see `SearchIndex` in the port. */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Product } from '#shared/domain/product'
import { productWords } from '#shared/domain/product-search'
import { customerText, itemText, personText } from '#shared/domain/search'
import { foldText } from '#shared/lib/text'
import type { Executor } from './executor'
import { makeFeed } from './feed'
import type { StoredRow } from './port'
import type { SearchIndex } from './port-search'
import { each, type Query, query, read, readEach, refusal } from './query'
import { SEARCH_KINDS, type SearchEntryTable, type SearchKind, type Tables } from './schema'

/** The part of the index that each database does in its own way. */
export interface FullText {
  readonly of: Readonly<
    Record<
      SearchKind,
      {
        readonly add: Query<{ place: number; text: string }, unknown>
        readonly remove: Query<{ place: number }, unknown>
        readonly find: Query<{ match: string; before: number; limit: number }, { place: number; id: string; dialog_id: string | null }>
      }
    >
  >
  matchOf(anyOf: readonly (readonly string[])[]): string | null
}

/** Places of one second: texts of the same second lie in any order among each other. */
const PLACES_PER_SECOND = 2 ** 20
/** Places looked at for a free one. */
const PROBES = 64

interface Wanted {
  readonly kind: SearchKind
  readonly id: Id
  readonly dialogId: Id | null
  readonly at: number
  /** Empty: not to be found. */
  readonly text: string
}

export function makeSearchIndex(db: Kysely<Tables>, executor: Executor, fullText: FullText): SearchIndex {
  const { changes, head } = makeFeed(db, executor)
  const position = query<Record<never, never>>()(() => db.selectFrom('search_position').select('ver'))
  const move = query<{ from: number; to: number }>()((arg) =>
    db
      .updateTable('search_position')
      .set({ ver: arg('to') })
      .where('ver', '=', arg('from')),
  )
  const entry = query<{ kind: SearchKind; id: Id }>()((arg) =>
    db.selectFrom('search_entry').selectAll().where('kind', '=', arg('kind')).where('id', '=', arg('id')),
  )
  const ofDialog = query<{ dialogId: Id }>()((arg) => db.selectFrom('search_entry').selectAll().where('dialog_id', '=', arg('dialogId')))
  const taken = query<{ from: number; limit: number }>()((arg) =>
    db.selectFrom('search_entry').select('place').where('place', '>=', arg('from')).orderBy('place').limit(arg('limit')),
  )
  const put = query<{ [C in keyof SearchEntryTable]: SearchEntryTable[C] }>()((arg) =>
    db
      .insertInto('search_entry')
      .values({
        place: arg('place'),
        kind: arg('kind'),
        id: arg('id'),
        dialog_id: arg('dialog_id'),
        fingerprint: arg('fingerprint'),
      })
      .onConflict((conflict) => conflict.column('place').doUpdateSet(({ ref }) => ({ fingerprint: ref('excluded.fingerprint') }))),
  )
  const remove = query<{ place: number }>()((arg) => db.deleteFrom('search_entry').where('place', '=', arg('place')))

  async function where(): Promise<number> {
    const [row] = await read(executor, position, {})
    if (!row) throw new Error('The search index has lost its position')
    return row.ver
  }

  /** What is to be written for these rows: only what differs from what the index holds. */
  async function decide(rows: readonly StoredRow[]): Promise<{ gone: SearchEntryTable[]; made: (SearchEntryTable & { text: string })[] }> {
    const wanted = [...new Map(rows.flatMap(wantedOf).map((each) => [`${each.kind}/${each.id}`, each])).values()]
    const known = await readEach(
      executor,
      entry,
      wanted.map(({ kind, id }) => ({ kind, id })),
    )
    const before = new Map(known.map((each) => [`${each.kind}/${each.id}`, each]))
    const gone: SearchEntryTable[] = []
    const made: (SearchEntryTable & { text: string })[] = []
    const used = new Set<number>()
    for (const { kind, id, dialogId, at, text } of wanted) {
      const held = before.get(`${kind}/${id}`)
      const fingerprint = fingerprintOf(text)
      if (held?.fingerprint === fingerprint) continue
      if (held) gone.push(held)
      if (text === '') continue
      const place = held?.place ?? (await freePlace(placeOf(at, id), used))
      used.add(place)
      made.push({ place, kind, id, dialog_id: dialogId, fingerprint, text })
    }
    // The index writes fastest in the order of its numbers.
    return { gone, made: made.sort((a, b) => a.place - b.place) }
  }

  async function freePlace(from: number, used: ReadonlySet<number>): Promise<number> {
    const occupied = new Set((await read(executor, taken, { from, limit: PROBES })).map(({ place }) => place))
    for (let place = from; place < from + PROBES; place += 1) if (!occupied.has(place) && !used.has(place)) return place
    return freePlace(from + PROBES, used)
  }

  return {
    position: where,
    async advance(limit) {
      const [from, newest] = [await where(), await head()]
      if (from >= newest) return from
      const rows = await changes({ from, to: newest, limit })
      const to = rows.length === limit ? (rows.at(-1)?.ver ?? newest) : newest
      const { gone, made } = await decide(rows)
      const outcome = await executor.commit([
        ...each(move, [{ from, to }], 1),
        ...SEARCH_KINDS.flatMap((kind) => [
          ...each(
            fullText.of[kind].remove,
            gone.filter((one) => one.kind === kind).map(({ place }) => ({ place })),
          ),
          ...each(
            fullText.of[kind].add,
            made.filter((one) => one.kind === kind).map(({ place, text }) => ({ place, text })),
          ),
        ]),
        ...each(
          remove,
          gone.map(({ place }) => ({ place })),
        ),
        ...each(
          put,
          made.map(({ text: _, ...each }) => each),
        ),
      ])
      if (!outcome.ok) throw refusal(outcome, 'A step of the search index')
      return to
    },
    async forget({ dialogIds, personIds }) {
      const entries = [
        ...(await readEach(
          executor,
          ofDialog,
          dialogIds.map((dialogId) => ({ dialogId })),
        )),
        ...(await readEach(
          executor,
          entry,
          personIds.flatMap((id) => (['contact', 'customer'] as const).map((kind) => ({ kind, id }))),
        )),
      ]
      const outcome = await executor.commit([
        ...SEARCH_KINDS.flatMap((kind) =>
          each(
            fullText.of[kind].remove,
            entries.filter((one) => one.kind === kind).map(({ place }) => ({ place })),
          ),
        ),
        ...each(
          remove,
          entries.map(({ place }) => ({ place })),
        ),
      ])
      if (!outcome.ok) throw refusal(outcome, 'Forgetting texts')
    },
    async find({ kind, anyOf, before, limit }) {
      const match = fullText.matchOf(anyOf)
      if (match === null) return []
      const found = await read(executor, fullText.of[kind].find, { match, before: before ?? Number.MAX_SAFE_INTEGER, limit })
      return found.map(({ place, id, dialog_id }) => ({ place, id, dialogId: dialog_id }))
    },
  }
}

/** The store returns what was written under the kind. */
function wantedOf({ kind, id, row }: StoredRow): readonly Wanted[] {
  if (kind === 'contact') {
    const contact = row as Contact | null
    return [{ kind, id, dialogId: null, at: contact?.createdAt ?? 0, text: contact ? personText(contact) : '' }]
  }
  if (kind === 'product') {
    const product = row as Product | null
    const text = product && !product.isRemoved ? productWords(product).join('\n') : ''
    return [{ kind, id, dialogId: null, at: product?.updatedAt ?? 0, text }]
  }
  if (kind === 'customer') {
    const customer = row as Customer | null
    return [{ kind, id, dialogId: null, at: customer?.createdAt ?? 0, text: customer ? customerText(customer) : '' }]
  }
  if (kind !== 'item' || row === null) return []
  const item = row as Item
  return item.kind === 'event' ? [] : [{ kind, id, dialogId: item.dialogId, at: item.at, text: foldText(itemText(item)) }]
}

const fingerprintOf = (text: string): string => (text === '' ? '' : createHash('sha1').update(text).digest('base64').slice(0, 16))

function placeOf(at: number, id: Id): number {
  const spread = createHash('sha1').update(id).digest().readUInt32BE(0) % PLACES_PER_SECOND
  return Math.floor(at / 1000) * PLACES_PER_SECOND + spread
}
