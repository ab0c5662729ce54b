import * as v from 'valibot'
import { CAPABILITIES } from '../domain/channel'
import type { Dialog } from '../domain/dialog'
import { Id } from '../domain/id'
import type { DialogEvent } from '../domain/item'
import { change } from '../domain/row'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'
import { openTimeline, record } from './timeline'

const Seq = v.pipe(v.number(), v.integer(), v.minValue(0))
const OnDialog = v.object({ dialogId: Id })

export const dialogLane = (args: { dialogId: Id }): string => `dialog/${args.dialogId}`
export const dialogRef = (args: { dialogId: Id }) => [{ kind: 'dialog', id: args.dialogId }] as const

/** Gives the dialog to an operator, or to nobody. Based on the assignee its author saw. */
export const assign = command({
  args: v.object({ dialogId: Id, to: v.nullable(Id), seenAssignee: v.nullable(Id) }),
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId, to, seenAssignee }, context) {
    const dialog = context.world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.assigneeId === to) return NOTHING
    if (dialog.assigneeId !== seenAssignee) return rejected('stale')
    const operator = to === null ? null : context.world.get('operator', to)
    if (operator === undefined || operator?.isDisabled) return rejected('invalid')
    return moved(dialog, context, { type: 'assigned', from: dialog.assigneeId, to, byReply: false }, { assigneeId: to })
  },
})

/** Moves the dialog to «Закрытые»; not when the customer has written what the author had not seen. */
export const close = command({
  args: v.object({ dialogId: Id, seen: Seq }),
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId, seen }, context) {
    const dialog = context.world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.state === 'closed') return NOTHING
    if (dialog.lastInSeq > seen) return rejected('stale')
    return moved(dialog, context, { type: 'closed' }, { state: 'closed' })
  },
})

export const reopen = command({
  args: OnDialog,
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId }, context) {
    const dialog = context.world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.state !== 'closed') return NOTHING
    return moved(dialog, context, { type: 'reopened', by: 'operator' }, { state: 'open' })
  },
})

export const spam = command({
  args: OnDialog,
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId }, context) {
    const dialog = context.world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.state === 'spam') return NOTHING
    return moved(dialog, context, { type: 'spam' }, { state: 'spam' })
  },
})

export const unspam = command({
  args: OnDialog,
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId }, context) {
    const dialog = context.world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.state !== 'spam') return NOTHING
    return moved(dialog, context, { type: 'unspam' }, { state: 'open' })
  },
})

function moved(dialog: Dialog, context: CommandContext, event: DialogEvent, fields: Partial<Dialog>): Outcome {
  const author = { causeId: context.commandId, actorId: context.actor.operatorId, now: context.now }
  return done(...record(openTimeline(dialog), author, event, fields).changes)
}

/** What the dialog's channel can do, or undefined while the channel is not known here. */
export function capabilitiesOf(dialog: Dialog, context: CommandContext) {
  const channel = context.world.get('channel', dialog.channelId)
  return channel && CAPABILITIES[channel.kind]
}

/** The operator has looked: a note that called them in here has been seen. */
export const readMentions = command({
  args: OnDialog,
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId }, { world, actor }) {
    const dialog = world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (!dialog.mentioned?.includes(actor.operatorId)) return NOTHING
    return done(change('dialog', { ...dialog, mentioned: dialog.mentioned.filter((id) => id !== actor.operatorId) }))
  },
})
