/**
 * A comment is replaced as a whole, also by somebody who wrote theirs without a network and never saw the other: what stood
 * there is kept for a while, with who replaced it and when.
 */
import * as v from 'valibot'
import { Id } from './id'
import { Instant } from './item'

/** The newest few: it is for what was overwritten a moment ago, and rows travel whole. */
export const MAX_EARLIER_COMMENTS = 5

/** The oldest first. */
export const earlierComments = (maxChars: number) =>
  v.optional(
    v.pipe(v.array(v.object({ at: Instant, by: Id, text: v.pipe(v.string(), v.maxLength(maxChars)) })), v.maxLength(MAX_EARLIER_COMMENTS)),
  )

export type EarlierComment = NonNullable<v.InferOutput<ReturnType<typeof earlierComments>>>[number]

interface Commented {
  readonly comment: string
  readonly earlierComments?: readonly EarlierComment[] | undefined
}

/** What a row remembers once its comment is `next`; nothing of an empty one, or of one that stays. */
export function rememberComment(row: Commented, next: string | undefined, replaced: Omit<EarlierComment, 'text'>) {
  if (next === undefined || next === row.comment || row.comment === '') return {}
  return { earlierComments: [...(row.earlierComments ?? []), { ...replaced, text: row.comment }].slice(-MAX_EARLIER_COMMENTS) }
}
