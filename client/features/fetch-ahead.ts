/**
 * Fetches code before it is needed. Not without a network, unless the offline shell has it: a browser does not ask again for
 * a script it could not get, and what needs it would not open until the page is loaded anew.
 */
export function fetchAhead(load: () => Promise<unknown>): void {
  if (!navigator.onLine && !navigator.serviceWorker?.controller) return
  // Whoever needs it fetches it too, and tells what goes wrong.
  load().catch(() => undefined)
}
