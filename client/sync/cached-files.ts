import type { Id } from '#shared/domain/id'

/** Where the service worker keeps files of messages; the same name stands in client/sw. */
const FILES_CACHE = 'okno-files'

/** Takes files out of the service worker's hands. */
export async function forgetCachedFiles(files: readonly Id[] | 'all'): Promise<void> {
  if (!('caches' in self)) return
  if (files === 'all') {
    await caches.delete(FILES_CACHE)
    return
  }
  const cache = await caches.open(FILES_CACHE)
  for (const id of files) await cache.delete(`/api/blobs/${id}`)
}
