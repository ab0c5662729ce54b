/** What becomes of a message and its job together, as commits. */
import type { Attachment } from '#shared/domain/attachment'
import { advanceDelivery, type DeliveryState, hasArrived } from '#shared/domain/delivery'
import { change } from '#shared/domain/row'
import type { Work } from '../commands/committer'
import type { SendJob } from '../store/port'
import { afterSend, isToAmend, isWithdrawn } from './amend'
import { againAt } from './attempts'
import { putDelivery } from './delivery'
import { eventItemName, reportName, sentDialogName } from './names'
import type { SendResult } from './port'
import { applyParked } from './report'

export function attachmentsWork(job: SendJob, attachments: readonly Attachment[]): Work<void> {
  return {
    refs: () => [{ kind: 'item', id: job.itemId }],
    run(ledger) {
      const item = ledger.get('item', job.itemId)
      if (item?.kind === 'message') ledger.put([change('item', { ...item, attachments: [...attachments] })])
    },
  }
}

/** Half told by a process that died: a change is told again (OUT4), a message is not (OUT2). */
export function interruptedWork(job: SendJob): Work<boolean> {
  const asUnknown = markWork(job, { state: 'unknown', error: 'interrupted' }, { ...job, state: 'finished' })
  return {
    refs: asUnknown.refs,
    run(ledger) {
      const item = ledger.get('item', job.itemId)
      if (item?.kind !== 'message' || !isToAmend(item)) return asUnknown.run(ledger)
      ledger.enqueue({ ...job, state: 'queued' })
      return true
    },
  }
}

/** What a send has come to: the number of the amendment it carried, and the channel's keys of what has left. */
interface Sent {
  readonly sentN: number
  readonly keys: readonly string[]
  readonly now: number
}

/** Moves message and job together. @returns false when the message is no longer to be sent. */
export function markWork(job: SendJob, to: { state: DeliveryState; error: string | null }, next: SendJob, sent?: Sent): Work<boolean> {
  const parked = (sent?.keys ?? []).map((key) => reportName(job.channelId, key))
  return {
    early: parked,
    refs: () => [
      { kind: 'item', id: job.itemId },
      { kind: 'dialog', id: job.dialogId },
    ],
    run(ledger) {
      const item = ledger.get('item', job.itemId)
      if (item?.kind !== 'message') {
        ledger.enqueue({ ...job, state: 'finished' })
        return false
      }
      // Taken back since the job was read: what is left to do is to withdraw it.
      if (to.state === 'sending' && isWithdrawn(item)) {
        ledger.enqueue({ ...job, state: 'queued' })
        return false
      }
      // A report of the try before has said meanwhile that the customer has it (F3).
      if ((to.state === 'sending' || to.state === 'queued') && hasArrived(item.state)) {
        ledger.enqueue({ ...job, state: isToAmend(item) ? 'queued' : 'finished' })
        return false
      }
      const state = to.state === 'queued' ? 'queued' : advanceDelivery(item.state, to.state)
      // The error belongs to the state: a message known to be read has none, whatever its send came to.
      const error = state === to.state ? to.error : item.error
      if (state !== item.state || error !== item.error) putDelivery(ledger, item, { state, error })
      const marked = { ...item, state, error }
      const told = sent ? afterSend(marked, { sentN: sent.sentN, next, now: sent.now }) : { item: marked, next }
      if (told.item !== marked) ledger.put([change('item', told.item)])
      ledger.enqueue(told.next)
      // Operators of SMS count anew after a restart, and a bridge may call everything «ok»: reports are of the newest.
      for (const key of sent?.keys ?? []) {
        ledger.pass(eventItemName(job.channelId, key), item.id)
        ledger.pass(sentDialogName(job.channelId, key), item.dialogId)
      }
      if (sent?.keys.length) ledger.nameMessage(item.id, sent.keys)
      applyParked(ledger, item.id, parked)
      return true
    },
  }
}

interface Aftermath {
  readonly state: DeliveryState
  readonly error: string | null
  readonly next: SendJob
}

/** What a send's result means for the message and its job. Pure. */
export function after(job: SendJob, result: SendResult, now: number): Aftermath {
  const finished: SendJob = { ...job, state: 'finished', attempts: job.attempts + 1 }
  switch (result.outcome) {
    case 'sent':
      return { state: 'sent', error: null, next: finished }
    case 'retry': {
      const dueAt = againAt(finished.attempts, { firstMs: result.afterMs, now })
      if (dueAt === null) return { state: 'failed', error: result.reason, next: finished }
      return { state: 'queued', error: null, next: { ...finished, state: 'queued', dueAt, since: now } }
    }
    case 'wait':
      return { state: 'queued', error: null, next: { ...job, state: 'queued', dueAt: now + result.afterMs, since: now } }
    case 'failed':
    case 'unknown':
      return { state: result.outcome, error: result.reason, next: finished }
  }
}
