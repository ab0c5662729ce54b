/** What was written in a conversation begun here goes where its first message has gone: LANE2. */
import type { CommandArgs } from '#shared/commands/catalogue'
import { type StartArgs, startIds } from '#shared/commands/start'
import { type DocumentName, documentOwner, noteDocument, remarkDocument, sharedDraftDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { beginningsOf, isBeginning, isWrongGuess, placeOf } from '../data/begun-dialogs'
import { outboxRow } from '../data/outbox-row'
import type { Replica } from '../data/replica'
import type { OutboxRow, Vault } from '../data/vault'

interface Tables {
  readonly replica: Replica
  readonly vault: Vault
}

interface Person {
  readonly dialogId: Id
  readonly contactId: Id
}

/** For so long a tab may show the conversation under the name that was guessed, and write in it. Milliseconds. */
const REMEMBERED_MS = 7 * 24 * 60 * 60 * 1000

export const isRemembered = (row: OutboxRow, now: number): boolean => isWrongGuess(row) && now - row.createdAt <= REMEMBERED_MS

/** @param over commands whose effect is shown. @returns beginnings among them that are still of use: they stand elsewhere. */
export async function wrongGuesses({ replica }: Pick<Tables, 'replica'>, over: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
  const wrong: OutboxRow[] = []
  for (const row of over) {
    if (!isBeginning(row) || isWrongGuess(row)) continue
    const place = await placeOf(replica, row)
    if (place !== null && place !== row.dialogId) wrong.push({ ...row, files: [], seq: 0 })
  }
  return wrong
}

export async function moveToTheirPlaces({ replica, vault }: Tables): Promise<void> {
  for (const row of await vault.outbox.where('state').equals('done').filter(isWrongGuess).toArray()) {
    const dialog = await replica.dialogs.get((await placeOf(replica, row)) ?? '')
    if (dialog) await move(vault, startIds(row.args as StartArgs), { dialogId: dialog.id, contactId: dialog.contactId })
  }
}

async function move(vault: Vault, from: Person, to: Person): Promise<void> {
  await vault.transaction('rw', vault.outbox, vault.updates, vault.unsynced, async () => {
    for (const row of await vault.outbox.where('state').anyOf('waiting', 'refused').toArray()) {
      if (row.dialogId !== from.dialogId || isBeginning(row)) continue
      // Whatever is written in a dialog names it, and its person, so.
      const { args, lane, dialogId } = outboxRow(row.type, { ...(row.args as CommandArgs<typeof row.type>), ...to }, row.notBefore, row)
      await vault.outbox.put({ ...row, args, lane, dialogId })
    }
    for (const update of await vault.updates.toArray()) {
      const doc = movedDocument(update.doc, from, to)
      if (doc !== null) await vault.updates.update(update.id, { doc })
    }
    for (const text of await vault.unsynced.toArray()) {
      const doc = movedDocument(text.doc, from, to)
      if (doc === null) continue
      await vault.unsynced.delete([text.doc, text.lineage])
      await vault.unsynced.put({ ...text, doc })
    }
  })
}

/** Pure. @returns null: it is not one of the conversation, or its person's. */
function movedDocument(doc: DocumentName, from: Person, to: Person): DocumentName | null {
  const owner = documentOwner(doc)
  if (owner.kind === 'remark')
    return owner.contactId === from.contactId && to.contactId !== from.contactId ? remarkDocument(to.contactId) : null
  if (owner.dialogId !== from.dialogId) return null
  return owner.kind === 'note' ? noteDocument(to.dialogId, owner.itemId) : sharedDraftDocument(to.dialogId, owner.draftId)
}

/** Documents of conversations that have not begun yet, and of their persons: the server knows nothing of them. */
export function isDocumentBegun(rows: readonly OutboxRow[], held: ReadonlySet<Id>): (doc: DocumentName) => boolean {
  const beginnings = beginningsOf(rows, held)
  const contacts = new Set(
    rows
      .filter((row) => isBeginning(row) && beginnings.get(row.dialogId) === 'coming')
      .map(({ args }) => startIds(args as StartArgs).contactId),
  )
  return (doc) => {
    const owner = documentOwner(doc)
    return owner.kind === 'remark' ? !contacts.has(owner.contactId) : beginnings.get(owner.dialogId) !== 'coming'
  }
}
