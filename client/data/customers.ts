/** Saved customers, looked for and looked up. Loaded when somebody opens a card or the list of customers. */
import { type Accessor, batch, createComputed, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import { remarkDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from './contract'
import type { Addresses, CustomerData, CustomerList, CustomerQuery, DialogFile } from './contract-customers'
import type { Link } from './link'
import { firstOf, listIds } from './list-customers'
import { createLiveBy, createLiveOf } from './live'
import { listOrdersOf } from './orders'
import { contactsOfCustomer, contactsOfPerson } from './person-contacts'
import { createPersonTimeline } from './person-timeline'
import { dialogRows } from './rows'
import { look, type Store, type View } from './view'

const MAX_DUPLICATES = 5
const MAX_FILES = 300
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
      if (wanted.text.trim() !== '') askAll(wanted)
      else
        void firstOf(store, wanted)
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
