import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import type { Contact } from '#shared/domain/contact'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { digitsOf, findMarks, searchVariants } from '#shared/lib/text'
import type { SearchHit, SearchResults } from './contract'
import type { Store } from './view'

/** Typing that pauses this long is a question. Milliseconds. */
const PAUSE_MS = 120
const MAX_CONTACTS = 20
const MAX_MESSAGES = 50
/** Digits that make a phone worth looking for. */
const MIN_PHONE_DIGITS = 3
/** Items read at once between two looks at whether the question still stands. */
const CHUNK_ITEMS = 2000

const NOTHING: SearchResults = { hits: [], isSearching: false }

/** Over what is on this device: people by name, phone and e-mail, then messages and notes from the newest on. */
export function createSearch(store: Store, text: Accessor<string>): Accessor<SearchResults> {
  const [results, setResults] = createSignal<SearchResults>(NOTHING)
  createEffect(
    on(text, (query) => {
      const variants = searchVariants(query)
      if (variants.length === 0) return setResults(NOTHING)
      setResults({ hits: results().hits, isSearching: true })
      const abort = new AbortController()
      const timer = setTimeout(() => {
        search(store, query, variants, abort.signal).then(
          (hits) => abort.signal.aborted || setResults({ hits, isSearching: false }),
          (error: unknown) => console.error('Search failed', error),
        )
      }, PAUSE_MS)
      onCleanup(() => {
        clearTimeout(timer)
        abort.abort()
      })
    }),
  )
  return results
}

async function search({ replica }: Store, query: string, variants: readonly string[], signal: AbortSignal): Promise<readonly SearchHit[]> {
  const dialogs = await replica.dialogs.orderBy('updatedAt').reverse().toArray()
  const contacts = new Map((await replica.contacts.toArray()).map((contact) => [contact.id, contact]))
  const people: SearchHit[] = []
  for (const { id, contactId, updatedAt } of dialogs) {
    const contact = contacts.get(contactId)
    const found = contact && findPerson(contact, query, variants)
    if (found)
      people.push({ key: `contact/${id}`, kind: 'contact', dialogId: id, itemId: null, name: contact.name, at: updatedAt, ...found })
    if (people.length >= MAX_CONTACTS) break
  }
  const nameOf = new Map(dialogs.map(({ id, contactId }) => [id, contacts.get(contactId)?.name ?? '']))
  const messages = await searchItems({ replica }, variants, nameOf, signal)
  return [...people, ...messages]
}

async function searchItems(
  { replica }: Pick<Store, 'replica'>,
  variants: readonly string[],
  nameOf: ReadonlyMap<Id, string>,
  signal: AbortSignal,
): Promise<readonly SearchHit[]> {
  const hits: SearchHit[] = []
  let last: [Id, number] | null = null
  while (!signal.aborted) {
    const from = last === null ? replica.items.orderBy('[dialogId+dseq]') : replica.items.where('[dialogId+dseq]').above(last)
    const chunk: Item[] = await from.limit(CHUNK_ITEMS).toArray()
    for (const item of chunk) {
      const hit = findItem(item, variants, nameOf)
      if (hit) hits.push(hit)
    }
    const end = chunk.at(-1)
    if (chunk.length < CHUNK_ITEMS || !end) break
    last = [end.dialogId, end.dseq]
  }
  return hits.sort((a, b) => b.at - a.at).slice(0, MAX_MESSAGES)
}

function findItem(item: Item, variants: readonly string[], nameOf: ReadonlyMap<Id, string>): SearchHit | null {
  if (item.kind === 'event' || item.text === '') return null
  const marks = findMarks(item.text, variants)
  const name = nameOf.get(item.dialogId)
  if (!marks || name === undefined) return null
  return { key: `item/${item.id}`, kind: item.kind, dialogId: item.dialogId, itemId: item.id, name, text: item.text, marks, at: item.at }
}

/** The address that matches, or nothing but the name; marks speak of `text`. */
function findPerson(
  { name, phones, emails }: Contact,
  query: string,
  variants: readonly string[],
): Pick<SearchHit, 'text' | 'marks'> | null {
  const digits = digitsOf(query)
  const phone = digits.length >= MIN_PHONE_DIGITS ? phones.find((each) => each.includes(digits.replace(/^0/, ''))) : undefined
  if (phone) return { text: phone, marks: [] }
  for (const text of [name, ...emails]) {
    const marks = findMarks(text, variants)
    if (marks) return { text, marks }
  }
  return null
}
