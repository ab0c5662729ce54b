import { type Accessor, createComputed, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { Item } from '#shared/domain/item'
import type { Timeline, TimelineEntry } from '../../data/contract'
import { whenIdle } from '../when-idle'

/** Pixels of the shortest message, and of what stands above and below the conversation. */
const ROW_PX = 44
const AROUND_PX = 200
/** Rows made before anything is painted: a screenful, and a chat comes at once however much was said in it. */
const firstRows = () => Math.max(12, Math.ceil((innerHeight - AROUND_PX) / ROW_PX))
/** Rows added at a time. */
const PAGE_ROWS = 20
/** So many rows come to be there by themselves, for the browser's own search and for whoever hears the page. */
const HELD_ROWS = 60
/** A chat that has stood for so long is not merely passed by. Milliseconds. */
const STAY_MS = 300
/** Rows above which a return to the newest message gives back what scrolling up had added. */
const KEEP_ROWS = 240
/** Pixels from the top at which older rows are fetched. */
const AHEAD_PX = 900
const AT_LATEST_PX = 40
const NEAR_LATEST_PX = 320
/** Of a screenful: a line or two stay, to go on reading from. */
const PAGE_SHARE = 0.85

export interface ReadingPlace {
  readonly id: string
  readonly dseq: number
  readonly offset: number
}

export interface TimelineScroll {
  /** The rows that exist: the newest, and as many older ones as have been scrolled to. */
  readonly shown: Accessor<readonly TimelineEntry[]>
  /** The first item of the conversation is among them. */
  readonly isWhole: Accessor<boolean>
  readonly isAtLatest: Accessor<boolean>
  readonly isNearLatest: Accessor<boolean>
  /** Customer's messages that came below what is in sight. */
  readonly newBelow: Accessor<number>
  /** The item at the upper edge of what is in sight, once one has scrolled away from the newest. */
  readonly topItem: Accessor<Item | null>
  /** Where one is reading: the row in sight and how far below the upper edge it stands; null at the newest. */
  place(): ReadingPlace | null
  /** Puts a row that exists where it stood. */
  restore(place: ReadingPlace): void
  attach(element: HTMLElement): void
  onScroll(): void
  toLatest(): void
  /** A screenful back or on, as the keys do it. */
  page(by: 1 | -1): void
  /** Makes the row exist. @returns whether it is among the entries. */
  reveal(id: string): boolean
}

export function createTimelineScroll(timeline: Timeline): TimelineScroll {
  let scroller: HTMLElement | undefined
  const [rows, setRows] = createSignal(firstRows())
  const [below, setBelow] = createSignal(0)
  const isAtLatest = createMemo(() => below() < AT_LATEST_PX && !timeline.hasNewer())
  const isNearLatest = createMemo(() => below() < NEAR_LATEST_PX && !timeline.hasNewer())
  const shown = createMemo(() => timeline.entries.slice(-rows()))
  const isWhole = createMemo(() => !timeline.hasOlder() && rows() >= timeline.entries.length)
  const [topId, setTopId] = createSignal<string | null>(null)
  const topItem = createMemo(() => timeline.entries.find(({ id }) => id === topId())?.item ?? null)
  const lastId = createMemo(() => timeline.entries.at(-1)?.id)

  /** Place of the newest item that has been in sight. */
  const seen = createMemo<number>((before) => (isAtLatest() ? (timeline.entries.at(-1)?.item.dseq ?? 0) : before), 0)
  const newBelow = createMemo(
    () => timeline.entries.filter(({ item }) => item.dseq > seen() && item.kind === 'message' && item.direction === 'in').length,
  )

  const fetchAhead = () => {
    if (!scroller) return
    if (timeline.hasNewer() && Math.abs(scroller.scrollTop) < AHEAD_PX) timeline.loadNewer()
    const above = scroller.scrollHeight - scroller.clientHeight - Math.abs(scroller.scrollTop)
    if (above > AHEAD_PX) return
    if (rows() < timeline.entries.length) setRows(rows() + PAGE_ROWS)
    else if (timeline.hasOlder() && !timeline.isLoadingOlder() && timeline.olderError() === null) timeline.loadOlder()
  }
  // What has just come may not fill the screen yet.
  createEffect(
    on([() => timeline.entries.length, rows, timeline.isLoadingOlder, timeline.hasOlder, timeline.olderError], () =>
      onCleanup(whenIdle(fetchAhead, 0)),
    ),
  )
  createEffect(() => {
    if (rows() >= Math.min(HELD_ROWS, timeline.entries.length)) return
    onCleanup(whenIdle(() => setRows((count) => count + PAGE_ROWS), STAY_MS))
  })
  // A message that comes while one reads above moves nothing: it takes no row from the top, and what it adds below is
  // scrolled away. Measured in a computed, which runs before the page changes, and mended in an effect, which runs after.
  let held: { readonly row: Element; readonly top: number } | null = null
  // Whether one was reading the newest before the change.
  let wasAtLatest = true
  createComputed(
    on(lastId, (_id, before) => {
      if (before === undefined || wasAtLatest || !scroller) return
      const place = timeline.entries.findIndex(({ id }) => id === before)
      held = firstInSight(scroller)
      // What was the newest shown is no longer: the window has moved back, and all of it is to be shown.
      setRows((count) => (place < 0 ? timeline.entries.length : count + timeline.entries.length - 1 - place))
    }),
  )
  createEffect(() => {
    wasAtLatest = isAtLatest()
  })
  createEffect(
    on(lastId, () => {
      if (held?.row.isConnected && scroller) scroller.scrollTop += held.row.getBoundingClientRect().top - held.top
      held = null
    }),
  )

  return {
    shown,
    isWhole,
    isAtLatest,
    isNearLatest,
    newBelow,
    topItem,
    place() {
      const first = scroller && !isAtLatest() ? firstInSight(scroller) : null
      const id = first?.row.id.replace(/^item-/, '')
      const item = timeline.entries.find((entry) => entry.id === id)?.item
      if (!first || !scroller || !item) return null
      return { id: item.id, dseq: item.dseq, offset: first.top - scroller.getBoundingClientRect().top }
    },
    restore({ id, offset }) {
      const row = document.getElementById(`item-${id}`)
      if (row && scroller) scroller.scrollTop += row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - offset
    },
    attach: (element) => {
      scroller = element
    },
    onScroll() {
      if (!scroller) return
      setBelow(Math.abs(scroller.scrollTop))
      setTopId(isNearLatest() ? null : idAtEdge(scroller))
      if (isAtLatest() && rows() > KEEP_ROWS) setRows(HELD_ROWS)
      fetchAhead()
    },
    toLatest() {
      if (rows() > KEEP_ROWS) setRows(HELD_ROWS)
      if (timeline.hasNewer()) {
        // What comes now is what was asked for: nothing in sight is to be held in its place.
        wasAtLatest = true
        timeline.showLatest()
        scroller?.scrollTo({ top: 0, behavior: 'instant' })
        return
      }
      scroller?.scrollTo({ top: 0, behavior: below() < 3000 && !prefersCalm() ? 'smooth' : 'instant' })
    },
    page(by) {
      scroller?.scrollBy({ top: by * scroller.clientHeight * PAGE_SHARE, behavior: 'instant' })
    },
    reveal(id) {
      const index = timeline.entries.findIndex((entry) => entry.id === id)
      if (index < 0) return false
      setRows((count) => Math.max(count, timeline.entries.length - index + PAGE_ROWS))
      return true
    },
  }
}

function firstInSight(scroller: HTMLElement): { row: Element; top: number } | null {
  const edge = scroller.getBoundingClientRect().top
  for (const row of scroller.querySelectorAll('li')) {
    const { top } = row.getBoundingClientRect()
    if (top >= edge) return { row, top }
  }
  return null
}

/** Asked of the browser rather than measured: it is asked at every turn of the wheel. */
function idAtEdge(scroller: HTMLElement): string | null {
  const { left, top, width } = scroller.getBoundingClientRect()
  const row = document.elementsFromPoint(left + width / 2, top + 24).find((element) => element.closest('li[id^="item-"]'))
  return row?.closest('li')?.id.replace(/^item-/, '') ?? null
}

const prefersCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches
