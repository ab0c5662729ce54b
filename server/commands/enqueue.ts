import type { Change } from '#shared/domain/row'
import { nextDue } from '#shared/domain/scheduled'
import type { Ledger } from './ledger'

/** A message that is to go to its channel gets a job in the commit that makes it. */
export function enqueueSend(ledger: Ledger, made: Change, now: number): void {
  if (made.kind !== 'item' || made.row.kind !== 'message') return
  if (made.row.state !== 'queued' && made.row.amendment?.state !== 'queued') return
  const dialog = ledger.get('dialog', made.row.dialogId)
  if (!dialog) return
  const { id: itemId, dialogId } = made.row
  ledger.enqueue({ itemId, dialogId, channelId: dialog.channelId, state: 'queued', attempts: 0, dueAt: now, since: now })
}

/** What waits in a dialog for its time is looked for then. A time that is no more is found out when it comes. */
export function setTimer(ledger: Ledger, made: Change): void {
  const due = made.kind === 'dialog' ? nextDue(made.row) : null
  if (due !== null) ledger.setTimer(made.row.id, due)
}
