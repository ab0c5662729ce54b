/**
 * Which part of everything a device holds without being asked. T0: every open dialog, and every dialog updated in the
 * last 90 days, as a row of the list with its person. T1: the newest items of dialogs at hand. T2, older items, comes
 * by the page when somebody scrolls there.
 */
import type { Dialog } from './dialog'
import type { Id } from './id'

const DAY_MS = 86_400_000
const SUMMARY_MS = 90 * DAY_MS
/** A dialog closed this lately is likely to be looked up again: yesterday's customers. */
const RECENT_MS = 7 * DAY_MS

export const ITEMS_AT_HAND = 50
const ITEMS_OF_RECENT = 20

/** Products on a device; what is beyond is found through the server. */
export const MAX_HELD_PRODUCTS = 50_000

/** Kinds of which a device holds every row it may see; there are few of each. */
export const SMALL_KINDS = ['workspace', 'operator', 'channel', 'draft', 'preferences', 'template', 'pipeline'] as const

/** T0: dialogs updated at this time or later are all held; older ones if they are open. */
export const summariesSince = (now: number): number => Math.max(0, now - SUMMARY_MS)

/** T1: how many of the newest items of a dialog are held. */
export function itemsAtHand(dialog: Pick<Dialog, 'state' | 'assigneeId' | 'updatedAt'>, viewer: { operatorId: Id; now: number }): number {
  const isRecent = dialog.updatedAt >= viewer.now - RECENT_MS
  if (dialog.state === 'open') return ITEMS_AT_HAND
  if (!isRecent) return 0
  return dialog.assigneeId === viewer.operatorId ? ITEMS_AT_HAND : ITEMS_OF_RECENT
}
