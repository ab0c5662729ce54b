/**
 * Conversations that were begun on this device, until it is known where they stand.
 *
 * LANE1 What is written in one waits for its beginning, in whatever lane it is. LANE2 What such a conversation is called
 * here is a guess, for the address decides (STA1): what was written in it goes where its first message has gone. LANE3 What
 * was written in one that does not begin comes back to its author.
 */
import type { StartArgs } from '#shared/commands/start'
import type { Id } from '#shared/domain/id'
import type { Replica } from './replica'
import type { OutboxRow, Vault } from './vault'

/** `coming`: its beginning waits, is on its way, or may be sent again. `never`: it was refused. */
export type Beginning = 'coming' | 'never'

/** Pure. Of the conversations begun here that are not held. @param rows in the order given. */
export function beginningsOf(rows: readonly OutboxRow[], held: ReadonlySet<Id>): ReadonlyMap<Id, Beginning> {
  const beginnings = new Map<Id, Beginning>()
  for (const row of rows) {
    if (!isBeginning(row) || isWrongGuess(row) || held.has(row.dialogId)) continue
    const mayCome = row.state !== 'refused' || row.code === 'too-old' || row.code === 'not-understood'
    beginnings.set(row.dialogId, mayCome ? 'coming' : 'never')
  }
  return beginnings
}

export const isBeginning = (row: OutboxRow): row is OutboxRow & { readonly dialogId: Id } =>
  row.type === 'dialog.start' && row.dialogId !== null

/** A beginning that is over and stands elsewhere. It is kept as one whose effect is shown, whatever the cursor. */
export const isWrongGuess = (row: OutboxRow): boolean => isBeginning(row) && row.state === 'done' && row.seq === 0

export async function heldBeginnings({ dialogs }: Pick<Replica, 'dialogs'>, rows: readonly OutboxRow[]): Promise<ReadonlySet<Id>> {
  const ids = rows.filter(isBeginning).map(({ dialogId }) => dialogId)
  return new Set(ids.length === 0 ? [] : (await dialogs.bulkGet(ids)).flatMap((dialog) => dialog?.id ?? []))
}

/** The dialog in which the first message stands; null: it is not known here. */
export const placeOf = async ({ items }: Pick<Replica, 'items'>, { args }: OutboxRow): Promise<Id | null> =>
  // Parsed by the command's schema when it was stored.
  (await items.get({ id: (args as StartArgs).itemId }))?.dialogId ?? null

/** Where a conversation stands that was begun here under this id; null: there, or not known. */
export async function begunElsewhere({ replica, vault }: { replica: Replica; vault: Vault }, dialogId: Id): Promise<Id | null> {
  const begun = await vault.outbox.filter((row) => isBeginning(row) && row.dialogId === dialogId).toArray()
  const places = await Promise.all(begun.map((row) => placeOf(replica, row)))
  return places.find((place) => place !== null && place !== dialogId) ?? null
}
