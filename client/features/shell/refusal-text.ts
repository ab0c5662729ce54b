import type { OutboxEntry } from '../../data/contract'
import type { Catalogue } from '../../i18n/ru'

/** Pure. Why it was refused, in words that fit what it was: only what is written to a customer is sent or not. */
export function refusalText({ type, code }: Pick<OutboxEntry, 'type' | 'code'>, words: Catalogue['outbox']): string {
  if (code === 'stale' && type.startsWith('order.')) return words.orderMoved
  if (code === 'stale' && (!type.startsWith('message.') || type === 'message.reschedule')) return words.moved
  return words.why[code ?? 'invalid']
}
