/**
 * Registers the service worker, by which the app opens without a network. A new version waits until somebody agrees:
 * a reload in the middle of a sentence is worse than an old version for an hour.
 */

/** A window may stay open for weeks; the browser itself looks for a new version only when a page is opened. */
const LOOK_EVERY_MS = 60 * 60 * 1000

/** @param onUpdate this page is of the version before; `apply` reloads into the new one. Called once. */
export async function startOfflineShell(onUpdate: (apply: () => void) => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const container = navigator.serviceWorker
  // Without a controller it is the first version, which there is nothing to reload from.
  let isControlled = container.controller !== null
  let isAgreed = false
  let isOffered = false
  const registration = await container.register('/service-worker.js')
  setInterval(() => void registration.update().catch(ignoreNoNetwork), LOOK_EVERY_MS)

  function apply(): void {
    isAgreed = true
    const { waiting } = registration
    if (waiting) waiting.postMessage({ type: 'SKIP_WAITING' })
    // Another tab has agreed before: the new version is there already.
    else location.reload()
  }
  function offer(): void {
    if (isOffered) return
    isOffered = true
    onUpdate(apply)
  }
  function watch(coming: ServiceWorker | null): void {
    coming?.addEventListener('statechange', () => coming.state === 'installed' && container.controller && offer())
  }

  container.addEventListener('controllerchange', () => {
    if (isAgreed) location.reload()
    else if (isControlled) offer()
    isControlled = true
  })
  // The page has just been opened, so nobody is in the middle of anything: this is how a plain reload updates.
  if (registration.waiting && isControlled) return apply()
  watch(registration.installing)
  registration.addEventListener('updatefound', () => watch(registration.installing))
}

/** Looked for again in an hour. */
const ignoreNoNetwork = (): void => undefined
