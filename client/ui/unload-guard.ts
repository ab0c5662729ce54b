import { createEffect, onCleanup } from 'solid-js'

/** The browser asks before the page is loaded anew or closed while something on it is not saved. */
export function createUnloadGuard(isUnsaved: () => boolean | undefined): void {
  createEffect(() => {
    if (!isUnsaved()) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    onCleanup(() => window.removeEventListener('beforeunload', ask))
  })
}
