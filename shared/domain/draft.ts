import * as v from 'valibot'
import { Attachment, MAX_ATTACHMENTS } from './attachment'
import { Id } from './id'
import { MAX_MESSAGE_CHARS } from './item'

/** Twice a message: what is too long for its channel is shortened by its author, never cut off by the field. */
export const MAX_DRAFT_CHARS = 2 * MAX_MESSAGE_CHARS

/** More than a message takes: two devices may have chosen files without a network, and both choices stay. */
export const MAX_DRAFT_FILES = 3 * MAX_ATTACHMENTS

/** What an operator has begun to write in a dialog. Seen by that operator's devices only. */
export const Draft = v.object({
  /** See {@link draftId}. */
  id: Id,
  operatorId: Id,
  dialogId: Id,
  text: v.pipe(v.string(), v.maxLength(MAX_DRAFT_CHARS)),
  /** Files chosen for it, on the server; absent in rows of an older time. */
  attachments: v.optional(v.pipe(v.array(Attachment), v.maxLength(MAX_DRAFT_FILES))),
})
export type Draft = v.InferOutput<typeof Draft>

export const draftId = (operatorId: Id, dialogId: Id): Id => `${operatorId}.${dialogId}`

/**
 * One text out of an edit made here and an edit made on another device, both begun at `base`.
 * Nothing typed is dropped: when both changed and neither contains the other, both stay.
 */
export function mergeDraft(base: string, theirs: string, mine: string): string {
  if (theirs === base || theirs === mine) return mine
  if (mine === base || theirs.includes(mine)) return theirs
  if (mine.includes(theirs)) return mine
  return `${theirs}\n${mine}`.slice(0, MAX_DRAFT_CHARS)
}
