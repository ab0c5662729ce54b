import * as v from 'valibot'
import { draftId, mergeDraft } from '../domain/draft'
import { PlainId } from '../domain/id'
import { MAX_MESSAGE_CHARS } from '../domain/item'
import { change } from '../domain/row'
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
