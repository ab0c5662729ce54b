import { noteDocument } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { useAct } from '../act'
import { createFirstWords } from '../text/first-words'

/** Puts a note with its first text into a dialog. @returns the note's id once all of it is on the device, otherwise null. */
export function createNoteWriter(): (dialogId: Id, text: string) => Promise<Id | null> {
  const act = useAct()
  const write = createFirstWords()
  return async (dialogId, text) => {
    const itemId = newId()
    if (!(await act('note.create', { dialogId, itemId }))) return null
    return (await write(noteDocument(dialogId, itemId), text)) ? itemId : null
  }
}
