import { onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { useData } from '../data-context'

/** Milliseconds after the last key until one is no longer typing. */
const STILL_MS = 4000
/** Others are told again this often. */
const REPEAT_MS = 2000

/** @returns to be called at each key; `stop` when the text has gone. */
export function createTyping(dialogId: Id): { key(): void; stop(): void } {
  const data = useData()
  let toldAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    // Whoever has gone to another window is told of as away, and stays so.
    if (toldAt > 0 && document.visibilityState === 'visible') data.setPresence(dialogId, 'viewing')
    toldAt = 0
  }
  onCleanup(() => clearTimeout(timer))
  return {
    key() {
      clearTimeout(timer)
      timer = setTimeout(stop, STILL_MS)
      if (Date.now() - toldAt < REPEAT_MS) return
      toldAt = Date.now()
      data.setPresence(dialogId, 'typing')
    },
    stop,
  }
}
