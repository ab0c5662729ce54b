/** Finding in what is on this device: people, then messages and notes from the newest on. */
import type { Contact } from '#shared/domain/contact'
import { type Customer, contactIdsOf, mergedIdsOf } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { type Match, matchCustomer, matchItem, matchPerson, parseSearch, type SearchQuery } from '#shared/domain/search'
import type { SearchHit } from './contract-search'
import type { Overlay } from './overlay'
import { makeReading } from './reading'
import type { Replica } from './replica'
import { shownCustomers } from './rows'
import { candidates, type IndexHead, type IndexReader, type Likely, readHead, readNewest } from './search-candidates'
import { HAS_WRITTEN } from './search-words'

const MAX_CONTACTS = 20
/** People looked at before the latest of their dialogs are chosen. */
const MAX_PEOPLE = 40
/** What is shown before the rest is looked for. */
const SCREENFUL = 12
/** By then it is drawn, which the reading of the rest would hold up. Milliseconds. */
const DRAWN_MS = 30
/** Texts looked at for one answer: words that stand together often, but not as they were asked for. */
const MAX_LOOKED_AT = 3000

/** The rows, and what the operator's own pending commands have made of them. */
export interface SearchedDevice {
  readonly replica: Replica
  readonly overlay: Overlay
  readonly head: IndexHead
}

/** One question to the device. */
export type Asking = SearchedDevice & IndexReader

export function beginAsking(device: SearchedDevice): Asking {
  const { segments, segmentWords, items, dialogs, contacts, customers } = device.replica
  return { ...device, reading: makeReading(device.replica, [segments, segmentWords, items, dialogs, contacts, customers]) }
}

/** Somebody is about to ask. */
export const prepareSearch = (device: SearchedDevice): Promise<void> => readNewest(beginAsking(device))

export async function searchPeople(here: Asking, query: SearchQuery, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const { replica, overlay } = here
  const [customers, contacts] = await Promise.all([byCustomer(here, query, signal), byContact(here, query, signal)])
  const people = [...new Set([...customers.keys(), ...contacts.keys()])].slice(0, MAX_PEOPLE)
  if (people.length === 0) return []
  const wanted = new Set(people)
  const begun = overlay.all('dialog').filter(({ contactId }) => wanted.has(contactId))
  const held = await here.reading.under(replica.dialogs, 'contactId', people)
  const newest = [...new Map([...held, ...begun].map((dialog) => [dialog.id, dialog])).values()]
    .sort((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, MAX_CONTACTS)
  const names = await shownNames(
    here,
    newest.flatMap(({ contactId }) => contacts.get(contactId)?.contact ?? []),
  )
  return newest.flatMap(({ id, contactId, updatedAt }): SearchHit[] => {
    const person = customers.get(contactId) ?? contacts.get(contactId)
    if (!person) return []
    const name = customers.get(contactId)?.name ?? names.get(contactId) ?? ''
    const where = { dialogId: id, itemId: null, dseq: null, isHere: true } as const
    return [{ key: `contact/${id}`, kind: 'contact', at: updatedAt, ...where, name, ...person.match }]
  })
}

/** People the messenger knows by what was asked for. */
async function byContact(here: Asking, query: SearchQuery, signal: AbortSignal) {
  const { replica, overlay, reading } = here
  const found = new Map<Id, { readonly contact: Contact; readonly match: Match }>()
  const lookAt = (contacts: readonly (Contact | undefined)[]) => {
    for (const contact of contacts) {
      const match = contact && matchPerson(contact, query)
      if (match) found.set(contact.id, { contact, match })
    }
  }
  lookAt(overlay.all('contact'))
  for await (const chunk of candidates(here, { kind: 'contact', query, first: MAX_PEOPLE })) {
    const contacts = await reading.bulkGet(replica.contacts, ownersOf(chunk))
    lookAt(contacts.filter((contact) => contact && !overlay.get('contact', contact.id)))
    if (signal.aborted || found.size >= MAX_PEOPLE) break
  }
  return found
}

/** Contacts whose saved customer is what was asked for. */
async function byCustomer(here: Asking, query: SearchQuery, signal: AbortSignal) {
  const { overlay } = here
  const found = new Map<Id, { readonly name: string; readonly match: Match }>()
  const lookAt = async (customers: readonly Customer[]) => {
    for (const customer of customers) {
      const match = matchCustomer(customer, query)
      if (match) for (const id of await contactsOf(here, customer)) found.set(id, { name: customer.name, match })
    }
  }
  await lookAt(overlay.all('customer'))
  for await (const customers of candidateCustomers(here, query, HAS_WRITTEN)) {
    await lookAt(customers.filter(({ id }) => !overlay.get('customer', id)))
    if (signal.aborted || found.size >= MAX_PEOPLE) break
  }
  return found
}

/** Customers that may be what is asked for, some at a time; each is to be looked at. */
export async function* likelyCustomers(replica: Replica, query: SearchQuery): AsyncGenerator<readonly Customer[]> {
  const reading = makeReading(replica, [replica.segments, replica.segmentWords, replica.customers])
  yield* candidateCustomers({ replica, head: await readHead(replica), reading }, query)
}

async function* candidateCustomers(index: IndexReader, query: SearchQuery, among = ''): AsyncGenerator<readonly Customer[]> {
  const { replica, reading } = index
  for await (const chunk of candidates(index, { kind: 'customer', query, first: MAX_PEOPLE, among })) {
    yield (await reading.bulkGet(replica.customers, ownersOf(chunk))).flatMap((customer) => customer ?? [])
  }
}

const ownersOf = (texts: readonly Likely[]): readonly Id[] => texts.map(({ owner }) => owner)

async function contactsOf(index: IndexReader, customer: Customer): Promise<readonly Id[]> {
  const mergedIds = mergedIdsOf(customer)
  if (mergedIds.length === 0) return contactIdsOf(customer)
  const merged = (await index.reading.bulkGet(index.replica.customers, mergedIds)).flatMap((each) => each ?? [])
  const theirs = await Promise.all(merged.map((each) => contactsOf(index, each)))
  return [...contactIdsOf(customer), ...theirs.flat()]
}

/** The newest conversation with whom the channel knows under this key. */
export async function findConversation(
  { replica }: Pick<SearchedDevice, 'replica'>,
  channelId: Id,
  peerKey: string,
): Promise<{ readonly dialogId: Id; readonly contactId: Id } | null> {
  const query = parseSearch(peerKey)
  if (!query) return null
  const reading = makeReading(replica, [replica.segments, replica.segmentWords, replica.contacts, replica.dialogs])
  const index = { replica, head: await readHead(replica), reading }
  for await (const chunk of candidates(index, { kind: 'contact', query, first: MAX_PEOPLE })) {
    const contacts = await reading.bulkGet(replica.contacts, ownersOf(chunk))
    const contact = contacts.find((each) => each?.channelId === channelId && each.peerKey === peerKey)
    if (!contact) continue
    const dialogs = (await reading.under(replica.dialogs, 'contactId', [contact.id])).filter(({ subject }) => !subject)
    const newest = dialogs.sort((a, b) => b.updatedAt - a.updatedAt)[0]
    if (newest) return { dialogId: newest.id, contactId: contact.id }
  }
  return null
}

export interface FoundItems {
  /** From the newest on; those of an earlier answer are the very same. */
  readonly hits: readonly SearchHit[]
  readonly hasMore: boolean
}

/** As many as fill a screen are told before the others are looked for. */
export async function* searchItems(here: Asking, query: SearchQuery, limit: number, signal: AbortSignal): AsyncGenerator<FoundItems> {
  const { replica } = here
  const found = new Map<Id, Item>()
  const hits = new Map<Id, SearchHit | null>()
  const told = async (count: number): Promise<FoundItems> => {
    const newest = [...found.values()].sort((a, b) => b.at - a.at).slice(0, count)
    const fresh = newest.filter(({ id }) => !hits.has(id))
    const names = await namesOf(
      here,
      fresh.map(({ dialogId }) => dialogId),
    )
    for (const item of fresh) hits.set(item.id, hitOf(item, query, names))
    return { hits: newest.flatMap(({ id }) => hits.get(id) ?? []), hasMore: found.size > limit }
  }
  let looked = 0
  for await (const chunk of candidates(here, { kind: 'item', query, first: SCREENFUL })) {
    const places = chunk.map(({ owner, dseq }): [Id, number] => [owner, dseq])
    const items = await here.reading.bulkGet(replica.items, places)
    for (const item of items) if (item && matchItem(item, query)) found.set(item.id, item)
    looked += chunk.length
    if (signal.aborted || found.size > limit || looked >= MAX_LOOKED_AT) break
    if (found.size < SCREENFUL || hits.size > 0) continue
    yield await told(SCREENFUL)
    await new Promise((drawn) => setTimeout(drawn, DRAWN_MS))
    if (signal.aborted) return
  }
  yield await told(limit)
}

/** @returns null: nobody knows whose it is. */
function hitOf(item: Item, query: SearchQuery, names: ReadonlyMap<Id, string>): SearchHit | null {
  const match = matchItem(item, query)
  const name = names.get(item.dialogId)
  if (item.kind === 'event' || !match || name === undefined) return null
  const { id, kind, dialogId, dseq, at } = item
  return { key: `item/${id}`, kind, dialogId, itemId: id, dseq, isHere: true, name, at, ...match }
}

async function namesOf(here: Asking, dialogIds: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const { replica, overlay, reading } = here
  const dialogs = (await reading.bulkGet(replica.dialogs, [...new Set(dialogIds)])).flatMap((dialog) => dialog ?? [])
  const people = [...new Set(dialogs.map(({ contactId }) => contactId))]
  const contacts = (await reading.bulkGet(replica.contacts, people)).flatMap((each) => each ?? [])
  const names = await shownNames(
    here,
    contacts.map((contact) => overlay.get('contact', contact.id) ?? contact),
  )
  return new Map(dialogs.map(({ id, contactId }) => [id, names.get(contactId) ?? '']))
}

/** A saved customer's name stands for those of their contacts. */
async function shownNames({ replica, reading, overlay }: Asking, contacts: readonly Contact[]): Promise<ReadonlyMap<Id, string>> {
  const customers = await shownCustomers(
    { customers: { bulkGet: (ids) => reading.bulkGet(replica.customers, ids) } },
    { overlay },
    contacts,
  )
  return new Map(contacts.map((contact, index) => [contact.id, customers[index]?.name ?? contact.name]))
}
