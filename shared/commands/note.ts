import * as v from 'valibot'
import { PlainId } from '../domain/id'
import { change } from '../domain/row'
import { isPromised } from '../domain/scheduled'
import { dialogLane, dialogRef } from './dialog'
import { command, done, NOTHING, rejected } from './spec'
import { append, openTimeline } from './timeline'

/** Both ids are part of the name of the note's document. */
const OfNote = v.object({ dialogId: PlainId, itemId: PlainId })

/** Puts a note into the timeline. Its text travels as a Yjs document, so the stub is empty here. */
export const create = command({
  args: OfNote,
  lane: dialogLane,
  refs: (args) => [...dialogRef(args), { kind: 'item', id: args.itemId }],
  apply({ dialogId, itemId }, { world, actor, now }) {
    const dialog = world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (world.get('item', itemId)) return NOTHING
    if (isPromised(dialog, itemId)) return rejected('invalid')
    const noted = append(openTimeline(dialog), { id: itemId, kind: 'note', at: now, authorId: actor.operatorId, text: '', deleted: false })
    return done(...noted.changes)
  },
})

/** Takes a note out of sight. The stub stays: the history has no holes. */
export const remove = command({
  args: OfNote,
  lane: dialogLane,
  refs: (args) => [...dialogRef(args), { kind: 'item', id: args.itemId }],
  apply({ dialogId, itemId }, { world }) {
    const item = world.get('item', itemId)
    if (item?.kind !== 'note' || item.dialogId !== dialogId) return rejected('not-found')
    if (item.deleted) return NOTHING
    return done(change('item', { ...item, text: '', deleted: true, mentions: [] }))
  },
})
