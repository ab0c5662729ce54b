import type { Page } from '@playwright/test'

/** Every row of every database, everything in caches and files, as text: a raw look past all our own code. */
export function held(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const found: string[] = [document.title, JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    const readable = async (value: unknown): Promise<unknown> => {
      if (value instanceof Blob) return value.text()
      if (value instanceof Uint8Array) return new TextDecoder().decode(value)
      if (Array.isArray(value)) return Promise.all(value.map(readable))
      if (typeof value !== 'object' || value === null) return value
      const entries = Object.entries(value).map(async ([key, each]) => [key, await readable(each)] as const)
      return Object.fromEntries(await Promise.all(entries))
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await settled(indexedDB.open(name ?? ''))
      for (const table of db.objectStoreNames) {
        const rows = await settled(db.transaction(table).objectStore(table).getAll())
        const keys = await settled(db.transaction(table).objectStore(table).getAllKeys())
        found.push(`${name}/${table}: ${JSON.stringify([keys, await readable(rows)])}`)
      }
      db.close()
    }
    for (const key of await caches.keys()) {
      const cache = await caches.open(key)
      for (const request of await cache.keys())
        if (request.url.includes('/api/')) found.push(`${key}: ${request.url} ${await (await cache.match(request))?.text()}`)
    }
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const [name, entry] of (folder as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> }).entries()) {
        found.push(`file ${name}`)
        if (entry instanceof FileSystemDirectoryHandle) await walk(entry)
        else if (entry instanceof FileSystemFileHandle) found.push(await (await entry.getFile()).text())
      }
    }
    await walk(await navigator.storage.getDirectory())
    const registration = await navigator.serviceWorker.getRegistration()
    for (const { title, body } of (await registration?.getNotifications()) ?? []) found.push(`notification ${title} ${body}`)
    return found.join('\n')
  })
}
