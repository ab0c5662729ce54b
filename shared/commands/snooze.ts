import * as v from 'valibot'
import { Id } from '../domain/id'
import { Instant } from '../domain/item'
import { dialogLane, dialogRef } from './dialog'
import { command, done, NOTHING, rejected } from './spec'
import { openTimeline, record } from './timeline'

/** Puts the dialog off: out of the open list until its time, or until the customer writes. */
export const snooze = command({
  args: v.object({ dialogId: Id, until: Instant }),
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId, until }, context) {
    const dialog = context.world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.state !== 'open') return rejected('stale')
    // Given without a network, and its time has come before the server heard of it: the dialog stays where it is.
    if (dialog.snoozedUntil === until || until <= context.now) return NOTHING
    const author = { causeId: context.commandId, actorId: context.actor.operatorId, now: context.now }
    return done(...record(openTimeline(dialog), author, { type: 'snoozed', until }, { snoozedUntil: until }).changes)
  },
})

export const unsnooze = command({
  args: v.object({ dialogId: Id }),
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId }, context) {
    const dialog = context.world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.snoozedUntil == null) return NOTHING
    const author = { causeId: context.commandId, actorId: context.actor.operatorId, now: context.now }
    return done(...record(openTimeline(dialog), author, { type: 'unsnoozed', by: 'operator' }, { snoozedUntil: null }).changes)
  },
})
