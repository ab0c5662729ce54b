import { sharedDraftDocument } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { useAct } from '../act'
import type { ReplyTarget } from '../composer/reply-target'
import { createFirstWords } from '../text/first-words'

/** Shares a draft with its first words, and what it answers. @returns whether all of it is on the device. */
export function createDraftSharer(): (row: DialogRow, text: string, target: Pick<ReplyTarget, 'replyTo' | 'way'>) => Promise<boolean> {
  const act = useAct()
  const write = createFirstWords()
  return async ({ id: dialogId, draftFiles }, text, target) => {
    const draftId = newId()
    const way = target.way()
    const answered = { replyTo: target.replyTo()?.id ?? null, ...(way ? { way } : {}) }
    if (!(await act('draft.share', { dialogId, draftId, files: draftFiles.length, ...answered }))) return false
    return text === '' || write(sharedDraftDocument(dialogId, draftId), text)
  }
}
