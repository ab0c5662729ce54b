/** Files chosen but not sent, by dialog. They outlive the composer: switching between chats loses nothing. */
import { createStore } from 'solid-js/store'
import type { Attachment } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'

const [chosen, setChosen] = createStore<Record<Id, readonly Attachment[]>>({})

export const attachmentsOf = (dialogId: Id): readonly Attachment[] => chosen[dialogId] ?? []

export function addAttachments(dialogId: Id, added: readonly Attachment[]): void {
  setChosen(dialogId, (before) => [...(before ?? []), ...added])
}

export function dropAttachment(dialogId: Id, id: Id): void {
  setChosen(dialogId, (before) => (before ?? []).filter((attachment) => attachment.id !== id))
}

/** @returns what was there. */
export function takeAttachments(dialogId: Id): readonly Attachment[] {
  const taken = attachmentsOf(dialogId)
  setChosen(dialogId, [])
  return taken
}
