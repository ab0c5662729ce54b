/** Saved customers, looked for and looked up. Loaded when somebody opens a card or the list of customers. */
import { type Accessor, batch, createComputed, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import { remarkDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { matchCustomer, parseSearch } from '#shared/domain/search'
import type { DialogRow } from './contract'
import type { Addresses, CustomerData, CustomerList, CustomerQuery, DialogFile } from './contract-customers'
import type { Link } from './link'
import { createLiveBy, createLiveOf } from './live'
import { listOrdersOf } from './orders'
import { contactsOfCustomer, contactsOfPerson } from './person-contacts'
import { createPersonTimeline } from './person-timeline'
import type { Replica } from './replica'
import { dialogRows } from './rows'
import { readHead } from './search-candidates'
import { likelyCustomers } from './search-local'
import { look, type Store, type View } from './view'

/** Found by a search; more than anybody reads. */
const MAX_FOUND = 500
const MAX_DUPLICATES = 5
const MAX_FILES = 300
/** Listed before all are. */
const FIRST_ROWS = 100
/** Customers with a tag who are read and put in order one by one. */
const FEW = 1000
/** Names looked along for the first with a tag that more have; four times as many each time they do not suffice. */
const FIRST_NAMES = 1000
/** Of all the names, read at once: a moment's work, behind which nobody waits long. */
const PART_NAMES = 4000
/** Rows read on both sides of the screen. */
const CHUNK_ROWS = 40

export function makeCustomerData(store: Store, link: Link): CustomerData {
  return {
    createList: (query) => createList(store, query),
    createCustomer: (id) => createLiveBy(id, async (wanted) => (await readCustomers(store, [wanted]))[0] ?? null),
    createDuplicates(of) {
      const found = createLiveBy(of, (addresses) => findDuplicates(store, addresses))
      return () => found() ?? []
    },
    createDialogsOf: (contactId) =>
      createLiveBy(contactId, (id) => look(store, async (view) => dialogsOf(store, view, await contactsOfPerson(view, id)))),
    createDialogsOfCustomer: (id) =>
      createLiveBy(id, (wanted) => look(store, async (view) => dialogsOf(store, view, await contactsOfCustomer(view, wanted)))),
    createOrdersOf: (id) =>
      createLiveBy(id, (wanted) => listOrdersOf(store, async (view) => new Set(await contactsOfCustomer(view, wanted)))),
    createRemarked: (contactId) => createLiveBy(contactId, (id) => remarkedOf(store, id)),
    createTimelineOf: (dialogIds) => createPersonTimeline(store, link, dialogIds),
    createFiles: (dialogId) => createLiveBy(dialogId, (id) => filesOf(store, id)),
    readOne: async (id) => (await readCustomers(store, [id]))[0],
    find: async (query) => readCustomers(store, await listIds(store, query)),
  }
}

function createList(store: Store, asked: Accessor<CustomerQuery>): CustomerList {
  const query = createMemo(asked)
  const [ids, setIds] = createSignal<readonly Id[]>()
  const [rows, setRows] = createStore<Record<Id, Customer>>({})
  const [places, setPlaces] = createSignal<readonly [number, number]>([0, CHUNK_ROWS], { equals: (a, b) => a.join() === b.join() })
  const [isWhole, setWhole] = createSignal(false)
  // All of a hundred thousand take a while to be named: the first of them are read ahead, and not in a queue behind all.
  const [whole, askAll] = createSignal<CustomerQuery>()
  let isOver = false
  onCleanup(() => {
    isOver = true
  })
  createComputed(
    on(query, (wanted) => {
      const { text, tags } = wanted
      const isStill = () => query() === wanted
      const show = (first: readonly Customer[]) => {
        // That there are none is for all of them to say: some may not have reached the tables yet.
        if (!isStill() || first.length === 0) return
        batch(() => {
          // With what is to be shown of them: another read would wait behind that of all.
          setRows(Object.fromEntries(first.map((customer) => [customer.id, customer])))
          setIds(first.map(({ id }) => id))
          setWhole(false)
        })
      }
      if (text.trim() !== '') askAll(wanted)
      else
        void firstOf(store, tags)
          .then(show, () => undefined)
          .then(() => isStill() && askAll(wanted))
    }),
  )
  createLiveOf(
    whole,
    async (wanted) => wanted && { wanted, all: await listIds(store, wanted, () => !isOver && query() === wanted) },
    (found) => {
      if (found?.wanted === query()) batch(() => [setIds(found.all), setWhole(true)])
    },
  )
  createLiveOf(
    () => (ids() ?? []).slice(...places()),
    (wanted) => readCustomers(store, wanted),
    (read) => setRows(reconcile(Object.fromEntries(read.map((row) => [row.id, row])), { key: 'id' })),
  )
  return {
    ids,
    isWhole,
    row: (id) => rows[id],
    show: (first, last) => setPlaces(chunksAround(first, last)),
  }
}

/** At borders of chunks, so that scrolling by a row does not read anew. */
const chunksAround = (first: number, last: number): readonly [number, number] => [
  Math.max(0, (Math.floor(first / CHUNK_ROWS) - 1) * CHUNK_ROWS),
  (Math.floor(last / CHUNK_ROWS) + 2) * CHUNK_ROWS,
]

/** By name, and those with a tag that many have by the names of its index: few rows are read that are not shown. */
export async function firstOf({ replica }: Store, tags: readonly Id[]): Promise<readonly Customer[]> {
  const { customers } = replica
  return replica.transaction('r', customers, async () => {
    const first = tags.length === 0 ? await customers.orderBy('name').limit(FIRST_ROWS).toArray() : await firstTagged(replica, tags)
    return first.filter(({ mergedInto }) => mergedInto === null)
  })
}

async function firstTagged({ customers }: Replica, tags: readonly Id[]): Promise<readonly Customer[]> {
  const tagged = await Promise.all(tags.map((tag) => customers.where('tags').equals(tag).primaryKeys()))
  // All of so few are read in no more time.
  if (tagged.some((ids) => ids.length <= FEW)) return []
  const having = tagged.map((ids) => new Set(ids))
  for (let names = FIRST_NAMES; ; names *= 4) {
    const ids = await customers.orderBy('name').limit(names).primaryKeys()
    const found = ids.filter((id) => having.every((each) => each.has(id)))
    if (found.length < FIRST_ROWS && ids.length === names) continue
    return (await customers.bulkGet(found.slice(0, FIRST_ROWS))).flatMap((customer) => customer ?? [])
  }
}

/** @param isAsked once it is false, what has been found is given back: nobody looks at it. */
export async function listIds(store: Store, { text, tags }: CustomerQuery, isAsked = () => true): Promise<readonly Id[]> {
  const wanted = parseSearch(text)
  const isWanted = (customer: Customer) =>
    customer.mergedInto === null &&
    tags.every((tag) => customer.tags.includes(tag)) &&
    (!wanted || matchCustomer(customer, wanted) !== null)
  const pending = await look(store, async ({ overlay }) => overlay.all('customer'))
  const isPending = new Set(pending.map(({ id }) => id))
  const guessed = pending.filter(isWanted).sort(byName)
  if (!wanted) return ordered(store, tags, { isPending, guessed, isAsked })
  const held = (await search(store, wanted, isWanted)).filter(({ id }) => !isPending.has(id))
  return (guessed.length === 0 ? held : [...held, ...guessed].sort(byName)).map(({ id }) => id)
}

/** As the index has them. */
const byName = (a: Customer, b: Customer): number => (a.name < b.name ? -1 : 1)

/**
 * Along the indexes, without reading a row unless few have the tag: there may be a hundred thousand. What waits here stands
 * where its name belongs.
 */
async function ordered(
  { replica }: Store,
  tags: readonly Id[],
  { isPending, guessed, isAsked }: { isPending: ReadonlySet<Id>; guessed: readonly Customer[]; isAsked: () => boolean },
): Promise<readonly Id[]> {
  const { customers } = replica
  return replica.transaction('r', customers, async () => {
    const tagged = await Promise.all(tags.map((tag) => customers.where('tags').equals(tag).primaryKeys()))
    const [fewest] = [...tagged].sort((a, b) => a.length - b.length)
    if (fewest && fewest.length <= FEW) {
      const rows = (await customers.bulkGet(fewest)).flatMap((row) => row ?? [])
      const held = rows.filter((row) => !isPending.has(row.id) && row.mergedInto === null && tags.every((tag) => row.tags.includes(tag)))
      return [...held, ...guessed].sort(byName).map(({ id }) => id)
    }
    const [ids, merged, places] = await Promise.all([
      idsByName(replica, isAsked),
      customers.orderBy('mergedInto').primaryKeys(),
      Promise.all(guessed.map(({ name }) => customers.where('name').below(name).count())),
    ])
    const without = new Set([...isPending, ...merged])
    const having = tagged.map((each) => new Set(each))
    const shown: Id[] = []
    let next = 0
    for (const [place, id] of [...ids, null].entries()) {
      for (let waiting = guessed[next]; waiting && (id === null || (places[next] ?? 0) <= place); waiting = guessed[++next])
        shown.push(waiting.id)
      if (id !== null && !without.has(id) && having.every((each) => each.has(id))) shown.push(id)
    }
    return shown
  })
}

/** In parts: whoever asks anything else meanwhile is not behind a hundred thousand, and whoever leaves ends it. */
async function idsByName({ customers }: Replica, isAsked: () => boolean): Promise<readonly Id[]> {
  const ids = new Set<Id>()
  let from: string | undefined
  for (let part = PART_NAMES; ; ) {
    const rest = from === undefined ? customers.orderBy('name') : customers.where('name').aboveOrEqual(from)
    const found = await rest.limit(part).primaryKeys()
    const known = ids.size
    for (const id of found) ids.add(id)
    const last = found.length === part && isAsked() ? await customers.get(found[part - 1] ?? '') : undefined
    if (!last) return [...ids]
    from = last.name
    // All of one name.
    part = ids.size === known ? part * 2 : PART_NAMES
  }
}

async function search({ replica }: Store, query: NonNullable<ReturnType<typeof parseSearch>>, isWanted: (customer: Customer) => boolean) {
  const found = new Map<Id, Customer>()
  for await (const customers of likelyCustomers(replica, await readHead(replica), query)) {
    for (const customer of customers) if (isWanted(customer)) found.set(customer.id, customer)
    if (found.size >= MAX_FOUND) break
  }
  return [...found.values()]
}

export async function readCustomers(store: Store, ids: readonly Id[]): Promise<readonly Customer[]> {
  return look(store, async ({ overlay }) => {
    const stored = await store.replica.customers.bulkGet([...ids])
    return ids.flatMap((id, index) => overlay.get('customer', id) ?? stored[index] ?? [])
  })
}

const laidOver = (stored: readonly Customer[], pending: readonly Customer[]): readonly Customer[] =>
  [...new Map([...stored, ...pending].map((customer) => [customer.id, customer])).values()].filter(({ mergedInto }) => mergedInto === null)

export async function findDuplicates(store: Store, { phones, emails, exceptId }: Addresses): Promise<readonly Customer[]> {
  if (phones.length + emails.length === 0) return []
  return look(store, async ({ overlay }) => {
    const { customers } = store.replica
    const found = [
      ...(await customers.where('phones').anyOf(phones).distinct().toArray()),
      ...(await customers.where('emails').anyOf(emails).distinct().toArray()),
    ]
    const shares = (customer: Customer) =>
      phones.some((each) => customer.phones.includes(each)) || emails.some((each) => customer.emails.includes(each))
    return laidOver(found, overlay.all('customer'))
      .filter((customer) => customer.id !== exceptId && shares(customer))
      .slice(0, MAX_DUPLICATES)
  })
}

async function dialogsOf(store: Store, view: View, contactIds: Iterable<Id>): Promise<readonly DialogRow[]> {
  const dialogs = await store.replica.dialogs
    .where('contactId')
    .anyOf([...contactIds])
    .toArray()
  const shown = dialogs.map((dialog) => view.overlay.get('dialog', dialog.id) ?? dialog)
  return dialogRows(
    store,
    view,
    shown.sort((a, b) => b.updatedAt - a.updatedAt),
  )
}

/** What is written here and has not been sent yet is no row, and counts too. */
export async function remarkedOf(store: Store, contactId: Id): Promise<readonly Contact[]> {
  const written = new Set(await store.vault.updates.orderBy('doc').uniqueKeys())
  return look(store, async (view) => {
    const others = [...(await contactsOfPerson(view, contactId))].filter((id) => id !== contactId)
    const rows = await store.replica.documents.bulkGet(others.map(remarkDocument))
    const remarked = others.filter((id, index) => (rows[index]?.text ?? '').trim() !== '' || written.has(remarkDocument(id)))
    const contacts = await Promise.all(remarked.map((id) => view.get('contact', id)))
    return contacts.flatMap((contact) => contact ?? [])
  })
}

async function filesOf({ replica }: Store, dialogId: Id): Promise<readonly DialogFile[]> {
  const items = await replica.items
    .where('[dialogId+dseq]')
    .between([dialogId, 0], [dialogId, Number.MAX_SAFE_INTEGER])
    .reverse()
    .filter((item) => item.kind === 'message' && item.attachments.length > 0 && !item.deleted)
    .limit(MAX_FILES)
    .toArray()
  return items.flatMap((item) =>
    item.kind === 'message' ? item.attachments.map((attachment) => ({ attachment, itemId: item.id, dseq: item.dseq, at: item.at })) : [],
  )
}
