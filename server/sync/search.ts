/**
 * Looking in the full history for one viewer.
 *
 * SRCH1 Nothing is found that the viewer may not see; what is hidden is passed over before it is read, and leaves no
 * trace in the answer: no count, no emptier page. SRCH2 What the index says is only likely: a row is found by what is
 * written in it now.
 */
import type { Contact } from '#shared/domain/contact'
import { type Customer, shownCustomer } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Viewer } from '#shared/domain/permissions'
import { type Match, matchCustomer, matchItem, matchPerson, parseSearch, type SearchQuery, wordsOf } from '#shared/domain/search'
import { type FoundHit, MAX_SEARCH_HITS } from '#shared/protocol/frames'
import type { Store, StoredRow } from '../store/port'
import type { SearchEntry } from '../store/port-search'
import { customersOf } from './customers'
import type { Visibility } from './visibility'

/** Entries read from the index at once. */
const CHUNK = 300
/** Entries looked at for one answer: a word that is everywhere, but hardly anywhere in what the viewer may see. */
const MAX_LOOKED_AT = 60_000
const MAX_PEOPLE = 20
/** Characters of a text that travel, and those before the first mark. */
const SNIPPET_CHARS = 240
const LEAD_CHARS = 40

export interface Found {
  readonly hits: readonly FoundHit[]
  readonly next: number | null
}

type Deps = { readonly store: Pick<Store, 'rows' | 'search'>; readonly visibility: Visibility }

/** @param after where the page before ended; people come with the first page. */
export async function findFor(
  deps: Deps,
  viewer: Viewer,
  asked: { text: string; after: number | null },
  signal: AbortSignal,
): Promise<Found> {
  const query = parseSearch(asked.text)
  if (!query) return { hits: [], next: null }
  const people = asked.after === null ? await findPeople(deps, viewer, query) : []
  const { hits, next } = await findItems(deps, viewer, query, asked.after, signal)
  return { hits: [...people, ...hits], next }
}

async function findPeople({ store, visibility }: Deps, viewer: Viewer, query: SearchQuery): Promise<readonly FoundHit[]> {
  const anyOf = [...query.variants.map(wordsOf), ...(query.digits === null ? [] : [[query.digits]])]
  const [contacts, customers] = await Promise.all([
    store.search.find({ kind: 'contact', anyOf, before: null, limit: CHUNK }),
    store.search.find({ kind: 'customer', anyOf, before: null, limit: CHUNK }),
  ])
  const people = [...contacts.map(({ id }) => id), ...customers.flatMap(({ id }) => visibility.contactsOf(id))]
  const seen = people.flatMap((id) => visibility.dialogsOf(id).filter((dialogId) => visibility.seesDialog(viewer, dialogId)))
  const dialogs = (await rowsOf<Dialog>(store, 'dialog', seen)).sort((a, b) => b.updatedAt - a.updatedAt)
  const persons = await personsOf(store, dialogs)
  const hits = dialogs.flatMap(({ id, contactId, updatedAt }): FoundHit[] => {
    const person = persons.get(contactId)
    const match = person && ((person.customer && matchCustomer(person.customer, query)) ?? matchPerson(person.contact, query))
    return match ? [{ kind: 'contact', dialogId: id, itemId: null, dseq: null, name: nameOf(person), at: updatedAt, ...wire(match) }] : []
  })
  return hits.slice(0, MAX_PEOPLE)
}

interface Person {
  readonly contact: Contact
  /** As they are shown: whom they were merged into. */
  readonly customer: Customer | undefined
}

const nameOf = ({ contact, customer }: Person): string => customer?.name ?? contact.name

async function personsOf(store: Pick<Store, 'rows'>, dialogs: readonly Dialog[]): Promise<ReadonlyMap<Id, Person>> {
  const rows = await store.rows([...new Set(dialogs.map(({ contactId }) => contactId))].map((id) => ({ kind: 'contact', id })))
  const customers = new Map(
    (await customersOf(store, rows)).flatMap(({ id, row }) => (row === null ? [] : [[id, row as Customer] as const])),
  )
  return new Map(
    rows.flatMap(({ id, row }) =>
      row === null ? [] : [[id, { contact: row as Contact, customer: shownCustomer(row as Contact, customers) }]],
    ),
  )
}

async function findItems(deps: Deps, viewer: Viewer, query: SearchQuery, after: number | null, signal: AbortSignal): Promise<Found> {
  const { store, visibility } = deps
  const anyOf = query.variants.map(wordsOf)
  const hits: FoundHit[] = []
  let before = after
  for (let looked = 0; looked < MAX_LOOKED_AT && !signal.aborted; looked += CHUNK) {
    const entries = await store.search.find({ kind: 'item', anyOf, before, limit: CHUNK })
    const seen = entries.filter(({ dialogId }) => dialogId !== null && visibility.seesDialog(viewer, dialogId))
    for (let start = 0; start < seen.length; start += MAX_SEARCH_HITS) {
      const some = seen.slice(start, start + MAX_SEARCH_HITS)
      for (const { entry, hit } of await look(store, some, query)) {
        hits.push(hit)
        if (hits.length === MAX_SEARCH_HITS) return { hits, next: entry.place }
      }
    }
    const last = entries.at(-1)
    if (!last || entries.length < CHUNK) return { hits, next: null }
    before = last.place
  }
  return { hits, next: before }
}

async function look(store: Pick<Store, 'rows'>, entries: readonly SearchEntry[], query: SearchQuery) {
  const items = new Map(
    (
      await rowsOf<Item>(
        store,
        'item',
        entries.map(({ id }) => id),
      )
    ).map((item) => [item.id, item]),
  )
  const matched = entries.flatMap((entry) => {
    const item = items.get(entry.id)
    const match = item && matchItem(item, query)
    return match && item.kind !== 'event' ? [{ entry, item, match }] : []
  })
  const names = await namesOf(
    store,
    matched.map(({ item }) => item.dialogId),
  )
  return matched.map(({ entry, item: { id, kind, dialogId, dseq, at }, match }) => {
    const hit: FoundHit = { kind, dialogId, itemId: id, dseq, name: names.get(dialogId) ?? '', at, ...wire(match) }
    return { entry, hit }
  })
}

async function namesOf(store: Pick<Store, 'rows'>, dialogIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const dialogs = await rowsOf<Dialog>(store, 'dialog', dialogIds)
  const persons = await personsOf(store, dialogs)
  return new Map(
    dialogs.map(({ id, contactId }) => {
      const person = persons.get(contactId)
      return [id, person ? nameOf(person) : '']
    }),
  )
}

/** The store returns what was written under the kind. */
async function rowsOf<T>(store: Pick<Store, 'rows'>, kind: 'item' | 'dialog', ids: readonly Id[]): Promise<T[]> {
  const found = await store.rows([...new Set(ids)].map((id) => ({ kind, id })))
  return found.flatMap(({ row }: StoredRow) => (row === null ? [] : [row as T]))
}

/** The text from shortly before its first mark. Cut between characters that the marks do not touch. */
function wire({ text, marks }: Match): Pick<FoundHit, 'text' | 'marks'> {
  const first = marks[0]?.[0] ?? 0
  const from = text.length <= SNIPPET_CHARS || first <= LEAD_CHARS ? 0 : first - LEAD_CHARS
  const lead = from > 0 ? '…' : ''
  const cut = text.slice(from, from + SNIPPET_CHARS).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, ' ')
  const within = marks.filter(([, end]) => end <= from + SNIPPET_CHARS)
  return { text: `${lead}${cut}`, marks: within.map(([start, end]) => [start - from + lead.length, end - from + lead.length]) }
}
