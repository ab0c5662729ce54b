/** What is kept in the browser's storage, the same in every tab. */

/** The browser tells the others. */
export const tellThisTab = (key: string, newValue: string | null): boolean =>
  window.dispatchEvent(new StorageEvent('storage', { key, newValue }))

/** On a device that is full it stays where it was. */
export function moveKept(storage: Storage, from: string, to: { readonly key: string; readonly value: string }): void {
  try {
    storage.setItem(to.key, to.value)
  } catch {
    return
  }
  storage.removeItem(from)
  tellThisTab(to.key, to.value)
  tellThisTab(from, null)
}
