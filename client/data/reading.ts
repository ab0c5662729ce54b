/**
 * Reads that come one after another, in one transaction for as long as it lasts. Dexie begins one for each, follows its zone
 * through it and waits for its end; where an answer takes five reads, that is half of the time. Live queries know nothing of it.
 */
import type { Table } from 'dexie'
import type { Replica } from './replica'

/** A table by its name, and what its rows and keys are. */
type Of<T, K> = Pick<Table<T, K>, 'name' | 'get'>

export interface Reading {
  /** In the order of the keys; undefined where there is none. */
  bulkGet<T, K>(table: Of<T, K>, keys: readonly K[]): Promise<readonly (T | undefined)[]>
  /** Those under each of the keys of an index. */
  under<T, K>(table: Of<T, K>, index: string, keys: readonly IDBValidKey[]): Promise<readonly T[]>
  /** A stretch of the primary key, both ends with it. */
  between<T, K>(table: Of<T, K>, lower: K, upper: K): Promise<readonly T[]>
}

/** @param tables whatever will be read. */
export function makeReading(replica: Replica, tables: readonly { readonly name: string }[]): Reading {
  const names = tables.map(({ name }) => name)
  let current: IDBTransaction | null = null

  async function ask<R>(name: string, requestsOf: (store: IDBObjectStore) => readonly IDBRequest<R>[]): Promise<readonly R[]> {
    // Dexie knows whether they may be opened.
    if (!replica.isOpen()) await replica.transaction('r', replica.position, async () => undefined)
    const begin = () => {
      current = replica.backendDB().transaction(names)
      return current
    }
    try {
      return await answersOf(requestsOf((current ?? begin()).objectStore(name)))
    } catch (error) {
      // Nothing was asked of it for a moment, and it has ended.
      if (!isOver(error)) throw error
      return answersOf(requestsOf(begin().objectStore(name)))
    }
  }

  return {
    bulkGet: ({ name }, keys) => ask(name, (store) => keys.map((key) => store.get(key as IDBValidKey))),
    async under({ name }, index, keys) {
      return (await ask(name, (store) => keys.map((key) => store.index(index).getAll(key)))).flat()
    },
    async between({ name }, lower, upper) {
      return (await ask(name, (store) => [store.getAll(replica.keyRange.bound(lower, upper))])).flat()
    },
  }
}

const isOver = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'TransactionInactiveError' || error.name === 'InvalidStateError')

/** They are answered in order: the last one's answer, or failure, is that of all. */
function answersOf<R>(requests: readonly IDBRequest<R>[]): Promise<readonly R[]> {
  const last = requests.at(-1)
  if (!last) return Promise.resolve([])
  return new Promise((resolve, reject) => {
    last.onsuccess = () => resolve(requests.map(({ result }) => result))
    last.onerror = () => reject(last.error)
  })
}
