/**
 * Everything of an operator leaves the device.
 *
 * WIPE1 The rows go first, then the tables, then what lies outside them: a tab that holds a table open, frozen perhaps,
 * delays the end of the table but keeps no row. WIPE2 No tab makes the tables again.
 */
import Dexie from 'dexie'
import type { Id } from '#shared/domain/id'
import { EDIT_PREFIX } from './begun-edit'
import { NOTE_PREFIX } from './begun-note'
import { inTime } from './keep'
import { LEFT_LIST_PREFIX } from './left-list'
import { Replica } from './replica'
import { SENDING_PREFIX } from './sending'
import { UNSTORED_PREFIX } from './unstored'
import { Vault } from './vault'

/** Where the service worker keeps files of messages, and which of them it is not to keep again: see client/sw. */
const CACHES = ['okno-files', 'okno-erased']
/**
 * Replies being sent; what is typed in documents; notes and edits being written; the list as it was left; what was used lately,
 * which names nothing but tells of the work.
 */
const OF_OPERATOR = [SENDING_PREFIX, UNSTORED_PREFIX, NOTE_PREFIX, EDIT_PREFIX, LEFT_LIST_PREFIX, 'okno.used.']
/** A tab that sleeps holds its tables; it is not waited for. Milliseconds. */
const PATIENCE_MS = 3000
/** A tab that was in the middle of something has come to its end by then. */
const LOOK_AGAIN_MS = 2000

/** @param isBack whether this operator has signed in here again meanwhile. */
export async function wipe(operatorId: Id, isBack: () => boolean): Promise<void> {
  for (const db of [new Replica(operatorId), new Vault(operatorId)]) await patiently(empty(db))
  await deleteTables(operatorId)
  await forgetOutsideTables()
  setTimeout(() => {
    if (!isBack()) void deleteTables(operatorId)
  }, LOOK_AGAIN_MS)
}

async function empty(db: Dexie): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    for (const table of db.tables) await table.clear()
  })
  db.close()
}

const namesOf = (operatorId: Id): readonly string[] => [`okno-replica-${operatorId}`, `okno-vault-${operatorId}`]

async function deleteTables(operatorId: Id): Promise<void> {
  await Promise.all(namesOf(operatorId).map((name) => patiently(Dexie.delete(name))))
}

async function forgetOutsideTables(): Promise<void> {
  for (const key of Object.keys(localStorage)) if (OF_OPERATOR.some((prefix) => key.startsWith(prefix))) localStorage.removeItem(key)
  if ('caches' in window) await Promise.all(CACHES.map((name) => caches.delete(name)))
  const registration = await navigator.serviceWorker?.getRegistration()
  for (const notification of (await registration?.getNotifications()) ?? []) notification.close()
}

/** What is left undone is done by the browser when the last tab lets go, or looked at again. */
async function patiently(work: PromiseLike<unknown>): Promise<void> {
  try {
    await inTime(work, PATIENCE_MS)
  } catch (error) {
    console.error('Could not be wiped at once', error)
  }
}
