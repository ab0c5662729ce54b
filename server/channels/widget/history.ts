import * as v from 'valibot'
import type { DeliveryState } from '#shared/domain/delivery'
import type { Id } from '#shared/domain/id'
import { Item, type MessageItem } from '#shared/domain/item'
import { isEdited, reactionRow } from '#shared/domain/message-change'
import { WIDGET_HISTORY, type WidgetMessage } from '#shared/protocol/widget'
import type { Store, StoredRow } from '../../store/port'
import { firstName } from './visitor-name'

export interface Page {
  /** Oldest first. */
  readonly messages: WidgetMessage[]
  readonly hasOlder: boolean
}

export interface History {
  latest(dialogId: Id): Promise<Page>
  /** @returns an empty page when the message is not one of this dialog. */
  before(dialogId: Id, itemId: Id): Promise<Page>
  /** When a message was written; null when it is not one of this dialog. */
  writtenAt(dialogId: Id, itemId: Id): Promise<number | null>
  /** Of these ids, the operators' messages of this dialog. */
  outgoing(dialogId: Id, itemIds: readonly Id[]): Promise<Id[]>
}

/** @param authorName full name of an operator, or null when there is none of this id. */
export function createHistory(store: Pick<Store, 'rows' | 'itemsBefore'>, authorName: (operatorId: Id) => string | null): History {
  async function page(dialogId: Id, before: number): Promise<Page> {
    const rows = await store.itemsBefore(dialogId, { before, limit: WIDGET_HISTORY + 1, messagesOnly: true })
    const messages = rows.slice(0, WIDGET_HISTORY).flatMap((row) => visible(row) ?? [])
    return { messages: messages.reverse(), hasOlder: rows.length > WIDGET_HISTORY }
  }

  /** The only door from rows to a visitor: whatever is not a message does not pass. */
  function visible(row: StoredRow): WidgetMessage | null {
    const item = itemOf(row)
    if (item?.kind !== 'message' || item.deleted) return null
    const name = item.authorId === null ? null : authorName(item.authorId)
    return {
      id: item.id,
      from: item.direction === 'in' ? 'visitor' : 'operator',
      author: name && item.direction === 'out' ? firstName(name) : null,
      text: item.text,
      attachments: item.attachments,
      at: item.at,
      state: item.direction === 'in' ? 'delivered' : confirmed(item.state),
      ...(item.replyTo ? { replyTo: item.replyTo } : {}),
      ...(isEdited(item) ? { isEdited: true } : {}),
      ...reactionsOf(item),
    }
  }

  async function itemsOf(dialogId: Id, ids: readonly Id[]): Promise<Item[]> {
    const rows = await store.rows(ids.map((id) => ({ kind: 'item', id })))
    return rows.flatMap((row) => itemOf(row) ?? []).filter((item) => item.dialogId === dialogId)
  }

  return {
    latest: (dialogId) => page(dialogId, Number.MAX_SAFE_INTEGER),
    async before(dialogId, itemId) {
      const [item] = await itemsOf(dialogId, [itemId])
      return item ? page(dialogId, item.dseq) : { messages: [], hasOlder: false }
    },
    async writtenAt(dialogId, itemId) {
      const [item] = await itemsOf(dialogId, [itemId])
      return item?.at ?? null
    },
    async outgoing(dialogId, itemIds) {
      const items = await itemsOf(dialogId, itemIds)
      return items.filter((item) => item.kind === 'message' && item.direction === 'out').map(({ id }) => id)
    },
  }
}

function reactionsOf(item: MessageItem): Pick<WidgetMessage, 'reactions'> {
  const reactions = reactionRow(item).flatMap(({ emoji, by }) => (by.some((who) => who !== null) ? [emoji] : []))
  return reactions.length > 0 ? { reactions } : {}
}

/** A message in the history has reached the visitor's side, whatever became of the job that was to carry it. */
const confirmed = (state: DeliveryState): WidgetMessage['state'] => (state === 'delivered' || state === 'read' ? state : 'sent')

function itemOf(row: StoredRow): Item | null {
  if (row.kind !== 'item') return null
  const parsed = v.safeParse(Item, row.row)
  return parsed.success ? parsed.output : null
}
