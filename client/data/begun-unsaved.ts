/** LANE2 A note and edits that are being written in a conversation begun here are in no table: a tab, which alone reaches them, moves them. */
import type { Id } from '#shared/domain/id'
import { begunElsewhere } from './begun-dialogs'
import { begunEdits, moveBegunEdits } from './begun-edit'
import { begunNotes, moveBegunNote } from './begun-note'
import type { Replica } from './replica'
import type { Vault } from './vault'

interface Tables {
  readonly replica: Replica
  readonly vault: Vault
}

export async function moveUnsaved(tables: Tables, storage: Storage): Promise<void> {
  const begun = new Set([...begunNotes(storage), ...begunEdits(storage)])
  for (const dialogId of begun) await moveUnsavedOf(tables, storage, dialogId)
}

/** @returns where the conversation stands that was begun here under this id; null: there, or not known. */
export async function moveUnsavedOf(tables: Tables, storage: Storage, dialogId: Id): Promise<Id | null> {
  const place = await begunElsewhere(tables, dialogId)
  if (place === null) return null
  moveBegunNote(storage, dialogId, place)
  moveBegunEdits(storage, dialogId, place)
  return place
}
