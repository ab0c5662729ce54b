/** What the operator does becomes a row of the vault: durable before anything is shown or sent. */
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import { draftId, mergeDraft } from '#shared/domain/draft'
import type { Id } from '#shared/domain/id'
import type { AnyCommand } from './contract'
import { detachFromDraft } from './draft-files'
import { addRow, outboxRow } from './outbox-row'
import { isPending } from './overlay'
import { readPosition } from './replica'
import type { Sending } from './sending'
import type { OutboxRow, Vault } from './vault'
import type { Store } from './view'

/** Typing that pauses this long is worth sending to the operator's other devices. Milliseconds. */
export const DRAFT_PAUSE_MS = 700

/** @returns the command's id once it is durable. @throws InvalidCommand */
export async function act<T extends CommandType>({ vault }: Pick<Store, 'vault'>, type: T, args: CommandArgs<T>): Promise<Id> {
  const row = outboxRow(type, args, 0)
  await addRow(vault, row)
  return row.id
}

/** Stores them together: all are durable, or none. @throws InvalidCommand */
export async function actAll({ vault }: Pick<Store, 'vault'>, commands: readonly AnyCommand[]): Promise<void> {
  await vault.outbox.bulkAdd(commands.map(({ type, args }) => outboxRow(type, args, 0)))
}

/**
 * Stores a reply, and with it the end of the draft that it was made of: whoever closes the tab now finds both or neither.
 * A reply that is stored already changes nothing.
 * @throws InvalidCommand
 */
export async function send(store: Store, { args, draft, ...made }: Sending): Promise<void> {
  const { vault, actor } = store
  const { dialogId, attachments } = args
  const row = outboxRow('message.send', args, 0, made)
  await vault.transaction('rw', vault.files, vault.outbox, async () => {
    if ((await vault.outbox.where('id').equals(row.id).count()) > 0) return
    await addRow(vault, row)
    const fileIds = attachments.map(({ id }) => id)
    await detachFromDraft(store, dialogId, fileIds)
    const rows = await draftRows(vault, dialogId)
    const replaced = rows.filter(({ state }) => state === 'waiting')
    await vault.outbox.bulkDelete(replaced.map(({ n }) => n))
    // What other devices were told last; it need not be asked of the replica.
    const [first] = replaced
    const told = rows.findLast(({ state }) => state === 'sent' || state === 'done')
    const base = first ? draftArgs(first).base : told ? draftArgs(told).text : draft
    if (base !== '') await vault.outbox.add(outboxRow('draft.set', { operatorId: actor().operatorId, dialogId, text: '', base }, 0))
  })
}

/**
 * Keeps what stands in the field. Only the newest text of a dialog waits: an edit replaces the one before it that has
 * not left. `base` is the draft that the text was made from: what another device has made of it meanwhile is kept too.
 * Without it the text replaces whatever the draft is now.
 */
export async function saveDraft(store: Store, dialogId: Id, text: string, base?: string): Promise<void> {
  while (!(await tryToSaveDraft(store, { dialogId, text, base })));
}

/** @returns false when the outbox has moved while the replica was read: no transaction spans both. */
async function tryToSaveDraft(
  { vault, replica, actor }: Store,
  { dialogId, text, base }: { dialogId: Id; text: string; base: string | undefined },
): Promise<boolean> {
  const { operatorId } = actor()
  const known = await draftRows(vault, dialogId)
  const { cursor, stored } = await replica.transaction('r', [replica.position, replica.drafts], async () => ({
    cursor: (await readPosition(replica)).cursor,
    stored: (await replica.drafts.get(draftId(operatorId, dialogId)))?.text ?? '',
  }))
  const pending = known.filter((row) => isPending(row, cursor))
  const left = pending.filter(({ state }) => state !== 'waiting').reduce(mergeRow, stored)
  const merged = base === undefined ? text : mergeDraft(base, pending.reduce(mergeRow, stored), text)
  return vault.transaction('rw', vault.outbox, async () => {
    const rows = await draftRows(vault, dialogId)
    if (placesOf(rows) !== placesOf(known)) return false
    await vault.outbox.bulkDelete(rows.filter(({ state }) => state === 'waiting').map(({ n }) => n))
    const args = { operatorId, dialogId, text: merged, base: left }
    if (merged !== left) await vault.outbox.add(outboxRow('draft.set', args, Date.now() + DRAFT_PAUSE_MS))
    return true
  })
}

const draftRows = (vault: Vault, dialogId: Id): Promise<OutboxRow[]> => vault.outbox.where('lane').equals(`draft/${dialogId}`).sortBy('n')

const placesOf = (rows: readonly OutboxRow[]): string => rows.map(({ n, state, seq }) => `${n} ${state} ${seq}`).join()

/** The draft once the command is in force. */
function mergeRow(draft: string, row: OutboxRow): string {
  const { base, text } = draftArgs(row)
  return mergeDraft(base, draft, text)
}

/** Parsed by the command's schema when it was stored. */
const draftArgs = ({ args }: OutboxRow): CommandArgs<'draft.set'> => args as CommandArgs<'draft.set'>
