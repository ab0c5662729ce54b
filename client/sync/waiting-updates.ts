/** Document updates that may leave now, those of another lineage brought over to the one of now (LIN3). */
import type { CommandArgs } from '#shared/commands/catalogue'
import { sharedDraftDocument } from '#shared/domain/document'
import { heldBeginnings } from '../data/begun-dialogs'
import { rebase } from '../data/held-document'
import type { Replica } from '../data/replica'
import type { LocalUpdate, Vault } from '../data/vault'
import { isDocumentBegun } from './begun-moves'

export async function waitingUpdates(tables: { replica: Replica; vault: Vault }): Promise<readonly LocalUpdate[]> {
  const { vault } = tables
  const waiting = async () => (await vault.updates.toArray()).filter(({ state }) => state === 'waiting')
  const found = await waiting()
  const withLineage = new Set(found.filter(({ lineage }) => Boolean(lineage)).map(({ doc }) => doc))
  let isMoved = false
  for (const doc of withLineage) isMoved = (await rebase(tables, doc)) || isMoved
  const ready = isMoved ? await waiting() : found
  if (ready.length === 0) return []
  const early = await draftsBeingShared(vault, ready)
  const commands = await vault.outbox.orderBy('n').toArray()
  const isBegun = isDocumentBegun(commands, await heldBeginnings(tables.replica, commands))
  return ready.filter(({ doc }) => !early.has(doc) && isBegun(doc))
}

/** The text of a shared draft would be refused before the server knows of the draft. */
async function draftsBeingShared(vault: Vault, updates: readonly LocalUpdate[]): Promise<ReadonlySet<string>> {
  if (!updates.some(({ doc }) => doc.startsWith('draft.'))) return new Set()
  const commands = await vault.outbox.where('state').anyOf('waiting', 'sent').toArray()
  // Parsed by the command's schema when it was stored.
  const shares = commands.flatMap(({ type, args }) => (type === 'draft.share' ? [args as CommandArgs<'draft.share'>] : []))
  return new Set(shares.map(({ dialogId, draftId }) => sharedDraftDocument(dialogId, draftId)))
}
