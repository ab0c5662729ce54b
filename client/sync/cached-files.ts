import type { Id } from '#shared/domain/id'

/** Where the service worker keeps files of messages; the same names stand in client/sw and client/data/wipe.ts. */
const FILES_CACHE = 'okno-files'
/** Names of files that were erased a moment ago: one that is just arriving is not to be kept again (EVC4). */
const ERASED_CACHE = 'okno-erased'

/** Takes files out of the service worker's hands. */
export async function forgetCachedFiles(files: readonly Id[] | 'all'): Promise<void> {
  if (!('caches' in self)) return
  if (files === 'all') {
    await caches.delete(FILES_CACHE)
    return
  }
  const [kept, erased] = [await caches.open(FILES_CACHE), await caches.open(ERASED_CACHE)]
  const headers = { date: new Date().toUTCString() }
  for (const id of files)
    for (const path of [`/api/blobs/${id}`, `/api/blobs/${id}/small`, `/api/blobs/${id}/wave`]) {
      // The name first: whatever arrives between is looked at once more after it was put.
      await erased.put(path, new Response(null, { headers }))
      await kept.delete(path)
    }
}
