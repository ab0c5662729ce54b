import { sharedDraftDocument } from '#shared/domain/document'
import { type Id, newId } from '#shared/domain/id'
import { useAct } from '../act'
import type { ReplyTarget } from '../composer/reply-target'
import { createFirstWords } from '../text/first-words'

/** Shares a draft with its first words, and what it answers. @returns whether all of it is on the device. */
export function createDraftSharer(): (dialogId: Id, text: string, target: Pick<ReplyTarget, 'replyTo' | 'way'>) => Promise<boolean> {
  const act = useAct()
  const write = createFirstWords()
  return async (dialogId, text, target) => {
    const draftId = newId()
    const way = target.way()
    const answered = { replyTo: target.replyTo()?.id ?? null, ...(way ? { way } : {}) }
    if (!(await act('draft.share', { dialogId, draftId, ...answered }))) return false
    return text === '' || write(sharedDraftDocument(dialogId, draftId), text)
  }
}
