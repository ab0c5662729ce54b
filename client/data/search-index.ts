/**
 * The index of what is on the device: words and where they stand, in segments of some thousand texts. Texts that came
 * after the last segment are few and are looked at one by one.
 *
 * IDX1 Whatever is written into `items`, `contacts` or `customers` is noted in the same transaction, and leaves the notes in the one
 * that writes its segment. IDX2 A segment with a word of an erased dialog goes with it; what else it held is noted again. IDX3 Of
 * customers, those who have written can be asked for alone.
 */
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { customerText, itemText, personText } from '#shared/domain/search'
import type { Replica } from './replica'
import type { Indexed, Segment, Unindexed } from './search-tables'
import { customerWords, itemWords, packShards, personWords } from './search-words'

export const SEGMENT_TEXTS = 4096
/** Texts that make a segment worth writing. */
export const ENOUGH_TEXTS = 512
/** Segments of less than half the size that are put together. */
const SMALL_TEXTS = SEGMENT_TEXTS / 2
const MANY_SMALL = 8

export const shardKey = (kind: Indexed, shard: string): string => `${kind}/${shard}`

/** Notes texts that are written now. `before`: the rows that stand there; what reads as before is in the index already. */
export async function noteItems(replica: Replica, items: readonly Item[], before: readonly (Item | undefined)[]): Promise<void> {
  const known = new Map(before.flatMap((item) => (item ? [[item.id, itemText(item)]] : [])))
  const fresh = items.filter((item) => itemText(item) !== (known.get(item.id) ?? ''))
  await replica.unindexed.bulkAdd(fresh.map(({ dialogId, dseq, at }) => ({ kind: 'item', owner: dialogId, dseq, at })))
}

export async function noteContacts(
  replica: Replica,
  contacts: readonly Contact[],
  before: readonly (Contact | undefined)[],
): Promise<void> {
  const known = new Map(before.flatMap((contact) => (contact ? [[contact.id, personText(contact)]] : [])))
  const fresh = contacts.filter((contact) => personText(contact) !== known.get(contact.id))
  await replica.unindexed.bulkAdd(fresh.map(({ id, createdAt }) => ({ kind: 'contact', owner: id, dseq: 0, at: createdAt })))
}

export async function noteCustomers(
  replica: Replica,
  customers: readonly Customer[],
  before: readonly (Customer | undefined)[],
): Promise<void> {
  const read = (customer: Customer) => `${customer.gains.length > 0} ${customerText(customer)}`
  const known = new Map(before.flatMap((customer) => (customer ? [[customer.id, read(customer)]] : [])))
  const fresh = customers.filter((customer) => customerText(customer) !== '' && read(customer) !== known.get(customer.id))
  await replica.unindexed.bulkAdd(fresh.map(({ id, createdAt }) => ({ kind: 'customer', owner: id, dseq: 0, at: createdAt })))
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
  await replica.unindexed.bulkAdd(kept)
  await replica.segmentWords.where('segment').anyOf(numbers).delete()
  await replica.segments.bulkDelete(numbers)
}

const textsOf = ({ kind, owners, owner, dseq, time }: Segment): readonly Unindexed[] =>
  [...owner].map((whose, place) => ({ kind, owner: owners[whose] ?? '', dseq: dseq[place] ?? 0, at: (time[place] ?? 0) * 1000 }))

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
