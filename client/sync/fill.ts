/**
 * Dialogs at hand of which something is missing: one that was closed long ago and comes back brings its new message and
 * no more. Its page brings the rest, with the person.
 */
import Dexie from 'dexie'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import { ITEMS_AT_HAND } from '#shared/domain/window'
import type { Replica } from '../data/replica'

/** Dialogs looked through when a connection has caught up: what is at hand is seldom more. */
const OPEN_LOOKED_AT = 500
const NEWEST_LOOKED_AT = 200

/** @param of what is to be looked through; null: the open dialogs and the newest ones. @returns at most `limit`. */
export async function incompleteDialogs(replica: Replica, of: readonly Id[] | null, limit: number): Promise<readonly Dialog[]> {
  return replica.transaction('r', [replica.listing, replica.dialogs, replica.contacts, replica.ranges], async () => {
    const ids = of ?? (await atHand(replica))
    const dialogs = (await replica.dialogs.bulkGet([...ids])).filter((dialog): dialog is Dialog => dialog !== undefined)
    const contacts = await replica.contacts.bulkGet(dialogs.map(({ contactId }) => contactId))
    const ranges = await replica.ranges.bulkGet(dialogs.map(({ id }) => id))
    return dialogs.filter((dialog, index) => !contacts[index] || lacksItems(dialog, ranges[index]?.ranges.at(-1))).slice(0, limit)
  })
}

function lacksItems({ state, lastSeq }: Dialog, newest: readonly [number, number] | undefined): boolean {
  if (state !== 'open' || lastSeq === 0) return false
  const [lo, hi] = newest ?? [0, 0]
  return hi < lastSeq || lo > Math.max(1, lastSeq - ITEMS_AT_HAND + 1)
}

async function atHand({ listing }: Replica): Promise<readonly Id[]> {
  const open = listing.where('[state+sort+id]').between(['open', Dexie.minKey, Dexie.minKey], ['open', Dexie.maxKey, Dexie.maxKey])
  const [ofOpen, newest] = await Promise.all([
    open.limit(OPEN_LOOKED_AT).primaryKeys(),
    listing.orderBy('[sort+id]').limit(NEWEST_LOOKED_AT).primaryKeys(),
  ])
  return [...new Set([...ofOpen, ...newest])]
}
