import { type Accessor, createComputed, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { SearchResults } from '../../data/contract-search'

/** A search that takes longer is waited for where its results will stand. Milliseconds. */
const LATE_MS = 200

/**
 * Whether what is found stands in place of the list: from the first of it on, so that nothing flashes by in between, and until the
 * field is empty again.
 */
export function createResultsShown(isAsked: Accessor<boolean>, results: Accessor<SearchResults>): Accessor<boolean> {
  const [isLate, setLate] = createSignal(false)
  createComputed(
    on(isAsked, (asked) => {
      setLate(false)
      if (!asked) return
      const timer = setTimeout(() => setLate(true), LATE_MS)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  return createMemo((before: boolean) => {
    if (!isAsked()) return false
    const { here, there, isSearching, server } = results()
    return before || isLate() || here.length > 0 || there.length > 0 || !(isSearching || server === 'searching')
  }, false)
}
