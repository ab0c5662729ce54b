import type { DialogQuery } from './contract'
import { follow } from './live'

export interface ExpectedList<T> {
  /** This list is likely to be asked for next, instead of the one before: it is read now, and again when it changes. */
  expect(query: DialogQuery | null): void
  /** What stands in it now; undefined: it was not expected, or is still being read. */
  found(query: DialogQuery): T | undefined
}

export function makeExpectedList<T>(read: (query: DialogQuery) => Promise<T>): ExpectedList<T> {
  let key = ''
  let found: T | undefined
  let stop = () => {}
  return {
    expect(query) {
      const next = query === null ? '' : keyOf(query)
      if (next === key) return
      stop()
      key = next
      found = undefined
      stop =
        query === null
          ? () => {}
          : follow(
              () => read(query),
              (listing) => {
                found = listing
              },
            )
    },
    found: (query) => (keyOf(query) === key ? found : undefined),
  }
}

const keyOf = (query: DialogQuery): string => JSON.stringify(query)
