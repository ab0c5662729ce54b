import { type Accessor, batch, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { type Id, newId } from '#shared/domain/id'
import { askLeader } from './ask-leader'
import type { Timeline, TimelineEntry } from './contract'
import type { Link } from './link'
import { createLiveOf } from './live'
import { rangeAt } from './ranges'
import { look, type Store, type View } from './view'

/** Items shown at first, and added with each look further back. */
const PAGE_ITEMS = 50
/** A page that has not come by then is given up; the operator may ask again. */
const PAGE_TIMEOUT_MS = 10_000
/** … and is asked for again where there is a network. Milliseconds. */
const AGAIN_MS = 3000

/** Most items shown at a time: a conversation of any length costs no more than this. */
export const MAX_ITEMS = 400

/** Items nearer to the newest than this are shown together with it. */
const NEAR_ITEMS = 300

/** What of the conversation is shown: the newest items, or those around a place further back. */
interface Window {
  readonly around: number | null
  /** Items shown before the place, or of the newest ones. */
  readonly older: number
  readonly newer: number
}

const LATEST: Window = { around: null, older: PAGE_ITEMS, newer: 0 }

export interface Seen {
  readonly entries: TimelineEntry[]
  /** First and last `dseq` shown; where nothing is held `lo` is the one that would come after the newest. */
  readonly lo: number
  readonly hi: number
  /** From this `dseq` to the newest nothing is missing on this device; 0: nothing is held. */
  readonly heldFrom: number
  /** Older items, and newer ones, lie on this device. */
  readonly hasMoreHere: boolean
  readonly hasNewerHere: boolean
  /** The newest item is among them. */
  readonly isLatest: boolean
}

const NOTHING: Omit<Seen, 'entries'> = { lo: 0, hi: 0, heldFrom: 0, hasMoreHere: false, hasNewerHere: false, isLatest: true }

/** @param foreseen has been read a moment ago. */
export function createTimeline(store: Store, link: Link, dialogId: Accessor<Id>, foreseen?: Seen): Timeline {
  const { entries: first, ...firstEdge } = foreseen ?? { entries: [], ...NOTHING }
  const [entries, setEntries] = createStore<TimelineEntry[]>(first)
  const [isLoading, setLoading] = createSignal(foreseen === undefined)
  const [window, setWindow] = createSignal(LATEST)
  const [edge, setEdge] = createSignal<Omit<Seen, 'entries'>>(firstEdge)
  const [isLoadingOlder, setLoadingOlder] = createSignal(false)
  const [olderError, setOlderError] = createSignal<'offline' | null>(null)
  let isLoadingNewer = false
  let again: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(again))

  createEffect(
    on(
      dialogId,
      () =>
        batch(() => {
          setWindow(LATEST)
          setEdge(NOTHING)
          setLoading(true)
          setLoadingOlder(false)
          setOlderError(null)
          setEntries([])
        }),
      { defer: true },
    ),
  )
  createLiveOf(
    () => ({ id: dialogId(), window: window() }),
    ({ id, window }) => readTimeline(store, id, window),
    (seen) =>
      batch(() => {
        const { entries: read, ...rest } = seen
        setEntries(reconcile(read, { key: 'id' }))
        setEdge(rest)
        setLoading(false)
        // What was further back has reached the newest: from now on it follows what comes.
        if (window().around !== null && seen.isLatest) setWindow({ ...LATEST, older: seen.hi - seen.lo + 1 })
      }),
  )

  const isFull = () => entries.length + PAGE_ITEMS > MAX_ITEMS
  /** Beyond the most that is shown, what comes at one end goes at the other. */
  const showOlder = () => {
    const kept = { around: edge().lo, older: PAGE_ITEMS, newer: MAX_ITEMS - PAGE_ITEMS }
    setWindow(isFull() ? kept : { ...window(), older: window().older + PAGE_ITEMS })
  }
  const showNewer = () => {
    const kept = { around: edge().hi, older: MAX_ITEMS - PAGE_ITEMS, newer: PAGE_ITEMS }
    setWindow(isFull() ? kept : { ...window(), newer: window().newer + PAGE_ITEMS })
  }

  // What could not be had without a network is asked for again, wherever the list still ends with it.
  createEffect(on(link.connection, ({ phase }) => phase === 'live' && setOlderError(null)))

  async function loadOlder(): Promise<void> {
    if (isLoadingOlder()) return
    if (edge().hasMoreHere) {
      showOlder()
      return
    }
    if (edge().lo <= 1) return
    setLoadingOlder(true)
    const isFetched = await fetchPage(link, dialogId(), edge().lo)
    setOlderError(isFetched ? null : 'offline')
    // A server that did not answer in time, though there is a network.
    if (!isFetched && link.connection().phase === 'live') again = setTimeout(() => setOlderError(null), AGAIN_MS)
    if (isFetched) showOlder()
    setLoadingOlder(false)
  }

  async function loadNewer(): Promise<void> {
    // The newest may have been asked for and not read yet: then this is not the way there.
    const isOnTheWay = () => window().around === null
    if (edge().isLatest || isOnTheWay() || isLoadingNewer) return
    isLoadingNewer = true
    const isHere = edge().hasNewerHere || (await fetchPage(link, dialogId(), edge().hi + 1 + PAGE_ITEMS))
    if (isHere && !isOnTheWay()) showNewer()
    isLoadingNewer = false
  }

  return {
    entries,
    isLoading,
    hasOlder: () => edge().lo > 1,
    hasNewer: () => !edge().isLatest,
    heldFrom: () => edge().heldFrom,
    isLoadingOlder,
    olderError,
    loadOlder: () => void loadOlder(),
    loadNewer: () => void loadNewer(),
    showLatest: () => void setWindow(LATEST),
    async showAround(id, dseq) {
      const held = await store.replica.items.where('id').equals(id).first()
      const place = held?.dseq ?? dseq
      if (place === null) return 'unknown'
      // Where all of it was let go of, the newest comes first: what is held ends with it.
      const isEmpty = (await store.replica.ranges.get(dialogId())) === undefined
      if (isEmpty && !(await fetchPage(link, dialogId(), Number.MAX_SAFE_INTEGER))) return 'offline'
      if (!held && !(await fetchPage(link, dialogId(), place + PAGE_ITEMS))) return 'offline'
      const newest = (await store.replica.ranges.get(dialogId()))?.ranges.at(-1)
      const isNear = newest !== undefined && newest[0] <= place && newest[1] - place < NEAR_ITEMS
      setWindow(isNear ? { ...LATEST, older: newest[1] - place + PAGE_ITEMS } : { around: place, older: PAGE_ITEMS, newer: PAGE_ITEMS })
      return 'ready'
    },
  }
}

/** Items held without a hole: the newest, and what the operator has just done after them, or those around a place. */
export const readTimeline = (store: Store, dialogId: Id, window?: Partial<Window>): Promise<Seen> =>
  look(store, (view) => seenOf(store, view, dialogId, window))

export async function seenOf({ replica }: Store, view: View, dialogId: Id, window?: Partial<Window>): Promise<Seen> {
  const { around, older, newer } = { ...LATEST, ...window }
  const ranges = (await replica.ranges.get(dialogId))?.ranges ?? []
  const newest = ranges.at(-1)
  const [lo, hi] = (around === null ? newest : (rangeAt(ranges, around) ?? newest)) ?? [0, 0]
  const to = around === null ? hi : Math.min(hi, around + newer)
  const from = Math.max(lo, around === null ? to - older + 1 : around - older)
  const isLatest = to === (newest?.[1] ?? 0)
  const stored =
    hi === 0 ? [] : await replica.items.where('[dialogId+dseq]').between([dialogId, from], [dialogId, to], true, true).toArray()
  const known = new Set(stored.map(({ id }) => id))
  const guessed = isLatest ? view.overlay.all('item').filter((item) => item.dialogId === dialogId) : []
  const entries = stored.map((item): TimelineEntry => {
    const changed = view.overlay.get('item', item.id)
    return { id: item.id, item: changed ?? item, isPending: changed !== undefined }
  })
  const added = guessed.filter(({ id }) => !known.has(id)).map((item): TimelineEntry => ({ id: item.id, item, isPending: true }))
  // A dialog closed long ago is held as a row of the list alone: all of its items are older than what is held.
  const next = ((await replica.dialogs.get(dialogId))?.lastSeq ?? 0) + 1
  const ends = { lo: stored[0]?.dseq ?? next, hi: stored.at(-1)?.dseq ?? 0, heldFrom: ranges.at(-1)?.[0] ?? 0 }
  return { entries: [...entries, ...added], ...ends, hasMoreHere: from > lo, hasNewerHere: to < hi, isLatest }
}

/** Asks the leader for the items below `before`; they are in the tables when this is true. */
export async function fetchPage(link: Link, dialogId: Id, before: number): Promise<boolean> {
  const rid = newId()
  const isFetched = await askLeader(link, {
    ask: { t: 'page', rid, dialogId, before },
    answer: (message) => (message.t === 'page-done' && message.rid === rid ? message.ok : undefined),
    patienceMs: PAGE_TIMEOUT_MS,
  })
  return isFetched ?? false
}
