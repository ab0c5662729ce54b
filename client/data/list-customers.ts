/** Which customers a list has, in which order: by name, along the index of names, without reading a row that is not shown. */
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import { matchCustomer, parseSearch } from '#shared/domain/search'
import type { CustomerQuery } from './contract-customers'
import { type CustomerName, customerName } from './customer-names'
import { type KeyStretch, keyStretches } from './name-key'
import type { Replica } from './replica'
import { likelyCustomers } from './search-local'
import { look, type Store } from './view'

/** Found by a search; more than anybody reads. */
const MAX_FOUND = 500
/** Listed before all are. */
const FIRST_ROWS = 100
/** Customers with a tag who are read and put in order one by one. */
const FEW = 1000
/** Names looked along at first, for the first of the list. */
const FIRST_NAMES = 1000
/** Of all the names, read at once: a moment's work, behind which nobody waits long. */
const PART_NAMES = 4000

/** Few rows are read that are not shown. */
export async function firstOf({ replica }: Store, { tags, isLatinFirst = false }: CustomerQuery): Promise<readonly Customer[]> {
  const { customers, customerNames } = replica
  return replica.transaction('r', [customers, customerNames], async () => {
    const tagged = await taggedWith(replica, tags)
    // All of so few are read in no more time.
    if (tagged.some((ids) => ids.length <= FEW)) return []
    const having = tagged.map((ids) => new Set(ids))
    const first: Id[] = []
    await walkNames(replica, { isLatinFirst, part: tags.length === 0 ? FIRST_ROWS : FIRST_NAMES }, (ids) => {
      first.push(...ids.filter((id) => having.every((each) => each.has(id))))
      return first.length < FIRST_ROWS
    })
    const rows = await customers.bulkGet(first.slice(0, FIRST_ROWS))
    return rows.flatMap((customer) => (customer?.mergedInto === null ? customer : []))
  })
}

/** @param isAsked once it is false, what has been found is given back: nobody looks at it. */
export async function listIds(store: Store, query: CustomerQuery, isAsked = () => true): Promise<readonly Id[]> {
  const { text, tags, isLatinFirst = false } = query
  const wanted = parseSearch(text)
  const isWanted = (customer: Customer) =>
    customer.mergedInto === null &&
    tags.every((tag) => customer.tags.includes(tag)) &&
    (!wanted || matchCustomer(customer, wanted) !== null)
  const pending = await look(store, async ({ overlay }) => overlay.all('customer'))
  const isPending = new Set(pending.map(({ id }) => id))
  const guessed = pending.filter(isWanted)
  if (!wanted) return ordered(store, { tags, isLatinFirst }, { isPending, guessed, isAsked })
  const held = (await search(store, wanted, isWanted)).filter(({ id }) => !isPending.has(id))
  return guessed.length === 0 ? held.map(({ id }) => id) : byName([...held, ...guessed], isLatinFirst).map(({ id }) => id)
}

/** As the index has them. */
function byName(customers: readonly Customer[], isLatinFirst: boolean): readonly Placed[] {
  const stretches = keyStretches(isLatinFirst)
  const placed = customers.map(customerName).map((name) => ({ ...name, stretch: stretches.findIndex((each) => isWithin(name, each)) }))
  return placed.sort((a, b) => a.stretch - b.stretch || (a.key === b.key ? (a.id > b.id ? 1 : -1) : a.key > b.key ? 1 : -1))
}

interface Placed extends CustomerName {
  readonly stretch: number
}

const isWithin = ({ key }: CustomerName, [from, to]: KeyStretch): boolean => key >= from && key < to

/**
 * Along the indexes, without reading a row unless few have the tag: there may be a hundred thousand. What waits here stands
 * where its name belongs.
 */
async function ordered(
  { replica }: Store,
  { tags, isLatinFirst }: { tags: readonly Id[]; isLatinFirst: boolean },
  { isPending, guessed, isAsked }: { isPending: ReadonlySet<Id>; guessed: readonly Customer[]; isAsked: () => boolean },
): Promise<readonly Id[]> {
  const { customers, customerNames } = replica
  return replica.transaction('r', [customers, customerNames], async () => {
    const tagged = await taggedWith(replica, tags)
    const [fewest] = [...tagged].sort((a, b) => a.length - b.length)
    if (fewest && fewest.length <= FEW) {
      const rows = (await customers.bulkGet([...fewest])).flatMap((row) => row ?? [])
      const held = rows.filter((row) => !isPending.has(row.id) && row.mergedInto === null && tags.every((tag) => row.tags.includes(tag)))
      return byName([...held, ...guessed], isLatinFirst).map(({ id }) => id)
    }
    const waiting = byName(guessed, isLatinFirst)
    const ids: (Id | null)[] = []
    const [merged, places] = await Promise.all([
      customers.orderBy('mergedInto').primaryKeys(),
      Promise.all(waiting.map((name) => countBefore(replica, name, isLatinFirst))),
      walkNames(replica, { isLatinFirst, part: PART_NAMES }, (part) => {
        ids.push(...part)
        return isAsked()
      }),
    ])
    const without = new Set([...isPending, ...merged])
    const having = tagged.map((each) => new Set(each))
    const shown: Id[] = []
    let next = 0
    for (const [place, id] of [...ids, null].entries()) {
      for (let name = waiting[next]; name && (id === null || (places[next] ?? 0) <= place); name = waiting[++next]) shown.push(name.id)
      if (id !== null && !without.has(id) && having.every((each) => each.has(id))) shown.push(id)
    }
    return shown
  })
}

const taggedWith = ({ customers }: Replica, tags: readonly Id[]): Promise<readonly (readonly Id[])[]> =>
  Promise.all(tags.map((tag) => customers.where('tags').equals(tag).primaryKeys()))

/**
 * In parts: whoever asks anything else meanwhile is not behind a hundred thousand, and whoever leaves ends it.
 * @param of.part names in the first.
 * @param take whether it wants the next.
 */
async function walkNames(
  replica: Replica,
  of: { isLatinFirst: boolean; part: number },
  take: (ids: readonly Id[]) => boolean,
): Promise<void> {
  for (const [from, to] of keyStretches(of.isLatinFirst)) {
    let after: readonly [string, Id] = [from, '']
    for (let part = of.part; ; part = PART_NAMES) {
      const ids = await namesBetween(replica, after, [to, '']).limit(part).primaryKeys()
      if (!take(ids)) return
      const last = ids.length === part ? await replica.customerNames.get(ids[part - 1] ?? '') : undefined
      if (!last) break
      after = [last.key, last.id]
    }
  }
}

async function countBefore(replica: Replica, name: CustomerName, isLatinFirst: boolean): Promise<number> {
  let count = 0
  for (const stretch of keyStretches(isLatinFirst)) {
    const [from, to] = stretch
    const isLast = isWithin(name, stretch)
    count += await namesBetween(replica, [from, ''], isLast ? [name.key, name.id] : [to, '']).count()
    if (isLast) break
  }
  return count
}

const namesBetween = ({ customerNames }: Replica, after: readonly [string, Id], before: readonly [string, Id]) =>
  customerNames.where('[key+id]').between([...after], [...before], false, false)

async function search({ replica }: Store, query: NonNullable<ReturnType<typeof parseSearch>>, isWanted: (customer: Customer) => boolean) {
  const found = new Map<Id, Customer>()
  for await (const customers of likelyCustomers(replica, query)) {
    for (const customer of customers) if (isWanted(customer)) found.set(customer.id, customer)
    if (found.size >= MAX_FOUND) break
  }
  return [...found.values()]
}
