import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SearchHit, SearchResults } from '../../data/contract-search'
import { createResultsShown } from './results-shown'

const HIT = { key: 'item/1' } as SearchHit
const IDLE: SearchResults = { here: [], there: [], isSearching: false, server: 'done', hasMore: false }
const SEARCHING: SearchResults = { ...IDLE, isSearching: true, server: 'searching' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function field() {
  return createRoot((dispose) => {
    const [isAsked, setAsked] = createSignal(false)
    const [results, setResults] = createSignal(IDLE)
    return { isShown: createResultsShown(isAsked, results), setAsked, setResults, dispose }
  })
}

test('the list stands until something is found, and is gone until the field is empty', () => {
  const { isShown, setAsked, setResults, dispose } = field()
  setResults(SEARCHING)
  setAsked(true)
  expect(isShown()).toBe(false)
  setResults({ ...SEARCHING, here: [HIT] })
  expect(isShown()).toBe(true)
  // Of other letters nothing has been found so far.
  setResults(SEARCHING)
  expect(isShown()).toBe(true)
  setAsked(false)
  expect(isShown()).toBe(false)
  dispose()
})

test('what is late is waited for where it will stand; what is not there is said at once', () => {
  const { isShown, setAsked, setResults, dispose } = field()
  setResults(SEARCHING)
  setAsked(true)
  vi.advanceTimersByTime(199)
  expect(isShown()).toBe(false)
  vi.advanceTimersByTime(1)
  expect(isShown()).toBe(true)
  setAsked(false)
  vi.advanceTimersByTime(1000)
  setAsked(true)
  expect(isShown()).toBe(false)
  setResults({ ...IDLE, server: 'unreachable' })
  expect(isShown()).toBe(true)
  dispose()
})
