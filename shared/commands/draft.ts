import * as v from 'valibot'
import { Attachment, placedBefore } from '../domain/attachment'
import { AnswerWay } from '../domain/content'
import { SharedDraft } from '../domain/dialog'
import { type Draft, draftId, MAX_DRAFT_CHARS, MAX_DRAFT_FILES, mergeDraft } from '../domain/draft'
import { Id, PlainId } from '../domain/id'
import { type Change, change, type Ref, type World } from '../domain/row'
import { dialogLane, dialogRef } from './dialog'
import { command, done, NOTHING, rejected } from './spec'

const DraftText = v.pipe(v.string(), v.maxLength(MAX_DRAFT_CHARS))

const draftRefs = (of: { operatorId: Id; dialogId: Id }): readonly Ref[] => [
  { kind: 'draft', id: draftId(of.operatorId, of.dialogId) },
  ...dialogRef(of),
]

/** Keeps what an operator has begun to write. `base` is the text the edit began from: see {@link mergeDraft}. */
export const set = command({
  args: v.object({ operatorId: PlainId, dialogId: PlainId, text: DraftText, base: DraftText }),
  lane: (args) => `draft/${args.dialogId}`,
  refs: draftRefs,
  apply({ operatorId, dialogId, text, base }, { world, actor }) {
    if (operatorId !== actor.operatorId) return rejected('forbidden')
    const id = draftId(operatorId, dialogId)
    const stored = world.get('draft', id)
    const before = stored?.text ?? ''
    const merged = mergeDraft(base, before, text)
    if (merged === before) return NOTHING
    // Its dialog has been taken out of sight, or went with a restored copy: nobody could ever read it there.
    if (merged !== '' && !world.get('dialog', dialogId)) return rejected('not-found')
    return done(change('draft', { ...stored, id, operatorId, dialogId, text: merged }))
  },
})

/** Every file has a lane of its own: neither the text nor another file waits for its upload. */
const draftFileLane = (dialogId: Id, fileId: Id): string => `draft/${dialogId}/${fileId}`

/**
 * A file that was chosen for the message being written. With `before`, one that was chosen earlier stands before that one
 * from now on, at the end for null; it does not come back if it has left the draft meanwhile.
 */
export const attach = command({
  args: v.object({ operatorId: PlainId, dialogId: PlainId, attachment: Attachment, before: v.optional(v.nullable(Id)) }),
  lane: ({ dialogId, attachment }) => draftFileLane(dialogId, attachment.id),
  refs: draftRefs,
  apply({ operatorId, dialogId, attachment, before }, { world, actor }) {
    if (operatorId !== actor.operatorId) return rejected('forbidden')
    const id = draftId(operatorId, dialogId)
    const stored = world.get('draft', id)
    const files = stored?.attachments ?? []
    const known = files.find((file) => file.id === attachment.id)
    const isMove = before !== undefined
    if (isMove !== (known !== undefined)) return NOTHING
    if (!world.get('dialog', dialogId)) return rejected('not-found')
    if (!known && files.length >= MAX_DRAFT_FILES) return rejected('invalid')
    const attachments = placedBefore(files, known ?? attachment, before ?? null)
    if (attachments.every((file, index) => file === files[index])) return NOTHING
    return done(...withFiles({ id, operatorId, dialogId, text: stored?.text ?? '', attachments }, world))
  },
})

/** It was removed, or has left with a message. */
export const detach = command({
  args: v.object({ operatorId: PlainId, dialogId: PlainId, fileId: Id }),
  lane: ({ dialogId, fileId }) => draftFileLane(dialogId, fileId),
  refs: draftRefs,
  apply({ operatorId, dialogId, fileId }, { world, actor }) {
    if (operatorId !== actor.operatorId) return rejected('forbidden')
    const stored = world.get('draft', draftId(operatorId, dialogId))
    if (!stored?.attachments?.some(({ id }) => id === fileId)) return NOTHING
    return done(...withFiles({ ...stored, attachments: stored.attachments.filter(({ id }) => id !== fileId) }, world))
  },
})

/** Whoever writes in a draft that its author has shared is told how many files the author's own one holds. */
function withFiles(draft: Draft & { readonly attachments: readonly Attachment[] }, world: World): readonly Change[] {
  const dialog = world.get('dialog', draft.dialogId)
  const shared = dialog?.sharedDraft
  const files = draft.attachments.length
  const isKnown = !shared || shared.by !== draft.operatorId || (shared.files ?? 0) === files
  return [change('draft', draft), ...(isKnown ? [] : [change('dialog', { ...dialog, sharedDraft: { ...shared, files } })])]
}

/** Both ids are part of the name of the draft's document. */
const OfShared = v.object({ dialogId: PlainId, draftId: PlainId })

/** Puts an empty draft before everybody who sees the dialog, with what it answers. Its text travels as a document. */
export const share = command({
  args: v.object({
    ...OfShared.entries,
    replyTo: v.optional(v.nullable(Id)),
    way: v.optional(AnswerWay),
    files: SharedDraft.entries.files,
  }),
  lane: dialogLane,
  refs: dialogRef,
  apply({ dialogId, draftId, replyTo = null, way, files = 0 }, { world, actor, now }) {
    const dialog = world.get('dialog', dialogId)
    if (!dialog) return rejected('not-found')
    if (dialog.sharedDraft?.id === draftId) return NOTHING
    if (dialog.sharedDraft) return rejected('taken')
    const sharedDraft = { id: draftId, by: actor.operatorId, at: now, replyTo, ...(way ? { way } : {}), ...(files > 0 ? { files } : {}) }
    return done(change('dialog', { ...dialog, sharedDraft }))
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
