/** Files of the message being written, kept with its draft: one command for each, over the vault's bytes. */
import type { Attachment } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'
import { addRow, outboxRow } from './outbox-row'
import type { OutboxRow, Vault } from './vault'
import type { Store } from './view'

type FilesStore = Pick<Store, 'vault' | 'actor'>

export async function attachToDraft(store: FilesStore, dialogId: Id, attachments: readonly Attachment[]): Promise<void> {
  const operatorId = store.actor().operatorId
  await tell(
    store.vault,
    attachments.map((attachment) => outboxRow('draft.attach', { operatorId, dialogId, attachment }, 0)),
  )
}

export async function detachFromDraft(store: FilesStore, dialogId: Id, ids: readonly Id[]): Promise<void> {
  const operatorId = store.actor().operatorId
  await tell(
    store.vault,
    ids.map((fileId) => outboxRow('draft.detach', { operatorId, dialogId, fileId }, 0)),
  )
}

/** The last word about a file replaces what waits. It goes even when nothing seems to have left: that may just be leaving. */
async function tell(vault: Vault, rows: readonly Omit<OutboxRow, 'n'>[]): Promise<void> {
  await vault.transaction('rw', vault.files, vault.outbox, async () => {
    for (const row of rows) {
      const ofFile = vault.outbox.where('lane').equals(row.lane)
      await ofFile.and(({ state }) => state === 'waiting').delete()
      await addRow(vault, row)
    }
  })
}
