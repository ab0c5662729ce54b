/**
 * The operator's drafts where they write. They change with every letter and are followed by themselves: whoever shows a
 * dialog lays them over its row, which need not be read for them.
 */
import type { Accessor } from 'solid-js'
import { draftId } from '#shared/domain/draft'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from './contract'
import { createLiveAround } from './live'
import { lookAtDraftsAlone, type Store } from './view'

export type DraftFacts = Pick<DialogRow, 'draft' | 'draftFiles'>

/** By dialog: of those that were written in since the start. Of the others the stored draft is the draft. */
export type OwnDrafts = ReadonlyMap<Id, DraftFacts>

/** @returns undefined until it is known. */
export function createDrafts(store: Store): Accessor<OwnDrafts | undefined> {
  // Once followed here, always here: a draft that is in force would be told by its row a moment later.
  const followed = new Set<Id>()
  return createLiveAround(() => readDrafts(store, followed))
}

/** @param followed grows by the dialogs that are written in. */
export async function readDrafts(store: Store, followed: Set<Id>): Promise<OwnDrafts> {
  return lookAtDraftsAlone(store, async ({ overlay }) => {
    for (const { dialogId } of overlay.all('draft')) followed.add(dialogId)
    const dialogIds = [...followed]
    const ids = dialogIds.map((dialogId) => draftId(store.actor().operatorId, dialogId))
    const stored = ids.length > 0 ? await store.replica.drafts.bulkGet(ids) : []
    return new Map(
      dialogIds.map((dialogId, index) => {
        const draft = overlay.get('draft', ids[index] ?? '') ?? stored[index]
        return [dialogId, { draft: draft?.text ?? '', draftFiles: draft?.attachments ?? [] }]
      }),
    )
  })
}

export const withDraft = <T extends DialogRow | null | undefined>(row: T, drafts: OwnDrafts | undefined): T =>
  row ? { ...row, ...drafts?.get(row.id) } : row
