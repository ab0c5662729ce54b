import type { Id } from '#shared/domain/id'
import type { WidgetMessage } from '#shared/protocol/widget'

/** A message of the conversation. `key` stays while the window is open, though the id is the server's after the answer. */
export interface Shown extends WidgetMessage {
  readonly key: string
}

export interface Held {
  /** Oldest first. */
  readonly history: readonly Shown[]
  readonly hasOlder: boolean
}

/** The newest messages, as a fresh connection brings them, joined to what is held; with a gap between, they replace it. */
export function withLatest(
  held: Held,
  page: { messages: readonly WidgetMessage[]; hasOlder: boolean },
  keys: ReadonlyMap<Id, string>,
): Held {
  const first = page.messages[0]
  const known = new Map(held.history.map((one) => [one.id, one]))
  const latest = page.messages.map((one): Shown => ({ ...one, key: known.get(one.id)?.key ?? keys.get(one.id) ?? one.id }))
  const isJoined = page.messages.some(({ id }) => known.has(id))
  if (!first || !isJoined || !page.hasOlder) return { history: latest, hasOlder: page.hasOlder }
  const fresh = new Set(latest.map(({ id }) => id))
  const older = held.history.filter(({ id, at }) => !fresh.has(id) && at <= first.at)
  return { history: [...older, ...latest], hasOlder: older.length > 0 ? held.hasOlder : page.hasOlder }
}

export function withOlder(held: Held, page: { messages: readonly WidgetMessage[]; hasOlder: boolean }): Held {
  const known = new Set(held.history.map(({ id }) => id))
  const older = page.messages.filter(({ id }) => !known.has(id)).map((one): Shown => ({ ...one, key: one.id }))
  return { history: [...older, ...held.history], hasOlder: page.hasOlder }
}

/** A message takes its place by time; one that is there already changes nothing. */
export function withMessage(history: readonly Shown[], message: Shown): readonly Shown[] {
  if (history.some(({ id }) => id === message.id)) return history
  const place = history.findLastIndex(({ at }) => at <= message.at) + 1
  return history.toSpliced(place, 0, message)
}

/** How far this visitor has read it is known here better than by whoever tells of the change. */
export const withChanged = (history: readonly Shown[], message: WidgetMessage): readonly Shown[] =>
  history.map((one) => (one.id === message.id ? { ...message, key: one.key, state: one.state } : one))

const RANK: Readonly<Record<WidgetMessage['state'], number>> = { sent: 0, delivered: 1, read: 2 }

/** Operators' messages that have not come so far as `state`. */
export function behind(history: readonly Shown[], state: 'delivered' | 'read'): readonly Id[] {
  return history.filter((one) => one.from === 'operator' && RANK[one.state] < RANK[state]).map(({ id }) => id)
}

export function markSeen(history: readonly Shown[], ids: readonly Id[], state: 'delivered' | 'read'): readonly Shown[] {
  const marked = new Set(ids)
  return history.map((one) => (marked.has(one.id) && RANK[one.state] < RANK[state] ? { ...one, state } : one))
}
