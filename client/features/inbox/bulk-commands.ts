/** What an action on several chats does to each of them, and how it is taken back. Pure. */
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { AnyCommand } from '../../data/contract'

export type BulkAction = { readonly do: 'close' | 'reopen' | 'spam' | 'unspam' } | { readonly do: 'assign'; readonly to: Id | null }

export interface BulkWork {
  readonly commands: readonly AnyCommand[]
  readonly undo: readonly AnyCommand[]
}

/** Chats that are already so, or to which it does not apply, are left out. */
export function bulkWork(action: BulkAction, dialogs: readonly Dialog[]): BulkWork {
  const pairs = dialogs.flatMap((dialog) => {
    const pair = workOn(action, dialog)
    return pair ? [pair] : []
  })
  return { commands: pairs.map(([command]) => command), undo: pairs.map(([, undo]) => undo) }
}

function workOn(action: BulkAction, dialog: Dialog): readonly [AnyCommand, AnyCommand] | null {
  const { id: dialogId, state } = dialog
  const close: AnyCommand = { type: 'dialog.close', args: { dialogId, seen: dialog.lastInSeq } }
  const reopen: AnyCommand = { type: 'dialog.reopen', args: { dialogId } }
  const spam: AnyCommand = { type: 'dialog.spam', args: { dialogId } }
  const unspam: AnyCommand = { type: 'dialog.unspam', args: { dialogId } }
  switch (action.do) {
    case 'close':
      return state === 'open' ? [close, reopen] : null
    case 'reopen':
      return state === 'closed' ? [reopen, close] : null
    case 'spam':
      return state === 'spam' ? null : [spam, unspam]
    case 'unspam':
      return state === 'spam' ? [unspam, spam] : null
    case 'assign': {
      const { to } = action
      const from = dialog.assigneeId
      if (from === to) return null
      return [assign(dialogId, { from, to }), assign(dialogId, { from: to, to: from })]
    }
  }
}

const assign = (dialogId: Id, { from, to }: { from: Id | null; to: Id | null }): AnyCommand => ({
  type: 'dialog.assign',
  args: { dialogId, to, seenAssignee: from },
})
