import { type Accessor, createSignal, getOwner, onCleanup, runWithOwner } from 'solid-js'
import type { Search, SearchResults } from './contract-search'
import type { Link } from './link'
import type { Store } from './view'

const NOT_YET: SearchResults = { here: [], there: [], isSearching: true, server: 'searching', hasMore: false }

let loaded: typeof import('./search') | undefined

/** A search whose code comes when somebody searches: the first screen does without it. */
export function createLazySearch(store: Store, link: Link, text: Accessor<string>): Search {
  // Asked before the field's answer is painted, the tables answer behind it.
  if (loaded) return loaded.createSearch(store, link, text)
  const [search, setSearch] = createSignal<Search>()
  const owner = getOwner()
  let isOver = false
  onCleanup(() => {
    isOver = true
  })
  void import('./search').then((module) => {
    loaded = module
    if (!isOver) runWithOwner(owner, () => setSearch(module.createSearch(store, link, text)))
  })
  return { results: () => search()?.results() ?? NOT_YET, more: () => search()?.more() }
}
