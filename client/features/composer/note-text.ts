import { type Accessor, createSignal } from 'solid-js'
import type { Id } from '#shared/domain/id'

const keyOf = (dialogId: Id) => `okno.note.${dialogId}`

/** A note being written: kept for the tab, so that a reload or a look into another chat does not lose it. */
export function createNoteText(dialogId: Id): [Accessor<string>, (text: string) => void] {
  const [text, setText] = createSignal(sessionStorage.getItem(keyOf(dialogId)) ?? '')
  return [
    text,
    (next) => {
      setText(next)
      if (next) sessionStorage.setItem(keyOf(dialogId), next)
      else sessionStorage.removeItem(keyOf(dialogId))
    },
  ]
}
