/**
 * The offline shell. Precaches the app, answers every page of it from that cache, and keeps files of messages that
 * have been looked at. Data is not its business: the app holds that itself.
 */
import { cacheNames } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | { url: string; revision: string | null })[] }

/** Cleared by name at sign-out: see client/data. */
const FILES_CACHE = 'okno-files'

/** Names of files erased a moment ago: see client/sync/cached-files.ts. */
const ERASED_CACHE = 'okno-erased'
/** A file on its way when it was erased has arrived by then; later it may be permitted again. */
const ERASED_MS = 60 * 60 * 1000

/** About as much as a phone keeps without complaint, most of them small pictures; the oldest unread goes first. */
const MAX_FILES = 500
const FILE_LIFETIME_S = 30 * 24 * 60 * 60

/** A voice of some minutes; longer sounds are played from the server. */
const MAX_SOUND_BYTES = 4 * 1024 * 1024

/** Pages that are not the app: data, the visitors' widget, documents, the sample shop. */
const NOT_THE_APP = [/^\/api\//, /^\/widget/, /^\/yjs\//, /^\/sync/, /^\/demo/, /^\/health/, /^\/mail\//]

/**
 * Code of the version before. Tabs that still run it load parts of it when they are first needed, and neither the server
 * nor the precache has them any more.
 */
const BEFORE_CACHE = 'okno-before'

const MANIFEST = self.__WB_MANIFEST

self.addEventListener('install', (event) => event.waitUntil(keepBefore().catch((error: unknown) => console.error(error))))
precacheAndRoute(MANIFEST)
cleanupOutdatedCaches()
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await (await caches.open(BEFORE_CACHE)).match(request)) ?? fetch(request),
)
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: NOT_THE_APP }))

const files = new CacheFirst({
  cacheName: FILES_CACHE,
  plugins: [
    {
      cacheWillUpdate: async ({ request, response }) => (response.status === 200 && !(await isErased(request.url)) ? response : null),
      // Erased between the look and the writing.
      async cacheDidUpdate({ request }) {
        if (await isErased(request.url)) await (await caches.open(FILES_CACHE)).delete(request)
      },
    },
    new ExpirationPlugin({ maxEntries: MAX_FILES, maxAgeSeconds: FILE_LIFETIME_S, purgeOnQuotaError: true }),
  ],
})

// A file never changes under its id, nor a product's picture under its address. Partial answers to audio and video are not cached: they would pass for the whole.
registerRoute(
  ({ url, request, sameOrigin }) => sameOrigin && /^\/api\/(blobs|products)\//.test(url.pathname) && !request.headers.has('range'),
  files,
)

// Players ask for parts. A voice that was shown once is kept whole, and its parts are cut from that.
registerRoute(
  ({ url, request, sameOrigin }) => sameOrigin && url.pathname.startsWith('/api/blobs/') && request.destination === 'audio',
  async ({ request, event }) => {
    const whole = await (await caches.open(FILES_CACHE)).match(request.url)
    if (whole) return await partOf(whole, request.headers.get('range') ?? '')
    const response = await fetch(request)
    if (wholeBytes(response) <= MAX_SOUND_BYTES) event.waitUntil(files.handleAll({ request: new Request(request.url), event })[1])
    return response
  },
)

// The page asks for this once the operator has agreed to update.
self.addEventListener('message', (event) => {
  if (isSkipWaiting(event.data)) void self.skipWaiting()
})

// The very first visit is controlled at once, so that the app works offline without a reload.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

const isSkipWaiting = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING'

/** What lies in the precache now and is not of this version. */
async function keepBefore(): Promise<void> {
  const own = new Set(MANIFEST.map((entry) => pathOf(typeof entry === 'string' ? entry : entry.url)))
  await caches.delete(BEFORE_CACHE)
  const [before, precache] = await Promise.all([caches.open(BEFORE_CACHE), caches.open(cacheNames.precache)])
  for (const request of await precache.keys()) {
    const path = pathOf(request.url)
    const response = path.startsWith('/assets/') && !own.has(path) ? await precache.match(request) : undefined
    if (response) await before.put(path, response)
  }
}

const pathOf = (url: string): string => new URL(url, self.location.origin).pathname

const wholeBytes = (response: Response): number => Number(response.headers.get('content-range')?.split('/')[1] ?? Number.POSITIVE_INFINITY)

/** What a `Range` of one stretch asks for; all of it, which is always allowed, for any other. */
async function partOf(whole: Response, range: string): Promise<Response> {
  const bytes = await whole.blob()
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? []
  const from = Number(first)
  if (first === undefined || from >= bytes.size) return new Response(bytes, { headers: whole.headers })
  const to = Math.min(last ? Number(last) : bytes.size - 1, bytes.size - 1)
  const headers = new Headers(whole.headers)
  headers.set('content-range', `bytes ${from}-${to}/${bytes.size}`)
  headers.set('content-length', String(to - from + 1))
  return new Response(bytes.slice(from, to + 1, bytes.type), { status: 206, headers })
}

async function isErased(url: string): Promise<boolean> {
  const cache = await caches.open(ERASED_CACHE)
  const found = await cache.match(url)
  if (!found) return false
  if (Date.now() - Date.parse(found.headers.get('date') ?? '') < ERASED_MS) return true
  await cache.delete(url)
  return false
}
