/** Finding in what is on this device: people, then messages and notes from the newest on. */
import type { Contact } from '#shared/domain/contact'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { matchItem, matchPerson, parseSearch, type SearchQuery } from '#shared/domain/search'
import type { SearchHit } from './contract-search'
import type { Replica } from './replica'
import { type Likely, likely, newestUnindexed } from './search-index'
import type { Indexed } from './search-tables'
import { indexWords } from './search-words'

const MAX_CONTACTS = 20
/** People looked at before the latest of their dialogs are chosen. */
const MAX_PEOPLE = 200
/** Texts looked at for one answer: words that stand together often, but not as they were asked for. */
const MAX_LOOKED_AT = 3000

type Here = { readonly replica: Replica }

export async function searchPeople({ replica }: Here, query: SearchQuery, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const found = new Map<Id, { readonly contact: Contact; readonly match: Pick<SearchHit, 'text' | 'marks'> }>()
  for await (const chunk of candidates(replica, 'contact', query)) {
    const contacts = await replica.contacts.bulkGet(chunk.map(({ owner }) => owner))
    for (const contact of contacts) {
      const match = contact && matchPerson(contact, query)
      if (match) found.set(contact.id, { contact, match })
    }
    if (signal.aborted || found.size >= MAX_PEOPLE) break
  }
  const dialogs = await replica.dialogs
    .where('contactId')
    .anyOf([...found.keys()])
    .toArray()
  return dialogs
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, MAX_CONTACTS)
    .flatMap(({ id, contactId, updatedAt }): SearchHit[] => {
      const person = found.get(contactId)
      if (!person) return []
      const where = { dialogId: id, itemId: null, dseq: null, isHere: true } as const
      return [{ key: `contact/${id}`, kind: 'contact', name: person.contact.name, at: updatedAt, ...where, ...person.match }]
    })
}

/** The newest conversation with whom the channel knows under this key. */
export async function findConversation(
  { replica }: Here,
  channelId: Id,
  peerKey: string,
): Promise<{ readonly dialogId: Id; readonly contactId: Id } | null> {
  const query = parseSearch(peerKey)
  if (!query) return null
  for await (const chunk of candidates(replica, 'contact', query)) {
    const contacts = await replica.contacts.bulkGet(chunk.map(({ owner }) => owner))
    const contact = contacts.find((each) => each?.channelId === channelId && each.peerKey === peerKey)
    if (!contact) continue
    const dialogs = (await replica.dialogs.where('contactId').equals(contact.id).toArray()).filter(({ subject }) => !subject)
    const newest = dialogs.sort((a, b) => b.updatedAt - a.updatedAt)[0]
    if (newest) return { dialogId: newest.id, contactId: contact.id }
  }
  return null
}

export async function searchItems(
  { replica }: Here,
  query: SearchQuery,
  limit: number,
  signal: AbortSignal,
): Promise<{ readonly hits: readonly SearchHit[]; readonly hasMore: boolean }> {
  const found = new Map<Id, Item>()
  let looked = 0
  for await (const chunk of candidates(replica, 'item', query)) {
    const items = await replica.items.bulkGet(chunk.map(({ owner, dseq }): [Id, number] => [owner, dseq]))
    for (const item of items) if (item && matchItem(item, query)) found.set(item.id, item)
    looked += chunk.length
    if (signal.aborted || found.size > limit || looked >= MAX_LOOKED_AT) break
  }
  const newest = [...found.values()].sort((a, b) => b.at - a.at).slice(0, limit)
  const names = await namesOf(
    replica,
    newest.map(({ dialogId }) => dialogId),
  )
  const hits = newest.flatMap((item): SearchHit[] => {
    const match = matchItem(item, query)
    const name = names.get(item.dialogId)
    if (item.kind === 'event' || !match || name === undefined) return []
    const { id, kind, dialogId, dseq, at } = item
    return [{ key: `item/${id}`, kind, dialogId, itemId: id, dseq, isHere: true, name, at, ...match }]
  })
  return { hits, hasMore: found.size > limit }
}

/** What the index names for some variant of the question, and what it has not reached yet. */
async function* candidates(replica: Replica, kind: Indexed, query: SearchQuery): AsyncGenerator<readonly Likely[]> {
  const questions = query.variants.map(indexWords)
  if (kind === 'contact' && query.digits !== null) questions.push([query.digits])
  yield await newestUnindexed(replica, kind)
  for (const words of questions) if (words.length > 0) yield* likely(replica, kind, words)
}

async function namesOf(replica: Replica, dialogIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const dialogs = (await replica.dialogs.bulkGet([...new Set(dialogIds)])).flatMap((dialog) => dialog ?? [])
  const contacts = await replica.contacts.bulkGet(dialogs.map(({ contactId }) => contactId))
  return new Map(dialogs.map(({ id }, index) => [id, contacts[index]?.name ?? '']))
}
