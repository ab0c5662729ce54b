/**
 * The top of the list as somebody left it, outside the tables.
 *
 * DEV10 The next page shows it with its first frame, and reads meanwhile. It is written by a page that goes out of sight, taken
 * once by the one that comes, and struck out by whatever changes the list or comes into sight: nothing stays in it that has
 * left the tables.
 */
import { type Accessor, createComputed, on, onCleanup, untrack } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogQuery } from './contract'
import type { Listing } from './listing'

/** See wipe.ts. */
export const LEFT_LIST_PREFIX = 'okno.left-list.'

export interface LeftListSlip {
  /** What was left of this list. It is there no more. */
  take(query: DialogQuery): Listing | null
  write(query: DialogQuery, left: Listing): void
  strikeOut(): void
}

export interface LeftListOptions {
  readonly operatorId: Id
  readonly storage: Storage
  /** What was written by another build may look otherwise, and is not shown. */
  readonly build: string
}

export function makeLeftListSlip({ operatorId, storage, build }: LeftListOptions): LeftListSlip {
  const key = LEFT_LIST_PREFIX + operatorId
  const strikeOut = () => storage.removeItem(key)
  const stampOf = (query: DialogQuery) => `${build} ${JSON.stringify(query)}\n`
  return {
    take(query) {
      const text = storage.getItem(key)
      strikeOut()
      const stamp = stampOf(query)
      // Nobody else writes under this name.
      return text?.startsWith(stamp) ? (JSON.parse(text.slice(stamp.length)) as Listing) : null
    },
    write(query, left) {
      try {
        storage.setItem(key, stampOf(query) + JSON.stringify(left))
      } catch {
        // Its five megabytes are full, or it is switched off: the next page waits for the tables.
        strikeOut()
      }
    },
    strikeOut,
  }
}

/**
 * Leaves the list for the next page. Needs a Solid owner.
 * @param list what is in sight, and what it answers; null: nothing that could be left.
 * @param mayStay whether anything of this operator may stay outside the tables.
 */
export function createLeaving(
  slip: LeftListSlip,
  list: Accessor<{ readonly query: DialogQuery; readonly left: Listing } | null>,
  mayStay: () => boolean,
): void {
  const leave = () => {
    const now = untrack(list)
    if (now && mayStay()) slip.write(now.query, now.left)
    else slip.strikeOut()
  }
  const follow = () => (document.hidden ? leave() : slip.strikeOut())
  document.addEventListener('visibilitychange', follow)
  addEventListener('pagehide', leave)
  createComputed(on(list, slip.strikeOut, { defer: true }))
  onCleanup(() => {
    document.removeEventListener('visibilitychange', follow)
    removeEventListener('pagehide', leave)
    slip.strikeOut()
  })
}
