/**
 * Changes of messages on their way to the channels.
 *
 * OUT4 A change is told as the state it leads to, so telling it again after a crash or a lost answer does no harm. OUT5
 * Only the newest change is told; one made while another is under way follows it.
 */
import { hasArrived } from '#shared/domain/delivery'
import type { MessageItem } from '#shared/domain/item'
import { type Amendment, isEdited, reactionRow } from '#shared/domain/message-change'
import { change } from '#shared/domain/row'
import type { Work } from '../commands/committer'
import type { SendJob } from '../store/port'
import { againAt } from './attempts'
import type { AmendedMessage, OutboundMessage, SendResult } from './port'

/** Wait after an answer that was lost. */
const AGAIN_MS = 10_000

/** The customer may have it, and not as it now stands. */
export const isToAmend = ({ amendment, direction, state }: MessageItem): boolean =>
  amendment?.state === 'queued' && (direction === 'in' || hasArrived(state) || state === 'unknown')

/** Taken back before it left. */
export const isWithdrawn = ({ deleted, state }: MessageItem): boolean => deleted !== undefined && state === 'queued'

export function amendedMessage(item: MessageItem, outgoing: OutboundMessage): AmendedMessage {
  return {
    ...outgoing,
    direction: item.direction,
    isDeleted: item.deleted !== undefined,
    isEdited: isEdited(item),
    reactions: reactionRow(item).flatMap(({ emoji, by }) => (by.some((who) => who !== null) ? [emoji] : [])),
  }
}

/** What has become of the amendment numbered `n`, told to the channel. */
export function amendWork(job: SendJob, { n, result, now }: { n: number; result: SendResult; now: number }): Work<void> {
  return {
    refs: () => [{ kind: 'item', id: job.itemId }],
    run(ledger) {
      const item = ledger.get('item', job.itemId)
      const attempts = job.attempts + 1
      const finished: SendJob = { ...job, state: 'finished', attempts }
      if (item?.kind !== 'message' || !item.amendment) return ledger.enqueue(finished)
      if (item.amendment.n !== n) return ledger.enqueue({ ...job, state: 'queued', attempts: 0, dueAt: now, since: now })
      if (result.outcome === 'wait') return ledger.enqueue({ ...job, state: 'queued', dueAt: now + result.afterMs, since: now })
      const isLost = result.outcome === 'retry' || result.outcome === 'unknown'
      const dueAt = isLost ? againAt(attempts, { firstMs: result.outcome === 'retry' ? result.afterMs : AGAIN_MS, now }) : null
      if (dueAt !== null) return ledger.enqueue({ ...job, state: 'queued', attempts, dueAt, since: now })
      ledger.enqueue(finished)
      ledger.put([change('item', { ...item, amendment: settled(item.amendment, result) })])
    },
  }
}

function settled({ n }: Amendment, result: SendResult): Amendment {
  return result.outcome === 'sent' ? { n, state: 'sent', error: null } : { n, state: 'failed', error: result.reason }
}

/** A message that has just been sent, and its job: a change made meanwhile is still to be told. */
export function afterSend(item: MessageItem, of: { sentN: number; next: SendJob; now: number }): { item: MessageItem; next: SendJob } {
  const { amendment } = item
  if (amendment?.state !== 'queued' || of.next.state !== 'finished' || item.state === 'failed') return { item, next: of.next }
  if (amendment.n === of.sentN) return { item: { ...item, amendment: { ...amendment, state: 'sent' } }, next: of.next }
  return { item, next: { ...of.next, state: 'queued', attempts: 0, dueAt: of.now, since: of.now } }
}
