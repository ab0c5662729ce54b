/** A browser's storage that fails at the worst moment: no space left, or a transaction that the browser gives up. */
import Dexie, { type DBCore, type Middleware } from 'dexie'

export interface StorageFaults {
  /** Asked at every write. */
  next: () => 'none' | 'quota' | 'abort'
}

export const faultyStorage = (faults: StorageFaults): Middleware<DBCore> => ({
  stack: 'dbcore',
  name: 'faults',
  create: (core) => ({
    ...core,
    table(name) {
      const table = core.table(name)
      return {
        ...table,
        mutate(request) {
          switch (faults.next()) {
            case 'quota':
              return Dexie.Promise.reject(new DOMException('No space', 'QuotaExceededError')) as ReturnType<typeof table.mutate>
            case 'abort': {
              const written = table.mutate(request)
              ;(request.trans as unknown as IDBTransaction).abort()
              return written
            }
            default:
              return table.mutate(request)
          }
        },
      }
    },
  }),
})
