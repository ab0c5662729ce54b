/** A device whose storage takes its time. */
import type { Page } from '@playwright/test'

/**
 * From here on nothing that this page stores is told to be stored. What has been told before stays.
 * @returns tells it, and lets storage be as fast as it is.
 */
export async function holdStorage(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(() => {
    const usual = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete') ?? {}
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
      configurable: true,
      set(this: IDBTransaction, tell: (event: Event) => void) {
        this.addEventListener(
          'complete',
          (event) => void (this.mode === 'readwrite' ? released : Promise.resolve()).then(() => tell(event)),
        )
      },
    })
    return () => {
      Object.defineProperty(IDBTransaction.prototype, 'oncomplete', usual)
      release()
    }
  })
  return () => held.evaluate((release) => release())
}
