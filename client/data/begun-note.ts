/**
 * A note being written: kept on the device until it is saved, so that no reload, closed window or look into another chat
 * loses it. Every tab shows the same: a note saved in one must not be saved again from another. It goes with its dialog
 * (EVC9), and signing out wipes it.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js'
import type { Id } from '#shared/domain/id'
import { moveKept } from './kept-in-tabs'
import type { Link } from './link'

/** See wipe.ts. */
export const NOTE_PREFIX = 'okno.note.'

const keyOf = (dialogId: Id) => NOTE_PREFIX + dialogId

export function createBegunNote(link: Pick<Link, 'listen'>, dialogId: Id): [Accessor<string>, (text: string) => void] {
  const key = keyOf(dialogId)
  let isErased = false
  const [text, setText] = createSignal(localStorage.getItem(key) ?? '')
  const onElsewhere = (event: StorageEvent) => event.key === key && setText(event.newValue ?? '')
  window.addEventListener('storage', onElsewhere)
  onCleanup(() => window.removeEventListener('storage', onElsewhere))
  onCleanup(
    link.listen((message) => {
      // From here on nothing is written for this field: a letter typed while the dialog goes would bring it back.
      if (message.t === 'erased' && message.dialogIds.includes(dialogId)) isErased = true
    }),
  )
  return [
    text,
    (next) => {
      setText(next)
      if (isErased) return
      try {
        if (next) localStorage.setItem(key, next)
        else localStorage.removeItem(key)
      } catch {
        // A full device: the words stay in the field.
      }
    },
  ]
}

/** Dialogs in which a note was begun here. */
export const begunNotes = (storage: Storage): readonly Id[] =>
  Object.keys(storage).flatMap((key) => (key.startsWith(NOTE_PREFIX) ? [key.slice(NOTE_PREFIX.length)] : []))

export const forgetBegunNote = (storage: Storage, dialogId: Id): void => storage.removeItem(keyOf(dialogId))

/** What is being written there already comes first. */
export function moveBegunNote(storage: Storage, from: Id, to: Id): void {
  const text = storage.getItem(keyOf(from))
  if (!text) return
  const there = storage.getItem(keyOf(to))
  moveKept(storage, keyOf(from), { key: keyOf(to), value: there ? `${there}\n${text}` : text })
}
