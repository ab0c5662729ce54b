/**
 * Committed rows on their way to the sockets. Every commit of this process passes through `publish`; a reader asks
 * for what came after a version and is served from a ring of recent rows, or from the store when it is further behind.
 *
 * FEED1 `head` moves only after COMMIT. FEED2 A reader that walks `read` from any version to `head` sees each changed
 * row at least once, in commit order, as it stood at or after that version.
 */
import { refKey } from '#shared/domain/row'
import type { Committed, Store, StoredRow } from '../store/port'
import { frameful, weightOf } from './weight'

/** Kept in memory: some minutes of a busy workspace. */
const RING_ROWS = 8192
const RING_WEIGHT = 16 * 1024 * 1024

export interface FeedPage {
  readonly rows: readonly StoredRow[]
  /** All changes up to here are in the page or before it. */
  readonly to: number
}

export interface Feed {
  head(): number
  publish(committed: Pick<Committed<unknown>, 'from' | 'to' | 'rows'>): void
  /** At most `limit` rows, and no more than one frame holds. */
  read(from: number, limit: number): Promise<FeedPage>
  /** @returns the way to stop. Listeners are called after the rows are readable. */
  onPublish(listener: (rows: readonly StoredRow[]) => void): () => void
}

export async function createFeed(store: Pick<Store, 'head' | 'changes'>): Promise<Feed> {
  let head = await store.head()
  /** Everything after `floor` is in the ring. */
  let floor = head
  let ring: StoredRow[] = []
  let weight = 0
  const listeners = new Set<(rows: readonly StoredRow[]) => void>()
  /** Made last. Devices that are up to date ask for the same one after another, and what is made of it is known by it. */
  let recent: { readonly from: number; readonly limit: number; readonly page: FeedPage } | null = null

  /** Rows beyond a frame are read for nothing, and those after heavy ones are as heavy as a rule. */
  let fitting = Number.POSITIVE_INFINITY
  async function readStored(from: number, to: number, limit: number): Promise<FeedPage> {
    const found = await store.changes({ from, to, limit: Math.min(limit, fitting) })
    const page = pageOf(found, to)
    fitting = page.rows.length < found.length ? Math.ceil(page.rows.length * 1.2) : fitting * 2
    return page
  }

  return {
    head: () => head,
    publish({ from, to, rows }) {
      if (to === from) return
      if (from !== head) throw new Error(`Feed at ${head} was given a commit that begins at ${from}`)
      head = to
      recent = null
      ring.push(...rows)
      weight = rows.reduce((sum, stored) => sum + weightOf(stored), weight)
      // Halved when it is full, so that forgetting costs little for each row.
      if (ring.length > 2 * RING_ROWS || weight > RING_WEIGHT) {
        ring = ring.slice(Math.ceil(ring.length / 2))
        weight = ring.reduce((sum, stored) => sum + weightOf(stored), 0)
        floor = (ring[0]?.ver ?? head + 1) - 1
      }
      for (const listener of listeners) listener(rows)
    },
    async read(from, limit) {
      const to = head
      if (from >= to) return { rows: [], to: from }
      if (from < floor) return readStored(from, to, limit)
      if (recent?.from !== from || recent.limit !== limit) recent = { from, limit, page: pageOf(afterInRing(ring, from, limit), to) }
      return recent.page
    },
    onPublish(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Up to its last row: behind that there may be more, or nothing but versions that rows no longer have. */
function pageOf(found: readonly StoredRow[], to: number): FeedPage {
  const rows = frameful(found)
  return { rows: latestOfEach(rows), to: rows.at(-1)?.ver ?? to }
}

/** The ring remembers every change of a row; whoever reads needs it once. */
function latestOfEach(rows: readonly StoredRow[]): readonly StoredRow[] {
  const latest = new Map<string, StoredRow>()
  for (const stored of rows) latest.set(refKey(stored.kind, stored.id), stored)
  return latest.size === rows.length ? rows : rows.filter((stored) => latest.get(refKey(stored.kind, stored.id)) === stored)
}

/** Rows after `from`; the ring is ordered by version, so the start is found by halving. */
function afterInRing(ring: readonly StoredRow[], from: number, limit: number): readonly StoredRow[] {
  let low = 0
  let high = ring.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ring[middle]?.ver ?? 0) > from) high = middle
    else low = middle + 1
  }
  return ring.slice(low, low + limit)
}
