/**
 * What is to happen at its time: put-off dialogs return, messages written for later are sent. When is stored with what
 * made it so, and what is due is done in one commit that looks at the dialog as it then stands.
 *
 * TIM1 A time that passes while the server is down is kept when it starts. TIM2 Each thing happens once: the commit that
 * does it takes it away.
 */
import { fireDue } from '#shared/commands/schedule'
import { type Id, newId } from '#shared/domain/id'
import { nextDue } from '#shared/domain/scheduled'
import type { Store } from '../store/port'
import type { Committer, Work } from './committer'
import { enqueueSend } from './enqueue'
import { createRounds, type Rounds } from './rounds'

const POLL_MS = 1000
const DIALOGS_PER_ROUND = 100

export function createTimers(options: {
  store: Pick<Store, 'dueTimers'>
  committer: Committer
  clock: () => number
  onError: (error: unknown) => void
}): Rounds & { /** Does what is due now. */ round(): Promise<void> } {
  const { store, committer, clock } = options

  async function round(): Promise<void> {
    const due = await store.dueTimers(clock(), DIALOGS_PER_ROUND)
    await Promise.all(due.map((dialogId) => committer.submit(dueWork(dialogId, clock))))
  }

  return { round, ...createRounds({ round, everyMs: POLL_MS, onError: options.onError }) }
}

function dueWork(dialogId: Id, clock: () => number): Work<void> {
  return {
    refs: () => [{ kind: 'dialog', id: dialogId }],
    run(ledger) {
      const now = clock()
      const dialog = ledger.get('dialog', dialogId)
      if (!dialog) return ledger.setTimer(dialogId, null)
      const fired = fireDue(dialog, { world: ledger, now }, newId)
      if (fired.dialog !== dialog) {
        ledger.put(fired.changes)
        for (const made of fired.changes) enqueueSend(ledger, made, now)
      }
      ledger.setTimer(dialogId, nextDue(fired.dialog))
    },
  }
}
