import type { Accessor } from 'solid-js'
import type { Id } from '#shared/domain/id'
import type { DialogRow } from '../../data/contract'
import { language, t } from '../../i18n/i18n'
import { showToast } from '../../ui/toast'
import { useAct } from '../act'
import { useData } from '../data-context'
import { timeAhead } from '../dates'
import { operatorName } from '../people'
import { present } from '../times/present'

export interface DialogActions {
  close(): void
  reopen(): void
  spam(): void
  unspam(): void
  assign(to: Id | null): void
  snooze(until: number): void
  unsnooze(): void
}

/** What an operator does to a dialog as a whole, each with the way back. */
export function createDialogActions(row: Accessor<DialogRow>): DialogActions {
  const act = useAct()
  const data = useData()
  // Read when the action happens: by the time of an undo another chat may be open.
  const told = async (work: Promise<boolean>, text: string, undo: () => void) => {
    if (await work) showToast(text, { action: { label: t().common.undo, run: undo } })
  }
  return {
    close() {
      const { id, dialog } = row()
      if (dialog.state !== 'open') return
      void told(
        act('dialog.close', { dialogId: id, seen: dialog.lastInSeq }),
        t().dialog.closed,
        () => void act('dialog.reopen', { dialogId: id }),
      )
    },
    reopen() {
      const { id, dialog } = row()
      void told(
        act('dialog.reopen', { dialogId: id }),
        t().dialog.reopened,
        () => void act('dialog.close', { dialogId: id, seen: dialog.lastInSeq }),
      )
    },
    spam() {
      const { id } = row()
      void told(act('dialog.spam', { dialogId: id }), t().dialog.spammed, () => void act('dialog.unspam', { dialogId: id }))
    },
    unspam() {
      const { id } = row()
      void told(act('dialog.unspam', { dialogId: id }), t().dialog.unspammed, () => void act('dialog.spam', { dialogId: id }))
    },
    snooze(until) {
      const { id } = row()
      void told(
        act('dialog.snooze', { dialogId: id, until }),
        t().dialog.snooze.done(timeAhead(until, present(data), language())),
        () => void act('dialog.unsnooze', { dialogId: id }),
      )
    },
    unsnooze() {
      void act('dialog.unsnooze', { dialogId: row().id })
    },
    assign(to) {
      const { id, dialog } = row()
      const before = dialog.assigneeId
      if (before === to) return
      void told(
        act('dialog.assign', { dialogId: id, to, seenAssignee: before }),
        to === null ? t().dialog.unassigned : t().dialog.assigned(operatorName(data.operators(), to)),
        () => void act('dialog.assign', { dialogId: id, to: before, seenAssignee: to }),
      )
    },
  }
}
