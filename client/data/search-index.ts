/**
 * The index of what is on the device: words and where they stand, in segments of some thousand texts. Texts that came
 * after the last segment are few and are looked at one by one.
 *
 * IDX1 Whatever is written into `items`, `contacts` or `customers` is noted in the same transaction, and leaves the notes in the one
 * that writes its segment. IDX2 A segment with a word of an erased dialog goes with it; what else it held is noted again. IDX3 Of
 * customers, those who have written can be asked for alone.
 */
import Dexie from 'dexie'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { customerText, itemText, personText } from '#shared/domain/search'
import type { Replica } from './replica'
import type { Indexed, Segment, Unindexed } from './search-tables'
import { customerWords, itemWords, packShards, personWords, placesIn, shardOf } from './search-words'

export const SEGMENT_TEXTS = 4096
/** Texts that make a segment worth writing. */
const ENOUGH_TEXTS = 512
/** Segments of less than half the size that are put together. */
const SMALL_TEXTS = SEGMENT_TEXTS / 2
const MANY_SMALL = 8

const shardKey = (kind: Indexed, shard: string): string => `${kind}/${shard}`

/** Notes texts that are written now. `before`: the rows that stand there; what reads as before is in the index already. */
export async function noteItems(replica: Replica, items: readonly Item[], before: readonly (Item | undefined)[]): Promise<void> {
  const known = new Map(before.flatMap((item) => (item ? [[item.id, itemText(item)]] : [])))
  const fresh = items.filter((item) => itemText(item) !== (known.get(item.id) ?? ''))
  await replica.unindexed.bulkAdd(fresh.map(({ dialogId, dseq }) => ({ kind: 'item', owner: dialogId, dseq })))
}

export async function noteContacts(
  replica: Replica,
  contacts: readonly Contact[],
  before: readonly (Contact | undefined)[],
): Promise<void> {
  const known = new Map(before.flatMap((contact) => (contact ? [[contact.id, personText(contact)]] : [])))
  const fresh = contacts.filter((contact) => personText(contact) !== known.get(contact.id))
  await replica.unindexed.bulkAdd(fresh.map(({ id }) => ({ kind: 'contact', owner: id, dseq: 0 })))
}

export async function noteCustomers(
  replica: Replica,
  customers: readonly Customer[],
  before: readonly (Customer | undefined)[],
): Promise<void> {
  const read = (customer: Customer) => `${customer.gains.length > 0} ${customerText(customer)}`
  const known = new Map(before.flatMap((customer) => (customer ? [[customer.id, read(customer)]] : [])))
  const fresh = customers.filter((customer) => customerText(customer) !== '' && read(customer) !== known.get(customer.id))
  await replica.unindexed.bulkAdd(fresh.map(({ id }) => ({ kind: 'customer', owner: id, dseq: 0 })))
}

/** Takes the words of these dialogs and people off the device. Inside the transaction that erases them. */
export async function forgetWords(replica: Replica, owners: readonly Id[]): Promise<void> {
  await replica.unindexed.where('owner').anyOf(owners).delete()
  const gone = new Set(owners)
  const touched = await replica.segments.where('owners').anyOf(owners).distinct().toArray()
  await dissolve(replica, touched, (owner) => !gone.has(owner))
}

/** Notes a segment's texts again and deletes it. */
async function dissolve(replica: Replica, segments: readonly Segment[], isKept: (owner: Id) => boolean = () => true): Promise<void> {
  const numbers = segments.flatMap(({ n }) => n ?? [])
  const kept = segments.flatMap((segment) => textsOf(segment).filter(({ owner }) => isKept(owner)))
  await replica.unindexed.bulkAdd(kept.map(({ kind, owner, dseq }) => ({ kind, owner, dseq })))
  await replica.segmentWords.where('segment').anyOf(numbers).delete()
  await replica.segments.bulkDelete(numbers)
}

const textsOf = ({ kind, owners, owner, dseq }: Segment): readonly Unindexed[] =>
  [...owner].map((at, place) => ({ kind, owner: owners[at] ?? '', dseq: dseq[place] ?? 0 }))

/**
 * Writes one segment of what has been noted, if that is enough.
 * @param isLeading is asked inside the transaction that writes.
 * @returns whether there is more to do at once.
 */
export async function indexStep(replica: Replica, isLeading: () => Promise<boolean>): Promise<boolean> {
  const noted = await replica.unindexed.orderBy('n').limit(SEGMENT_TEXTS).toArray()
  if (noted.length < ENOUGH_TEXTS) return false
  const made = [
    await makeSegment(replica, 'item', noted),
    await makeSegment(replica, 'contact', noted),
    await makeSegment(replica, 'customer', noted),
  ]
  const [first, last] = [noted[0]?.n ?? 0, noted.at(-1)?.n ?? 0]
  return replica.transaction('rw', [replica.position, replica.unindexed, replica.segments, replica.segmentWords], async () => {
    if (!(await isLeading())) return false
    const span = replica.unindexed.where('n').between(first, last, true, true)
    // Erased meanwhile: then their words must not be written either. The rest comes with the next step.
    if ((await span.count()) !== noted.length) return true
    await span.delete()
    for (const one of made) {
      if (one.segment.size === 0) continue
      const segment = await replica.segments.add(one.segment)
      await replica.segmentWords.bulkAdd(
        [...one.shards].map(([shard, packed]) => ({ shard: shardKey(one.segment.kind, shard), segment, packed })),
      )
    }
    const small = await replica.segments.where('size').below(SMALL_TEXTS).toArray()
    if (small.length >= MANY_SMALL) await dissolve(replica, small)
    return noted.length === SEGMENT_TEXTS || small.length >= MANY_SMALL
  })
}

async function makeSegment(replica: Replica, kind: Indexed, noted: readonly Unindexed[]) {
  const wanted = noted.filter((text) => text.kind === kind)
  const texts = await { item: itemTexts, contact: contactTexts, customer: customerTexts }[kind](replica, wanted)
  const owners = [...new Set(texts.map(({ owner }) => owner))]
  const placeOf = new Map(owners.map((owner, place) => [owner, place]))
  const time = Uint32Array.from(texts, ({ at }) => at / 1000)
  const segment: Segment = {
    kind,
    newest: time.reduce((newest, each) => Math.max(newest, each), 0),
    size: texts.length,
    owners,
    owner: Uint16Array.from(texts, ({ owner }) => placeOf.get(owner) ?? 0),
    dseq: Uint32Array.from(texts, ({ dseq }) => dseq),
    time,
  }
  return { segment, shards: packShards(texts.map(({ words }) => words)) }
}

interface Text {
  readonly owner: Id
  readonly dseq: number
  readonly at: number
  readonly words: readonly string[]
}

async function itemTexts(replica: Replica, wanted: readonly Unindexed[]): Promise<readonly Text[]> {
  const items = await replica.items.bulkGet(wanted.map(({ owner, dseq }): [Id, number] => [owner, dseq]))
  return items.flatMap((item) => (item ? [{ owner: item.dialogId, dseq: item.dseq, at: item.at, words: itemWords(item) }] : []))
}

async function contactTexts(replica: Replica, wanted: readonly Unindexed[]): Promise<readonly Text[]> {
  const contacts = await replica.contacts.bulkGet(wanted.map(({ owner }) => owner))
  return contacts.flatMap((contact) =>
    contact ? [{ owner: contact.id, dseq: 0, at: contact.createdAt, words: personWords(contact) }] : [],
  )
}

async function customerTexts(replica: Replica, wanted: readonly Unindexed[]): Promise<readonly Text[]> {
  const customers = await replica.customers.bulkGet(wanted.map(({ owner }) => owner))
  return customers.flatMap((customer) =>
    customer ? [{ owner: customer.id, dseq: 0, at: customer.createdAt, words: customerWords(customer) }] : [],
  )
}

/** A text that may hold what is asked for: the row says whether it does. */
export interface Likely {
  readonly owner: Id
  readonly dseq: number
}

/**
 * Texts of segments in which some word begins with each of these, newest first; a chunk at a time, for as long as somebody asks.
 * @param beginnings of at least two letters each; shorter ones are of no use to the index.
 */
export async function* likely(replica: Replica, kind: Indexed, beginnings: readonly string[]): AsyncGenerator<readonly Likely[]> {
  const span = replica.segments.where('[kind+newest]').between([kind, Dexie.minKey], [kind, Dexie.maxKey])
  // Asked for backwards, the browser would bring them one by one.
  const numbers = (await span.primaryKeys()).reverse()
  const ready: (Likely & { readonly time: number })[] = []
  // An everyday word is answered by the newest ones, and then need not be looked up in all.
  const parts = [numbers.slice(0, SEGMENTS_AT_ONCE), numbers.slice(SEGMENTS_AT_ONCE)]
  for (const [which, part] of parts.entries()) {
    const found = await placesBySegment(replica, kind, beginnings, part)
    const waiting = part.filter((n) => found.has(n))
    for (let at = 0; at < waiting.length; ) {
      const some = waiting.slice(at, at + SEGMENTS_AT_ONCE)
      at += some.length
      let newest = 0
      for (const segment of await replica.segments.bulkGet(some)) {
        if (!segment) continue
        newest = segment.newest
        for (const place of found.get(segment.n ?? 0) ?? []) {
          const owner = segment.owners[segment.owner[place] ?? 0] ?? ''
          ready.push({ owner, dseq: segment.dseq[place] ?? 0, time: segment.time[place] ?? 0 })
        }
      }
      ready.sort((a, b) => b.time - a.time)
      // Nothing in the segments to come is newer than the last of these.
      const isLast = at === waiting.length && which === parts.length - 1
      const sure = isLast ? -1 : ready.findIndex(({ time }) => time < newest)
      const taken = ready.splice(0, sure < 0 ? ready.length : sure)
      for (let from = 0; from < taken.length; from += LIKELY_AT_ONCE) yield taken.slice(from, from + LIKELY_AT_ONCE)
    }
  }
  for (let from = 0; from < ready.length; from += LIKELY_AT_ONCE) yield ready.slice(from, from + LIKELY_AT_ONCE)
}

const SEGMENTS_AT_ONCE = 6
const LIKELY_AT_ONCE = 30
/** Rows asked for by name; of more, all there are of the word are read at once. */
const MANY_ROWS = 12

/** Places of texts that have all of the words, in those of the segments that have any. */
async function placesBySegment(
  replica: Replica,
  kind: Indexed,
  beginnings: readonly string[],
  segments: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const read = await Promise.all(beginnings.map((word) => shardRows(replica, shardKey(kind, shardOf(word)), segments)))
  const found = new Map<number, readonly number[]>()
  for (const segment of segments) {
    const [first, ...others] = beginnings.map((word, index) => placesIn(read[index]?.get(segment) ?? '', word))
    const all = [...(first ?? [])].filter((place) => others.every((places) => places.has(place)))
    if (all.length > 0) found.set(segment, all)
  }
  return found
}

async function shardRows({ segmentWords }: Replica, shard: string, segments: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows =
    segments.length > MANY_ROWS
      ? await segmentWords.where('[shard+segment]').between([shard, Dexie.minKey], [shard, Dexie.maxKey]).toArray()
      : await segmentWords.bulkGet(segments.map((n): [string, number] => [shard, n]))
  return new Map(rows.flatMap((row) => (row ? [[row.segment, row.packed]] : [])))
}

/** The newest texts that are in no segment yet. */
export async function newestUnindexed({ unindexed }: Replica, kind: Indexed): Promise<readonly Likely[]> {
  const last = await unindexed.orderBy('n').last()
  // Read forwards, at once; backwards the browser would bring them one by one.
  const noted = await unindexed
    .where('n')
    .above((last?.n ?? 0) - 2 * ENOUGH_TEXTS)
    .toArray()
  return noted.filter((text) => text.kind === kind).reverse()
}
