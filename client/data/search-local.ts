/** Finding in what is on this device: people, then messages and notes from the newest on. */
import Dexie from 'dexie'
import type { Contact } from '#shared/domain/contact'
import { type Customer, contactIdsOf, mergedIdsOf } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { matchCustomer, matchItem, matchPerson, parseSearch, type SearchQuery } from '#shared/domain/search'
import type { SearchHit } from './contract-search'
import type { Overlay } from './overlay'
import type { Replica } from './replica'
import { shownCustomers } from './rows'
import { type Likely, likely, newestUnindexed } from './search-index'
import type { Indexed } from './search-tables'
import { HAS_WRITTEN, indexWords } from './search-words'

const MAX_CONTACTS = 20
/** People looked at before the latest of their dialogs are chosen. */
const MAX_PEOPLE = 60
/** Texts looked at for one answer: words that stand together often, but not as they were asked for. */
const MAX_LOOKED_AT = 3000

/** The rows, and what the operator's own pending commands have made of them. */
export interface Here {
  readonly replica: Replica
  readonly overlay: Overlay
}

type Found = Pick<SearchHit, 'name' | 'text' | 'marks'>

export async function searchPeople(here: Here, query: SearchQuery, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const { replica, overlay } = here
  const found = await byCustomer(here, query, signal)
  const lookAt = async (contacts: readonly Contact[]) => {
    const names = await shownNames(here, contacts)
    for (const contact of contacts) {
      const match = found.has(contact.id) ? null : matchPerson(contact, query)
      if (match) found.set(contact.id, { name: names.get(contact.id) ?? '', ...match })
    }
  }
  await lookAt(overlay.all('contact'))
  for await (const chunk of candidates(replica, 'contact', query)) {
    const contacts = (await replica.contacts.bulkGet(chunk.map(({ owner }) => owner))).flatMap((contact) => contact ?? [])
    await lookAt(contacts.filter(({ id }) => !overlay.get('contact', id)))
    if (signal.aborted || found.size >= MAX_PEOPLE) break
  }
  const held = await dialogsWith(replica, [...found.keys()])
  const begun = overlay.all('dialog').filter(({ contactId }) => found.has(contactId))
  return [...new Map([...held, ...begun].map((dialog) => [dialog.id, dialog])).values()]
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, MAX_CONTACTS)
    .flatMap(({ id, contactId, updatedAt }): SearchHit[] => {
      const person = found.get(contactId)
      const where = { dialogId: id, itemId: null, dseq: null, isHere: true } as const
      return person ? [{ key: `contact/${id}`, kind: 'contact', at: updatedAt, ...where, ...person }] : []
    })
}

/** Asked for all at once: `anyOf` walks from one to the next, and waits for the browser at each step. */
async function dialogsWith(replica: Replica, contactIds: readonly Id[]): Promise<Dialog[]> {
  return replica.transaction('r', replica.dialogs, async () => {
    const each = contactIds.map((id) => replica.dialogs.where('contactId').equals(id).toArray())
    return (await Dexie.Promise.all(each)).flat()
  })
}

/** Contacts whose saved customer is what was asked for. */
async function byCustomer({ replica, overlay }: Here, query: SearchQuery, signal: AbortSignal): Promise<Map<Id, Found>> {
  const found = new Map<Id, Found>()
  const lookAt = async (customers: readonly Customer[]) => {
    for (const customer of customers) {
      const match = matchCustomer(customer, query)
      if (match) for (const id of await contactsOf(replica, customer)) found.set(id, { name: customer.name, ...match })
    }
  }
  await lookAt(overlay.all('customer'))
  for await (const customers of likelyCustomers(replica, query, HAS_WRITTEN)) {
    await lookAt(customers.filter(({ id }) => !overlay.get('customer', id)))
    if (signal.aborted || found.size >= MAX_PEOPLE) break
  }
  return found
}

/** Customers that may be what is asked for, some at a time; each is to be looked at. */
export async function* likelyCustomers(
  replica: Replica,
  query: SearchQuery,
  among: '' | typeof HAS_WRITTEN = '',
): AsyncGenerator<readonly Customer[]> {
  for await (const chunk of candidates(replica, 'customer', query, among)) {
    yield (await replica.customers.bulkGet(chunk.map(({ owner }) => owner))).flatMap((customer) => customer ?? [])
  }
}

async function contactsOf(replica: Replica, customer: Customer): Promise<readonly Id[]> {
  const mergedIds = mergedIdsOf(customer)
  if (mergedIds.length === 0) return contactIdsOf(customer)
  const merged = (await replica.customers.bulkGet([...mergedIds])).flatMap((each) => each ?? [])
  return [...contactIdsOf(customer), ...(await Promise.all(merged.map((each) => contactsOf(replica, each)))).flat()]
}

/** The newest conversation with whom the channel knows under this key. */
export async function findConversation(
  { replica }: Pick<Here, 'replica'>,
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
  here: Here,
  query: SearchQuery,
  limit: number,
  signal: AbortSignal,
): Promise<{ readonly hits: readonly SearchHit[]; readonly hasMore: boolean }> {
  const { replica } = here
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
    here,
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
async function* candidates(replica: Replica, kind: Indexed, query: SearchQuery, among = ''): AsyncGenerator<readonly Likely[]> {
  const questions = query.variants.map(indexWords)
  if (kind !== 'item' && query.digits !== null) questions.push([query.digits])
  yield await newestUnindexed(replica, kind)
  for (const words of questions.filter(({ length }) => length > 0)) {
    const written = words.map((word) => among + word)
    yield* likely(replica, kind, written)
  }
}

async function namesOf(here: Here, dialogIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const { replica, overlay } = here
  const dialogs = (await replica.dialogs.bulkGet([...new Set(dialogIds)])).flatMap((dialog) => dialog ?? [])
  const contacts = (await replica.contacts.bulkGet([...new Set(dialogs.map(({ contactId }) => contactId))])).flatMap((each) => each ?? [])
  const names = await shownNames(
    here,
    contacts.map((contact) => overlay.get('contact', contact.id) ?? contact),
  )
  return new Map(dialogs.map(({ id, contactId }) => [id, names.get(contactId) ?? '']))
}

/** A saved customer's name stands for those of their contacts. */
async function shownNames({ replica, overlay }: Here, contacts: readonly Contact[]): Promise<ReadonlyMap<Id, string>> {
  const customers = await shownCustomers(replica, { overlay }, contacts)
  return new Map(contacts.map((contact, index) => [contact.id, customers[index]?.name ?? contact.name]))
}
