/** How items stand together in a timeline. Pure. */
import type { Item } from '#shared/domain/item'
import { isSameDay } from '../dates'

/** Messages of one person within this time share one head. */
const GROUP_MS = 5 * 60_000

export const startsDay = (before: Item | undefined, item: Item): boolean => !before || !isSameDay(before.at, item.at)

/** The message goes on from the one before: same person, soon after, nothing between. */
export function continuesGroup(before: Item | undefined, item: Item): boolean {
  return (
    before?.kind === 'message' &&
    item.kind === 'message' &&
    before.direction === item.direction &&
    before.authorId === item.authorId &&
    item.at - before.at < GROUP_MS &&
    isSameDay(before.at, item.at)
  )
}

/** The customer's first message since the last answer, where «Новые сообщения» begins; null when all is answered. */
export function firstUnanswered(items: readonly Item[]): string | null {
  let first: string | null = null
  for (let n = items.length - 1; n >= 0; n--) {
    const item = items[n]
    if (item?.kind !== 'message') continue
    if (item.direction === 'out') break
    first = item.id
  }
  return first
}
