/** A search: at once on this device, and meanwhile in the server's full history, whose answer is added below. */
import { type Accessor, batch, createComputed, createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { parseSearch, type SearchQuery } from '#shared/domain/search'
import type { Search, SearchHit, SearchResults } from './contract-search'
import { isUp, type Link } from './link'
import { createLatest } from './live'
import { readHead } from './search-candidates'
import { beginAsking, type FoundItems, prepareSearch, type SearchedDevice, searchItems, searchPeople } from './search-local'
import { hitOf, searchThere } from './search-there'
import { pendingChanges, type Store } from './view'

/** Typing that pauses this long is a question to the server; the device answers every letter. Milliseconds. */
const PAUSE_MS = 200
/** Messages looked for at first. */
const FIRST_HITS = 20
/** … and added with each wish for more. */
const MORE_HITS = 50

type Here = {
  readonly of: SearchQuery | null
  readonly hits: readonly SearchHit[]
  readonly hasMore: boolean
  readonly isSearching: boolean
}
type There = { readonly hits: readonly SearchHit[]; readonly next: number | null; readonly state: SearchResults['server'] }

const NOTHING_HERE: Here = { of: null, hits: [], hasMore: false, isSearching: false }
const NOTHING_THERE: There = { hits: [], next: null, state: 'done' }

/** @param isNear somebody is about to ask: what every question begins with is kept read. */
export function createSearch(store: Store, link: Link, text: Accessor<string>, isNear: Accessor<boolean> = () => false): Search {
  const query = createMemo(() => parseSearch(text()))
  const isConnected = createMemo(() => isUp(link.connection()))
  const [limit, setLimit] = createSignal(FIRST_HITS)
  const [here, setHere] = createSignal(NOTHING_HERE)
  const [there, setThere] = createSignal(NOTHING_THERE)

  const isFollowed = createMemo(() => isNear() || query() !== null)
  const device = createMemo(() => (isFollowed() ? createLatest(() => readDevice(store)) : null))
  createEffect(() => {
    const known = device()?.()
    known?.then(prepareSearch).catch((error: unknown) => console.error('The search could not be prepared', error))
  })
  createComputed(on(query, () => setLimit(FIRST_HITS)))
  // Before what the field shows is drawn: the tables answer behind it.
  createComputed(
    on([query, limit], ([asked, wanted]) => {
      if (!asked) return setHere(NOTHING_HERE)
      setHere({ ...untrack(here), of: asked, isSearching: true })
      const abort = new AbortController()
      onCleanup(() => abort.abort())
      searchHere(asked, wanted, abort.signal).catch((error: unknown) => console.error('The search on this device failed', error))
    }),
  )

  /** People stand above the messages, and come no later: what is there does not move. */
  async function searchHere(asked: SearchQuery, wanted: number, signal: AbortSignal): Promise<void> {
    const known = await untrack(device)?.()
    if (!known) return
    const question = beginAsking(known)
    let people: readonly SearchHit[] = []
    let items: FoundItems = { hits: [], hasMore: false }
    const show = (isSearching: boolean) => {
      if (!signal.aborted) setHere({ of: asked, hits: [...people, ...items.hits], hasMore: items.hasMore, isSearching })
    }
    const findPeople = async () => {
      people = await searchPeople(question, asked, signal)
      if (people.length > 0) show(true)
    }
    const peopleFound = findPeople()
    const findItems = async () => {
      for await (items of searchItems(question, asked, wanted, signal)) {
        await peopleFound
        show(true)
      }
    }
    await Promise.all([peopleFound, findItems()])
    show(false)
  }

  async function askServer(after: number | null, signal: AbortSignal): Promise<void> {
    const before = after === null ? [] : there().hits
    setThere({ hits: before, next: null, state: 'searching' })
    const found = await searchThere(link, text().trim(), after, signal)
    if (signal.aborted) return
    if (!found) setThere({ hits: before, next: after, state: 'unreachable' })
    else setThere({ hits: [...before, ...found.hits.map(hitOf)], next: found.next, state: found.isWhole ? 'done' : 'filling' })
  }

  let asking = new AbortController()
  createEffect(
    on([query, isConnected], ([asked, connected]) => {
      asking.abort()
      asking = new AbortController()
      if (!asked) return setThere(NOTHING_THERE)
      if (!connected) return setThere({ hits: [], next: null, state: 'unreachable' })
      setThere({ hits: [], next: null, state: 'searching' })
      const timer = setTimeout(() => void askServer(null, asking.signal), PAUSE_MS)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  onCleanup(() => asking.abort())

  const results = createMemo((): SearchResults => {
    const held = new Set(here().hits.map(({ key }) => key))
    return {
      here: here().hits,
      there: there().hits.filter(({ key }) => !held.has(key)),
      // What was found for other letters is no answer, not for a moment.
      isSearching: here().isSearching || here().of !== query(),
      server: there().state,
      hasMore: here().hasMore || there().next !== null,
    }
  })
  return {
    results,
    more: () =>
      batch(() => {
        if (here().hasMore) setLimit(limit() + MORE_HITS)
        const { next, state } = there()
        if (next !== null && state !== 'searching' && isConnected()) void askServer(next, asking.signal)
      }),
  }
}

async function readDevice(store: Store): Promise<SearchedDevice> {
  const [overlay, head] = await Promise.all([pendingChanges(store), readHead(store.replica)])
  return { replica: store.replica, overlay, head }
}
