import { createEffect, createRoot, untrack } from 'solid-js'
import { noteDocument } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { useAct } from '../act'
import { useData } from '../data-context'

/** Longest wait for a new, empty document to open. It is made on the device, so this is far beyond anything normal. */
const OPEN_LIMIT_MS = 10_000

/** Puts a note with its first text into a dialog. @returns the note's id once all of it is on the device, otherwise null. */
export function createNoteWriter(): (dialogId: Id, text: string) => Promise<Id | null> {
  const data = useData()
  const act = useAct()
  return async (dialogId, text) => {
    const itemId = newId()
    if (!(await act('note.create', { dialogId, itemId }))) return null
    return createRoot((dispose) => {
      const document = data.createSharedText(() => noteDocument(dialogId, itemId))
      return new Promise<Id | null>((resolve) => {
        const end = (isWritten: boolean) => {
          clearTimeout(timer)
          resolve(isWritten ? itemId : null)
          // After the current turn: the card in the timeline opens the same document meanwhile.
          setTimeout(dispose, 1000)
        }
        const timer = setTimeout(() => end(false), OPEN_LIMIT_MS)
        createEffect(() => {
          if (document.isLoading()) return
          if (untrack(document.text) === '') document.splice(0, 0, text)
          end(true)
        })
      })
    })
  }
}
