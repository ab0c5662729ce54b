import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'

const keyOf = (dialogId: Id) => `okno.note.${dialogId}`

/**
 * A note being written: kept on the device until it is saved, so that no reload, closed window or look into another chat
 * loses it. Every tab shows the same: a note saved in one must not be saved again from another. Signing out wipes it.
 */
export function createNoteText(dialogId: Id): [Accessor<string>, (text: string) => void] {
  const key = keyOf(dialogId)
  const [text, setText] = createSignal(localStorage.getItem(key) ?? '')
  const onElsewhere = (event: StorageEvent) => event.key === key && setText(event.newValue ?? '')
  window.addEventListener('storage', onElsewhere)
  onCleanup(() => window.removeEventListener('storage', onElsewhere))
  return [
    text,
    (next) => {
      setText(next)
      try {
        if (next) localStorage.setItem(key, next)
        else localStorage.removeItem(key)
      } catch {
        // A full device: the words stay in the field.
      }
    },
  ]
}
