import { type Dialog, withItem } from '../domain/dialog'
import type { Id } from '../domain/id'
import type { DialogEvent, Item } from '../domain/item'
import { type Change, change } from '../domain/row'

type Unplaced<T> = T extends Item ? Omit<T, 'dseq' | 'dialogId'> : never
export type NewItem = Unplaced<Item>

/** A dialog being added to; collects the changes in order. */
export interface Timeline {
  readonly dialog: Dialog
  readonly changes: readonly Change[]
}

export const openTimeline = (dialog: Dialog): Timeline => ({ dialog, changes: [change('dialog', dialog)] })

/** Puts an item after the newest one. */
export function append(timeline: Timeline, item: NewItem): Timeline {
  const placed = { ...item, dialogId: timeline.dialog.id, dseq: timeline.dialog.lastSeq + 1 } as Item
  const dialog = withItem(timeline.dialog, placed)
  return { dialog, changes: [change('dialog', dialog), ...timeline.changes.slice(1), change('item', placed)] }
}

export interface EventAuthor {
  /** Command or inbound event that made it; the item's id is derived from it. */
  readonly causeId: Id
  readonly actorId: Id | null
  readonly now: number
}

/** Adds a system message and, with it, the dialog's new fields. */
export function record(timeline: Timeline, author: EventAuthor, event: DialogEvent, fields: Partial<Dialog> = {}): Timeline {
  const changed: Timeline = {
    dialog: { ...timeline.dialog, ...fields },
    changes: timeline.changes,
  }
  return append(changed, { id: `${author.causeId}.${event.type}`, kind: 'event', at: author.now, actorId: author.actorId, event })
}
