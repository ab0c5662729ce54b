/**
 * Registers the service worker, by which the app opens without a network. A new version waits until somebody agrees:
 * a reload in the middle of a sentence is worse than an old version for an hour.
 */

/** A window may stay open for weeks; the browser itself looks for a new version only when a page is opened. */
const LOOK_EVERY_MS = 60 * 60 * 1000

/** @param onUpdate a new version is ready; `apply` reloads into it. */
export async function startOfflineShell(onUpdate: (apply: () => void) => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const registration = await navigator.serviceWorker.register('/service-worker.js')
  setInterval(() => void registration.update().catch(ignoreNoNetwork), LOOK_EVERY_MS)

  // The page has just been opened, so nobody is in the middle of anything: this is how a plain reload updates.
  if (registration.waiting && navigator.serviceWorker.controller) return activate(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing
    coming?.addEventListener('statechange', () => {
      // Without a controller it is the first version, which there is nothing to reload from.
      if (coming.state === 'installed' && navigator.serviceWorker.controller) onUpdate(() => activate(coming))
    })
  })
}

function activate(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.postMessage({ type: 'SKIP_WAITING' })
}

/** Looked for again in an hour. */
const ignoreNoNetwork = (): void => undefined
