import { type Accessor, createComputed, createSignal, getOwner, onCleanup, runWithOwner } from 'solid-js'
import type { Search, SearchResults } from './contract-search'
import type { Link } from './link'
import type { Store } from './view'

const NOT_YET: SearchResults = { here: [], there: [], isSearching: true, server: 'searching', hasMore: false }

let loaded: typeof import('./search') | undefined

/**
 * A search whose code comes when somebody is about to search: the first screen does without it.
 * @param isNear somebody is.
 */
export function createLazySearch(store: Store, link: Link, text: Accessor<string>, isNear: Accessor<boolean> = () => false): Search {
  // Asked before the field's answer is painted, the tables answer behind it.
  if (loaded) return loaded.createSearch(store, link, text, isNear)
  const [search, setSearch] = createSignal<Search>()
  const owner = getOwner()
  let isBegun = false
  let isOver = false
  onCleanup(() => {
    isOver = true
  })
  createComputed(() => {
    if (isBegun || !(isNear() || text().trim() !== '')) return
    isBegun = true
    void import('./search').then(
      (module) => {
        loaded = module
        if (!isOver) runWithOwner(owner, () => setSearch(module.createSearch(store, link, text, isNear)))
      },
      (error: unknown) => {
        isBegun = false
        throw error
      },
    )
  })
  return { results: () => search()?.results() ?? NOT_YET, more: () => search()?.more() }
}
