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

/** @param write settles when the row is durable. */
export function createKeeper(write: (typed: Typed) => Promise<void>): Keeper {
  let unsaved: readonly [Typed, ...Typed[]] | null = null
  let isWriting = false

  async function drain(): Promise<void> {
    while (unsaved) {
      const taken = unsaved
      try {
        await write(asOne(taken))
        unsaved = without(unsaved, taken.length)
      } catch (error) {
        console.error('What was typed cannot be stored and will be tried again', error)
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  return {
    keep(typed) {
      unsaved = unsaved ? [...unsaved, typed] : [typed]
      if (isWriting) return
      isWriting = true
      void drain().finally(() => {
        isWriting = false
      })
    },
  }
}

function without([, ...rest]: readonly [Typed, ...Typed[]], count: number): readonly [Typed, ...Typed[]] | null {
  const [first, ...others] = rest.slice(count - 1)
  return first ? [first, ...others] : null
}

function asOne(typed: readonly [Typed, ...Typed[]]): Typed {
  const last = typed.at(-1) ?? typed[0]
  if (last === typed[0]) return last
  return { bytes: Y.mergeUpdates(typed.map(({ bytes }) => bytes)), before: typed[0].before, after: last.after }
}
