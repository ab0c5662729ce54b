/**
 * What the index on the device names for a question: texts that may hold it. Their rows say whether they do.
 *
 * IDX4 What is found comes newest first, whenever it came to the device.
 */
import Dexie from 'dexie'
import type { Id } from '#shared/domain/id'
import type { SearchQuery } from '#shared/domain/search'
import type { Reading } from './reading'
import type { Replica } from './replica'
import { ENOUGH_TEXTS, shardKey } from './search-index'
import type { Indexed, Segment, Unindexed } from './search-tables'
import { indexWords, placesIn, shardOf } from './search-words'

export interface Likely {
  readonly owner: Id
  readonly dseq: number
  /** Seconds. */
  readonly time: number
}

/** Where the index stands: read once for a question, among whatever kinds it is asked. */
export interface IndexHead {
  /** Texts that are in no segment yet: of very many the first and the last that were noted. */
  readonly unindexed: readonly Unindexed[]
  /** Numbers of the segments, newest first. */
  readonly segments: Readonly<Record<Indexed, readonly number[]>>
}

const SEGMENTS_AT_ONCE = 6
/** Of each kind, read before anybody asks. */
const NEWEST_SEGMENTS = 3
/** Some hundred kilobytes each. */
const SEGMENTS_KEPT = 2 * SEGMENTS_AT_ONCE
/** Texts that no segment has yet, looked at from either end: a few seconds' worth while the device is being filled. */
const NOTED_TEXTS = 2 * ENOUGH_TEXTS
/** Texts named together: as many as are wanted first, then twice as many each time, up to so many. */
const MOST_TEXTS = 200

export function readHead(replica: Replica): Promise<IndexHead> {
  const { unindexed, segments } = replica
  // Asked for backwards, the browser would bring them one by one.
  const numbersOf = async (kind: Indexed) => {
    const span = segments.where('[kind+newest]').between([kind, Dexie.minKey], [kind, Dexie.maxKey])
    return (await span.primaryKeys()).reverse()
  }
  const noted = async () => {
    // A device that is being filled takes the newest first; later they come last.
    const first = await unindexed.orderBy('n').limit(NOTED_TEXTS).toArray()
    const end = first.at(-1)?.n ?? 0
    const last = (await unindexed.orderBy('n').last())?.n ?? 0
    const others = unindexed.where('n').above(Math.max(end, last - NOTED_TEXTS))
    return [...first, ...(await others.toArray())].reverse()
  }
  return replica.transaction('r', [unindexed, segments], async () => {
    const [texts, item, contact, customer] = await Dexie.Promise.all([
      noted(),
      numbersOf('item'),
      numbersOf('contact'),
      numbersOf('customer'),
    ])
    return { unindexed: texts, segments: { item, contact, customer } }
  })
}

/** Where to look: the tables, and what reads them for one answer. */
export interface IndexReader {
  readonly replica: Replica
  readonly head: IndexHead
  /** Of the index's tables, and of those of whoever asks. */
  readonly reading: Reading
}

export interface Asked {
  readonly kind: Indexed
  readonly query: SearchQuery
  /** So many are wanted as a rule. */
  readonly first: number
  /** Stands before the words of those who are asked for alone. */
  readonly among?: string
}

/**
 * What may answer any variant of the question, newest first, a chunk at a time for as long as somebody asks: texts of the index's
 * segments, and all that it has not reached yet, for what was noted last may have been said long ago.
 */
export async function* candidates(index: IndexReader, { kind, query, first, among = '' }: Asked): AsyncGenerator<readonly Likely[]> {
  const variants = query.variants.map(indexWords)
  if (kind !== 'item' && query.digits !== null) variants.push([query.digits])
  const questions = variants.filter(({ length }) => length > 0).map((words) => words.map((word) => among + word))
  for await (const texts of likely(index, kind, questions, first)) yield* chunksOf(texts, first)
}

/** @param questions words that a text begins with all of; of at least two letters each. Several of them: any will do. */
async function* likely(
  index: IndexReader,
  kind: Indexed,
  questions: readonly (readonly string[])[],
  wanted: number,
): AsyncGenerator<readonly Likely[]> {
  const numbers = questions.length > 0 ? index.head.segments[kind] : []
  const ready: Likely[] = index.head.unindexed
    .filter((text) => text.kind === kind)
    .map(({ owner, dseq, at }) => ({ owner, dseq, time: Math.floor((at ?? Number.MAX_SAFE_INTEGER) / 1000) }))
    .sort((a, b) => b.time - a.time)
  /** Nothing comes before these that stands in segments which are no newer than that. */
  const sure = (newest: number) => {
    const end = ready.findIndex(({ time }) => time < newest)
    return ready.splice(0, end < 0 ? ready.length : end)
  }
  // An everyday word is answered by the newest ones, and then need not be looked up in all. Of people there are few segments.
  const first = kind === 'item' ? SEGMENTS_AT_ONCE : numbers.length
  for (const part of [numbers.slice(0, first), numbers.slice(first)]) {
    if (part.length === 0) continue
    if (ready.length > 0) {
      // What is newer than all that is looked up now does not wait for it.
      const [next] = await readSegments(index, part.slice(0, 1))
      if (next) yield sure(next.newest)
    }
    const shards = await readShards(index, kind, new Set(questions.flat().map(shardOf)), part)
    for (const some of enoughOf(placesBySegment(shards, questions, part), wanted)) {
      let newest = 0
      for (const segment of await readSegments(index, [...some.keys()])) {
        if (!segment) continue
        newest = segment.newest
        for (const place of some.get(segment.n ?? 0) ?? []) {
          const owner = segment.owners[segment.owner[place] ?? 0] ?? ''
          ready.push({ owner, dseq: segment.dseq[place] ?? 0, time: segment.time[place] ?? 0 })
        }
      }
      ready.sort((a, b) => b.time - a.time)
      // The segments to come are no newer than the last of these.
      yield sure(newest)
    }
  }
  yield ready
}

function* chunksOf<T>(all: readonly T[], first: number): Generator<readonly T[]> {
  let size = first
  for (let from = 0; from < all.length; from += size, size = Math.min(size * 2, MOST_TEXTS)) yield all.slice(from, from + size)
}

/** Words packed by segment, by shard. */
type Shards = ReadonlyMap<string, ReadonlyMap<number, string>>

/** Places of texts that have all the words of some question, in those of the segments that have any; looked for as they are asked for. */
function* placesBySegment(
  shards: Shards,
  questions: readonly (readonly string[])[],
  segments: readonly number[],
): Generator<readonly [number, ReadonlySet<number>]> {
  for (const segment of segments) {
    const placesOf = (word: string) => placesIn(shards.get(shardOf(word))?.get(segment) ?? '', word)
    const places = new Set(
      questions.flatMap((words) => {
        const [first = new Set<number>(), ...others] = words.map(placesOf)
        return [...first].filter((place) => others.every((other) => other.has(place)))
      }),
    )
    if (places.size > 0) yield [segment, places]
  }
}

/** Segments some at a time: as many as hold what is wanted, twice as much each time, and one more, which tells how new the others may be. */
function* enoughOf(
  found: Iterable<readonly [number, ReadonlySet<number>]>,
  wanted: number,
): Generator<ReadonlyMap<number, ReadonlySet<number>>> {
  let some = new Map<number, ReadonlySet<number>>()
  let texts = 0
  let enough = wanted
  for (const [segment, places] of found) {
    const isOneMore = texts >= enough
    some.set(segment, places)
    texts += places.size
    if (!isOneMore && some.size < SEGMENTS_AT_ONCE) continue
    yield some
    some = new Map()
    texts = 0
    enough *= 2
  }
  if (some.size > 0) yield some
}

/** Segments read lately, the latest last: one is never changed once it is written, and every letter that is typed asks for the same. */
const kept = new WeakMap<Replica, Map<number, Segment>>()

async function readSegments({ replica, reading }: IndexReader, numbers: readonly number[]): Promise<readonly (Segment | undefined)[]> {
  const known = kept.get(replica) ?? new Map<number, Segment>()
  kept.set(replica, known)
  const missing = numbers.filter((n) => !known.has(n))
  const read = missing.length > 0 ? await reading.bulkGet(replica.segments, missing) : []
  const found = new Map(missing.map((n, index) => [n, read[index]]))
  const segments = numbers.map((n) => known.get(n) ?? found.get(n))
  for (const [index, n] of numbers.entries()) {
    const segment = segments[index]
    known.delete(n)
    if (segment) known.set(n, segment)
  }
  for (const n of [...known.keys()].slice(0, -SEGMENTS_KEPT)) known.delete(n)
  return segments
}

/** Has the newest segments at hand, in which most of what is asked for stands. */
export async function readNewest(index: IndexReader): Promise<void> {
  await readSegments(
    index,
    Object.values(index.head.segments).flatMap((numbers) => numbers.slice(0, NEWEST_SEGMENTS)),
  )
}

async function readShards(
  { replica, reading }: IndexReader,
  kind: Indexed,
  shards: ReadonlySet<string>,
  segments: readonly number[],
): Promise<Shards> {
  const [first, last] = [Math.min(...segments), Math.max(...segments)]
  const readShard = async (shard: string) => {
    const key = shardKey(kind, shard)
    // One stretch that holds them all comes sooner than each by its name.
    const span = await reading.between(replica.segmentWords, [key, first], [key, last])
    return [shard, new Map(span.map(({ segment, packed }) => [segment, packed]))] as const
  }
  return new Map(await Promise.all([...shards].map(readShard)))
}
