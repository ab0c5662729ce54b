import * as v from 'valibot'
import type { Outgoing } from './outgoing'

/** Messages that wait, with their files: they outlive the page, the browser and the server's worst day. */
export interface Outbox {
  load(): Promise<Outgoing[]>
  keep(message: Outgoing): Promise<void>
  forget(id: string): Promise<void>
}

const DATABASE = 'okno-widget'
const STORE = 'outgoing'

const KeptFile = v.object({
  id: v.string(),
  name: v.string(),
  mime: v.string(),
  size: v.number(),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  blob: v.instance(Blob),
})
const KeptMessage = v.object({ id: v.string(), channelId: v.string(), text: v.string(), at: v.number(), files: v.array(KeptFile) })

/** Where IndexedDB is blocked nothing is kept, and the conversation goes on from memory. */
export function openOutbox(channelId: string, factory: IDBFactory = indexedDB): Outbox {
  const database = open(factory).catch(() => null)
  async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
    const db = await database
    return db && settled(act(db.transaction(STORE, mode).objectStore(STORE)))
  }
  return {
    async load() {
      const rows = (await run('readonly', (store) => store.getAll())) ?? []
      return rows.flatMap((row) => restore(row, channelId) ?? []).sort((one, other) => one.at - other.at)
    },
    async keep({ id, text, at, files }) {
      const kept = files.map(({ stage, progress, ...file }) => file)
      await run('readwrite', (store) => store.put({ id, channelId, text, at, files: kept }))
    },
    async forget(id) {
      await run('readwrite', (store) => store.delete(id))
    },
  }
}

function restore(row: unknown, channelId: string): Outgoing | null {
  const parsed = v.safeParse(KeptMessage, row)
  if (!parsed.success || parsed.output.channelId !== channelId) return null
  const { id, text, at, files } = parsed.output
  return { id, text, at, stage: 'waiting', files: files.map((file) => ({ ...file, stage: 'waiting', progress: 0 })) }
}

async function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' })
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
