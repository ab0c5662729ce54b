/** What the index on the device names for a question: texts that may hold it. Their rows say whether they do. */
import Dexie from 'dexie'
import type { Id } from '#shared/domain/id'
import type { SearchQuery } from '#shared/domain/search'
import type { Replica } from './replica'
import { ENOUGH_TEXTS, shardKey } from './search-index'
import type { Indexed, Unindexed } from './search-tables'
import { indexWords, placesIn, shardOf } from './search-words'

export interface Likely {
  readonly owner: Id
  readonly dseq: number
}

/** Where the index stands: read once for a question, among whatever kinds it is asked. */
export interface IndexHead {
  /** The newest texts that are in no segment yet, newest first. */
  readonly unindexed: readonly Unindexed[]
  /** Numbers of the segments, newest first. */
  readonly segments: Readonly<Record<Indexed, readonly number[]>>
}

const SEGMENTS_AT_ONCE = 6
/** What is shown before the rest is looked for. */
export const SCREENFUL = 12
/** Texts named together: a screenful first, which is most often all that is wanted, then twice as many each time, up to so many. */
const MOST_TEXTS = 200

export function readHead(replica: Replica): Promise<IndexHead> {
  const { unindexed, segments } = replica
  // Asked for backwards, the browser would bring them one by one.
  const numbersOf = async (kind: Indexed) => {
    const span = segments.where('[kind+newest]').between([kind, Dexie.minKey], [kind, Dexie.maxKey])
    return (await span.primaryKeys()).reverse()
  }
  const noted = async () => {
    const last = await unindexed.orderBy('n').last()
    const newest = unindexed.where('n').above((last?.n ?? 0) - 2 * ENOUGH_TEXTS)
    return (await newest.toArray()).reverse()
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

/**
 * What may answer any variant of the question, a chunk at a time for as long as somebody asks: what the index has not reached
 * yet, then texts of its segments, newest first.
 * @param among what stands before the words of those who are asked for alone.
 */
export async function* candidates(
  replica: Replica,
  head: IndexHead,
  kind: Indexed,
  query: SearchQuery,
  among = '',
): AsyncGenerator<readonly Likely[]> {
  const variants = query.variants.map(indexWords)
  if (kind !== 'item' && query.digits !== null) variants.push([query.digits])
  const questions = variants.filter(({ length }) => length > 0).map((words) => words.map((word) => among + word))
  yield* chunksOf(head.unindexed.filter((text) => text.kind === kind))
  if (questions.length > 0) yield* likely(replica, kind, head.segments[kind], questions)
}

/** @param questions words that a text begins with all of; of at least two letters each. Several of them: any will do. */
async function* likely(
  replica: Replica,
  kind: Indexed,
  numbers: readonly number[],
  questions: readonly (readonly string[])[],
): AsyncGenerator<readonly Likely[]> {
  const ready: (Likely & { readonly time: number })[] = []
  // An everyday word is answered by the newest ones, and then need not be looked up in all. Of people there are few segments.
  const first = kind === 'item' ? SEGMENTS_AT_ONCE : numbers.length
  const parts = [numbers.slice(0, first), numbers.slice(first)]
  for (const [which, part] of parts.entries()) {
    const found = await placesBySegment(replica, kind, questions, part)
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
      yield* chunksOf(taken)
    }
  }
  yield* chunksOf(ready)
}

function* chunksOf<T>(all: readonly T[]): Generator<readonly T[]> {
  let size = SCREENFUL
  for (let from = 0; from < all.length; from += size, size = Math.min(size * 2, MOST_TEXTS)) yield all.slice(from, from + size)
}

/** Places of texts that have all the words of some question, in those of the segments that have any. */
async function placesBySegment(
  replica: Replica,
  kind: Indexed,
  questions: readonly (readonly string[])[],
  segments: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  if (segments.length === 0) return new Map()
  const shards = await readShards(replica, kind, new Set(questions.flat().map(shardOf)), segments)
  const found = new Map<number, ReadonlySet<number>>()
  for (const segment of segments) {
    const placesOf = (word: string) => placesIn(shards.get(shardOf(word))?.get(segment) ?? '', word)
    const places = new Set(
      questions.flatMap((words) => {
        const [first = new Set<number>(), ...others] = words.map(placesOf)
        return [...first].filter((place) => others.every((other) => other.has(place)))
      }),
    )
    if (places.size > 0) found.set(segment, places)
  }
  return found
}

/** @returns words packed by segment, by shard. */
function readShards(
  { segmentWords }: Replica,
  kind: Indexed,
  shards: ReadonlySet<string>,
  segments: readonly number[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, string>>> {
  const [first, last] = [Math.min(...segments), Math.max(...segments)]
  const readShard = async (shard: string) => {
    const key = shardKey(kind, shard)
    // One stretch that holds them all comes sooner than each by its name.
    const span = segmentWords.where('[shard+segment]').between([key, first], [key, last], true, true)
    return [shard, new Map((await span.toArray()).map(({ segment, packed }) => [segment, packed]))] as const
  }
  return segmentWords.db.transaction('r', segmentWords, async () => new Map(await Dexie.Promise.all([...shards].map(readShard))))
}
