/**
 * What is typed, on its way into the vault. An update that storage refuses waits here and goes with the next ones as
 * one row: whatever is stored later was made on it, and would be unreadable without it.
 */
import * as Y from 'yjs'

/** Wait before storage that refused a row is tried again. */
const RETRY_MS = 3000

/** An update, with the text before and after it. */
export interface Typed {
  readonly bytes: Uint8Array
  readonly before: string
  readonly after: string
}

export interface Keeper {
  keep(typed: Typed): void
}

export interface KeeperOptions {
  /** Settles when the row is durable. */
  write(typed: Typed): Promise<void>
  /** Told in the same turn what is not durable yet, all of it as one (DEV9); null: nothing. */
  onUnstored(unstored: Typed | null): void
}

export function createKeeper({ write, onUnstored }: KeeperOptions): Keeper {
  let leaving: Typed | null = null
  let waiting: Typed | null = null

  async function drain(): Promise<void> {
    while (waiting) {
      const taken = waiting
      leaving = taken
      waiting = null
      const isStored = await tryTo(() => write(taken))
      waiting = isStored ? waiting : together(taken, waiting)
      leaving = null
      if (isStored) onUnstored(waiting)
      else await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }

  return {
    keep(typed) {
      const isIdle = leaving === null && waiting === null
      waiting = together(waiting, typed)
      onUnstored(together(leaving, waiting))
      if (isIdle) void drain()
    },
  }
}

async function tryTo(write: () => Promise<void>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    console.error('What was typed cannot be stored and will be tried again', error)
    return false
  }
}

function together(first: Typed, then: Typed | null): Typed
function together(first: Typed | null, then: Typed): Typed
function together(first: Typed | null, then: Typed | null): Typed | null {
  if (!first || !then) return first ?? then
  return { bytes: Y.mergeUpdates([first.bytes, then.bytes]), before: first.before, after: then.after }
}
