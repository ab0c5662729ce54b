import { sharedDraftDocument } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { useAct } from '../act'
import { createFirstWords } from '../text/first-words'

/** Shares a draft with its first words. @returns whether all of it is on the device. */
export function createDraftSharer(): (dialogId: Id, text: string) => Promise<boolean> {
  const act = useAct()
  const write = createFirstWords()
  return async (dialogId, text) => {
    const draftId = newId()
    if (!(await act('draft.share', { dialogId, draftId }))) return false
    return text === '' || write(sharedDraftDocument(dialogId, draftId), text)
  }
}
