import type { Held, Shown } from './history'
import { attachmentsOf, type Outgoing } from './outgoing'

/** What stands in the log, top to bottom. Keys are unique and stay while the thing does. */
export type Entry =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'greeting'; readonly key: string; readonly text: string }
  | { readonly kind: 'bubble'; readonly key: string; readonly bubble: Bubble }

export interface Bubble {
  readonly message: Shown
  /** Null once the server has it. */
  readonly outgoing: Outgoing | null
  /** Neighbours of one author within some minutes make a group; the name stands over it and the time under it. */
  readonly isFirst: boolean
  readonly isLast: boolean
  /** What the message answers says; null: it answers none, or one that is not here. */
  readonly quoted: string | null
}

const GROUP_MS = 5 * 60_000

export function timeline(held: Held, outgoing: readonly Outgoing[], greeting: string): Entry[] {
  // A device's clock may be behind the server's; what waits still comes last.
  const newest = held.history.at(-1)?.at ?? 0
  const messages = [...held.history.map((message) => ({ message, outgoing: null })), ...outgoing.map((one) => awaiting(one, newest))]
  const entries: Entry[] = greeting && !held.hasOlder ? [{ kind: 'greeting', key: 'greeting', text: greeting }] : []
  messages.forEach((one, index) => {
    const before = messages[index - 1]?.message
    const after = messages[index + 1]?.message
    const { message } = one
    if (!before || dayOf(before.at) !== dayOf(message.at)) entries.push({ kind: 'day', key: `day ${dayOf(message.at)}`, at: message.at })
    entries.push({
      kind: 'bubble',
      key: message.key,
      bubble: { ...one, isFirst: !isGroup(before, message), isLast: !isGroup(message, after), quoted: quotedBy(message, held) },
    })
  })
  return entries
}

function awaiting(outgoing: Outgoing, notBefore: number) {
  const { id, text } = outgoing
  const at = Math.max(outgoing.at, notBefore)
  const message: Shown = { id, key: id, from: 'visitor', author: null, text, attachments: attachmentsOf(outgoing), at, state: 'sent' }
  return { message, outgoing }
}

function isGroup(one: Shown | undefined, next: Shown | undefined): boolean {
  if (!one || !next) return false
  return one.from === next.from && one.author === next.author && Math.abs(next.at - one.at) < GROUP_MS && dayOf(one.at) === dayOf(next.at)
}

function quotedBy({ replyTo }: Shown, { history }: Held): string | null {
  const answered = replyTo === undefined ? undefined : history.find(({ id }) => id === replyTo)
  return (answered?.text || answered?.attachments[0]?.name) ?? null
}

/** Local calendar day, as a key. */
export function dayOf(at: number): string {
  const day = new Date(at)
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`
}
