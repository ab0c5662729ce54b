import * as v from 'valibot'
import { draftId, mergeDraft } from '../domain/draft'
import { PlainId } from '../domain/id'
import { MAX_MESSAGE_CHARS } from '../domain/item'
import { change } from '../domain/row'
import { dialogLane, dialogRef } from './dialog'
import { command, done, NOTHING, rejected } from './spec'

const DraftText = v.pipe(v.string(), v.maxLength(MAX_MESSAGE_CHARS))

/** Keeps what an operator has begun to write. `base` is the text the edit began from: see {@link mergeDraft}. */
export const set = command({
  args: v.object({ operatorId: PlainId, dialogId: PlainId, text: DraftText, base: DraftText }),
  lane: (args) => `draft/${args.dialogId}`,
  refs: (args) => [{ kind: 'draft', id: draftId(args.operatorId, args.dialogId) }],
  apply({ operatorId, dialogId, text, base }, { world, actor }) {
    if (operatorId !== actor.operatorId) return rejected('forbidden')
    const id = draftId(operatorId, dialogId)
    const stored = world.get('draft', id)?.text ?? ''
    const merged = mergeDraft(base, stored, text)
    return merged === stored ? NOTHING : done(change('draft', { id, operatorId, dialogId, text: merged }))
  },
})

/** Both ids are part of the name of the draft's document. */
const OfShared = v.object({ dialogId: PlainId, draftId: PlainId })

/** Puts an empty draft before everybody who sees the dialog. Its text travels as a document. */
export const share = command({
  args: OfShared,
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId, draftId }, { world, actor, now }) {
    const dialog = world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.sharedDraft?.id === draftId) return NOTHING
    if (dialog.sharedDraft) return rejected('taken')
    return done(change('dialog', { ...dialog, sharedDraft: { id: draftId, by: actor.operatorId, at: now } }))
  },
})

/** Ends it without sending. Its text is whoever's who took it back; nobody's copy of it can be sent any more. */
export const unshare = command({
  args: OfShared,
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId, draftId }, { world }) {
    const dialog = world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.sharedDraft?.id !== draftId) return rejected('taken')
    return done(change('dialog', { ...dialog, sharedDraft: null }))
  },
})
