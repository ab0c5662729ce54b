import { liveQuery } from 'dexie'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'

/**
 * Dexie follows its zone through native awaits only in functions that are declared async: handed one that merely
 * returns a promise, it loses a transaction inside after a few awaits, which then commits too early.
 */
const observe = <T>(query: () => Promise<T>) => liveQuery(async () => await query())

/** A query that runs again when the rows it read change, in any tab. Undefined until its first answer. */
export function createLive<T>(query: () => Promise<T>): Accessor<T | undefined> {
  const [value, setValue] = createSignal<T>()
  const subscription = observe(query).subscribe({ next: (next) => setValue(() => next), error: report })
  onCleanup(() => subscription.unsubscribe())
  return value
}

/** The same for a query that depends on signals: `input` is tracked, `query` is not. */
export function createLiveOf<I, T>(input: Accessor<I>, query: (input: I) => Promise<T>, onNext: (value: T) => void): void {
  createEffect(
    on(input, (current) => {
      const subscription = observe(() => query(current)).subscribe({ next: onNext, error: report })
      onCleanup(() => subscription.unsubscribe())
    }),
  )
}

/** A live query that failed stays as it was; the cause belongs to the console, not to the operator. */
function report(error: unknown): void {
  console.error('A live query failed', error)
}
