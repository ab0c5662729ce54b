import { liveQuery } from 'dexie'
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { answered, firstAnswer } from './first-answer'
import { keepSame } from './keep-same'

/**
 * Dexie follows its zone through native awaits only in functions that are declared async: handed one that merely
 * returns a promise, it loses a transaction inside after a few awaits, which then commits too early.
 */
const observe = <T>(query: () => Promise<T>) => liveQuery(async () => await query())

/** A query that runs again when the rows it read change, in any tab. Undefined until its first answer. */
export function createLive<T>(query: () => Promise<T>): Accessor<T | undefined> {
  const [value, setValue] = createSignal<T>()
  onCleanup(follow(query, (next) => setValue((before) => keepSame(before, next))))
  return value
}

/** The same about what stands around the page: at the start of a tab what the page itself asks goes first. */
export function createLiveAround<T>(query: () => Promise<T>): Accessor<T | undefined> {
  const [value, setValue] = createSignal<T>()
  let isOver = false
  let stop = () => {}
  void firstAnswer().then(() => {
    if (!isOver) stop = follow(query, (next) => setValue((before) => keepSame(before, next)))
  })
  onCleanup(() => {
    isOver = true
    stop()
  })
  return value
}

/** The same for a query of a page that depends on signals: `input` is tracked, `query` is not. */
export function createLiveBy<I, T>(input: Accessor<I>, query: (input: I) => Promise<T>): Accessor<T | undefined> {
  const [value, setValue] = createSignal<T>()
  createLiveOf(input, query, (next) => setValue((before) => keepSame(before, next)))
  return value
}

/** The same, its answers told instead of kept. */
export function createLiveOf<I, T>(input: Accessor<I>, query: (input: I) => Promise<T>, onNext: (value: T) => void): void {
  createEffect(
    on(input, (current) => {
      const show = (value: T) => {
        onNext(value)
        answered()
      }
      onCleanup(follow(() => query(current), show))
    }),
  )
}

/** @returns what the query answered last; before its first answer that is waited for. */
export function createLatest<T>(query: () => Promise<T>): () => Promise<T> {
  let resolve: (value: T) => void
  let latest = new Promise<T>((done) => {
    resolve = done
  })
  onCleanup(
    follow(query, (value) => {
      resolve(value)
      latest = Promise.resolve(value)
    }),
  )
  return () => latest
}

/** Milliseconds. A handle that the browser has closed is open again by then. */
const RETRY_MS = 1000

/**
 * A live query that fails is over for Dexie; here it stays as it was and is begun again (DEV1).
 * @returns the way to stop.
 */
export function follow<T>(query: () => Promise<T>, onNext: (value: T) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let subscription = begin()
  function begin() {
    return observe(query).subscribe({
      next: onNext,
      error(error: unknown) {
        // The cause belongs to the console, not to the operator.
        console.error('A live query failed', error)
        timer = setTimeout(() => {
          subscription = begin()
        }, RETRY_MS)
      },
    })
  }
  return () => {
    clearTimeout(timer)
    subscription.unsubscribe()
  }
}
