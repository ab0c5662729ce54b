import { useBeforeLeave } from '@solidjs/router'
import { createEffect, createSignal } from 'solid-js'
import { createUnloadGuard } from '../ui/unload-guard'

export interface LeaveGuard {
  /** Somebody wants to go elsewhere, and has not said yet whether what is unsaved may be lost. */
  isAsking(): boolean
  /** Wants it, by a button of the app's own. */
  ask(go: () => void): void
  leave(): void
  stay(): void
}

/** Whoever goes to another page of the app while something here is not saved is asked first; the browser asks of a reload. */
export function createLeaveGuard(isUnsaved: () => boolean): LeaveGuard {
  const [held, setHeld] = createSignal<{ go(): void } | null>(null)
  createUnloadGuard(isUnsaved)
  useBeforeLeave((event) => {
    if (!isUnsaved() || event.defaultPrevented) return
    event.preventDefault()
    setHeld({ go: () => event.retry(true) })
  })
  createEffect(() => {
    if (!isUnsaved()) setHeld(null)
  })
  return {
    isAsking: () => held() !== null,
    ask: (go) => setHeld({ go }),
    leave: () => held()?.go(),
    stay: () => setHeld(null),
  }
}
