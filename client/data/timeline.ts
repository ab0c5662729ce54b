import { type Accessor, batch, createEffect, createSignal, on } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { type Id, newId } from '#shared/domain/id'
import type { Timeline, TimelineEntry } from './contract'
import type { Link } from './link'
import { createLiveOf } from './live'
import { rangeAt } from './ranges'
import { look, type Store } from './view'

/** Items shown at first, and added with each look further back. */
const PAGE_ITEMS = 50
/** A page that has not come by then is given up; the operator may ask again. */
const PAGE_TIMEOUT_MS = 10_000

interface Seen {
  readonly entries: TimelineEntry[]
  /** Lowest `dseq` shown; 0 when there is nothing. */
  readonly lo: number
  /** Older items lie on this device. */
  readonly hasMoreHere: boolean
}

export function createTimeline(store: Store, link: Link, dialogId: Accessor<Id>): Timeline {
  const [entries, setEntries] = createStore<TimelineEntry[]>([])
  const [isLoading, setLoading] = createSignal(true)
  const [limit, setLimit] = createSignal(PAGE_ITEMS)
  const [edge, setEdge] = createSignal({ lo: 0, hasMoreHere: false })
  const [isLoadingOlder, setLoadingOlder] = createSignal(false)
  const [olderError, setOlderError] = createSignal<'offline' | null>(null)

  createEffect(
    on(
      dialogId,
      () =>
        batch(() => {
          setLimit(PAGE_ITEMS)
          setLoading(true)
          setLoadingOlder(false)
          setOlderError(null)
          setEntries([])
        }),
      { defer: true },
    ),
  )
  createLiveOf(
    () => ({ id: dialogId(), limit: limit() }),
    ({ id, limit }) => readTimeline(store, id, limit),
    (seen) =>
      batch(() => {
        setEntries(reconcile(seen.entries, { key: 'id' }))
        setEdge({ lo: seen.lo, hasMoreHere: seen.hasMoreHere })
        setLoading(false)
      }),
  )

  async function loadOlder(): Promise<void> {
    if (isLoadingOlder()) return
    if (edge().hasMoreHere) {
      setLimit(limit() + PAGE_ITEMS)
      return
    }
    if (edge().lo <= 1) return
    setLoadingOlder(true)
    const isFetched = await fetchPage(link, dialogId(), edge().lo)
    setOlderError(isFetched ? null : 'offline')
    if (isFetched) setLimit(limit() + PAGE_ITEMS)
    setLoadingOlder(false)
  }

  return {
    entries,
    isLoading,
    hasOlder: () => edge().lo > 1,
    isLoadingOlder,
    olderError,
    loadOlder: () => void loadOlder(),
  }
}

/** The newest `limit` items held without a hole, and what the operator has just done after them. */
export async function readTimeline(store: Store, dialogId: Id, limit: number): Promise<Seen> {
  return look(store, async (view) => {
    const { replica } = store
    const ranges = (await replica.ranges.get(dialogId))?.ranges ?? []
    const [lo, hi] = rangeAt(ranges, ranges.at(-1)?.[1] ?? 0) ?? [0, 0]
    const from = Math.max(lo, hi - limit + 1)
    const stored =
      hi === 0 ? [] : await replica.items.where('[dialogId+dseq]').between([dialogId, from], [dialogId, hi], true, true).toArray()
    const known = new Set(stored.map(({ id }) => id))
    const guessed = view.overlay.all('item').filter((item) => item.dialogId === dialogId)
    const entries = stored.map((item): TimelineEntry => {
      const changed = view.overlay.get('item', item.id)
      return { id: item.id, item: changed ?? item, isPending: changed !== undefined }
    })
    const added = guessed.filter(({ id }) => !known.has(id)).map((item): TimelineEntry => ({ id: item.id, item, isPending: true }))
    return { entries: [...entries, ...added], lo: stored[0]?.dseq ?? 0, hasMoreHere: from > lo }
  })
}

/** Asks the leader for older items; they are in the tables when this is true. */
function fetchPage(link: Link, dialogId: Id, before: number): Promise<boolean> {
  const rid = newId()
  return new Promise((resolve) => {
    const finish = (ok: boolean) => {
      clearTimeout(timer)
      stop()
      resolve(ok)
    }
    const timer = setTimeout(() => finish(false), PAGE_TIMEOUT_MS)
    const stop = link.listen((message) => {
      if (message.t === 'page-done' && message.rid === rid) finish(message.ok)
    })
    link.send({ t: 'page', rid, dialogId, before })
  })
}
