/**
 * What lies outside the tables of dialogs that were erased.
 *
 * EVC9 The transaction that erases a dialog notes its id; a tab, which alone reaches such things, takes away the note and
 * the edits that were begun there, and letters on their way into the tables (DEV9), and then strikes the id out. A crash
 * in between is made up for by the next tab that starts.
 */
import type { Id } from '#shared/domain/id'
import { begunEdits, forgetBegunEdits } from './begun-edit'
import { begunNotes, forgetBegunNote } from './begun-note'
import { isHeldHere } from './late-writes'
import { NOT_HELD, type Replica, readPosition } from './replica'
import { unstoredDocuments } from './unstored'

/** Dialogs of which something may go now; run as a live query, so that a tab hears of it. */
export async function leftovers(replica: Replica): Promise<readonly Id[]> {
  const erased = await replica.evictedDialogs.toCollection().primaryKeys()
  // While everything comes anew, what is still to be seen may not be here yet.
  return erased.length > 0 && (await readPosition(replica)).epoch === null ? [] : erased
}

export async function forgetLeftovers(replica: Replica, storage: Storage): Promise<void> {
  await replica.transaction('rw', replica.evictedDialogs, replica.dialogs, replica.contacts, async () => {
    const erased = new Set(await replica.evictedDialogs.toCollection().primaryKeys())
    const begun = [...new Set([...begunNotes(storage), ...begunEdits(storage)])]
    const held = await replica.dialogs.bulkGet(begun)
    // One that was given back meanwhile keeps what was begun in it.
    const gone = begun.filter((id, index) => !held[index] && (erased.has(id) || erased.has(NOT_HELD)))
    for (const id of gone) {
      forgetBegunNote(storage, id)
      forgetBegunEdits(storage, id)
    }
    const unstored = unstoredDocuments(storage)
    const areHeld = await Promise.all(unstored.map(({ doc }) => isHeldHere(replica, doc)))
    for (const [index, { key }] of unstored.entries()) if (!areHeld[index]) storage.removeItem(key)
    await replica.evictedDialogs.bulkDelete([...erased])
  })
}
