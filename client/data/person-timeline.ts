/** One timeline over the dialogs of a person. Loaded when somebody opens it. */
import { type Accessor, batch, createEffect, createSignal, on } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Id } from '#shared/domain/id'
import type { TimelineEntry } from './contract'
import type { PersonTimeline } from './contract-customers'
import type { Link } from './link'
import { createLiveOf } from './live'
import { brokenOff, type Merged, mergeTimelines, type Stretch } from './merge-timelines'
import { fetchPage, readTimeline } from './timeline'
import type { Store } from './view'

const PAGE_ITEMS = 50
/** What is further back is read in the dialog itself. */
const MAX_ITEMS = 800

const NOTHING: Merged = { entries: [], hasOlder: false }

export function createPersonTimeline(store: Store, link: Link, dialogIds: Accessor<readonly Id[]>): PersonTimeline {
  const [entries, setEntries] = createStore<TimelineEntry[]>([])
  const [merged, setMerged] = createSignal(NOTHING)
  const [stretches, setStretches] = createSignal<readonly Stretch[]>()
  const [limit, setLimit] = createSignal(PAGE_ITEMS)
  const [cut, setCut] = createSignal<ReadonlySet<Id>>(new Set())
  const [isLoading, setLoading] = createSignal(true)
  const [isLoadingOlder, setLoadingOlder] = createSignal(false)

  createLiveOf(
    () => ({ ids: dialogIds(), limit: limit(), cut: cut() }),
    async ({ ids, limit, cut }) => {
      const read = await Promise.all(ids.map((id) => readStretch(store, id, limit)))
      return { read, merged: mergeTimelines(read, limit, cut) }
    },
    ({ read, merged }) =>
      batch(() => {
        setStretches(read)
        setMerged(merged)
        setEntries(reconcile([...merged.entries], { key: 'id' }))
        setLoading(false)
      }),
  )
  // Without a network what could not be had is left out, until there is one.
  createEffect(on(link.connection, ({ phase }) => phase === 'live' && cut().size > 0 && setCut(new Set<Id>())))
  // A dialog of long ago is held as a row of the list alone, and would hide the others.
  createEffect(() => {
    const empty = (stretches() ?? []).filter((each) => each.entries.length === 0 && each.hasOlder && !cut().has(each.dialogId))
    if (empty.length > 0) void fetchAll(empty.map(({ dialogId }) => dialogId))
  })

  const underWay = new Set<Id>()
  async function fetchAll(ids: readonly Id[]): Promise<void> {
    const wanted = ids.filter((id) => !underWay.has(id))
    if (wanted.length === 0) return
    for (const id of wanted) underWay.add(id)
    setLoadingOlder(true)
    await Promise.all(
      wanted.map(async (id) => {
        const isHere = await fetchPage(link, id, oldestOf(stretches() ?? [], id))
        underWay.delete(id)
        if (!isHere) setCut((before) => new Set([...before, id]))
      }),
    )
    setLoadingOlder(underWay.size > 0)
  }

  return {
    entries,
    isLoading,
    hasOlder: () => merged().hasOlder && limit() < MAX_ITEMS,
    isLoadingOlder,
    missing: () => (stretches() ?? []).filter(({ dialogId }) => cut().has(dialogId)).map(({ dialogId }) => dialogId),
    async loadOlder() {
      if (isLoadingOlder()) return
      await fetchAll(brokenOff(stretches() ?? [], cut()))
      setLimit((before) => Math.min(before + PAGE_ITEMS, MAX_ITEMS))
    },
  }
}

async function readStretch(store: Store, dialogId: Id, limit: number): Promise<Stretch> {
  const [seen, dialog] = await Promise.all([readTimeline(store, dialogId, { older: limit }), store.replica.dialogs.get(dialogId)])
  return { dialogId, entries: seen.entries, hasOlder: seen.lo > 1, isHere: seen.hasMoreHere, updatedAt: dialog?.updatedAt ?? 0 }
}

/** Where nothing is held the newest page comes first. */
const oldestOf = (stretches: readonly Stretch[], dialogId: Id): number =>
  stretches.find((each) => each.dialogId === dialogId)?.entries[0]?.item.dseq ?? Number.MAX_SAFE_INTEGER
