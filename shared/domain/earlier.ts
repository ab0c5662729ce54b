/**
 * Words are replaced as a whole, also by somebody who wrote theirs without a network and never saw the others: what stood
 * there is kept for a while, with who replaced it and when.
 */
import * as v from 'valibot'
import { isSame } from '../lib/is-same'
import { Id } from './id'
import { Instant } from './item'

/** The newest few: it is for what was overwritten a moment ago, and rows travel whole. */
export const MAX_EARLIER = 5

/** What edits have replaced, the oldest first; of each only the fields that it changed. */
export const earlierOf = <E extends v.ObjectEntries>(fields: E) =>
  v.optional(v.pipe(v.array(v.object({ at: Instant, by: Id, was: v.partial(v.object(fields)) })), v.maxLength(MAX_EARLIER)))

export interface Earlier<F extends object> {
  readonly at: number
  readonly by: Id
  readonly was: { readonly [K in keyof F]?: F[K] | undefined }
}

/** What a row remembers once it says `next`, field by field as named; nothing of an empty one, or of one that stays. */
export function remember<F extends object>(
  row: F & { readonly earlier?: readonly Earlier<F>[] | undefined },
  next: Earlier<F>['was'],
  names: readonly (keyof F)[],
  replaced: Omit<Earlier<F>, 'was'>,
): { earlier?: Earlier<F>[] } {
  const lost = names.filter((name) => next[name] !== undefined && !isEmpty(row[name]) && !isSame(next[name], row[name]))
  if (lost.length === 0) return {}
  const was = Object.fromEntries(lost.map((name) => [name, row[name]])) as Earlier<F>['was']
  return { earlier: [...(row.earlier ?? []), { ...replaced, was }].slice(-MAX_EARLIER) }
}

const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0)
