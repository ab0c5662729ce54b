import { foldText, searchVariants } from '#shared/lib/text'

/** An @ being typed before the caret, and what has been typed after it. */
export interface MentionAt {
  readonly start: number
  readonly query: string
}

/**
 * Letters of a name and its surname; longer than that nobody is called. Four signs are letters on a Cyrillic layout, which
 * has no @: whoever has typed one writes on with the Latin keys.
 */
const TYPED = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}_'’.,;[\]-]*(?: [\p{L}\p{N}_'’.-]*)?)$/u

/** @returns null when no name is being typed there. */
export function mentionAt(text: string, caret: number): MentionAt | null {
  const before = text.slice(Math.max(0, caret - 60), caret)
  const query = TYPED.exec(before)?.[1]
  return query === undefined ? null : { start: caret - query.length - 1, query }
}

/** Colleagues whose name, or surname, begins so, on whatever layout it is typed. */
export function calledBy<P extends { readonly name: string }>(query: string, people: readonly P[]): readonly P[] {
  const variants = query === '' ? [''] : searchVariants(query)
  return people.filter(({ name }) => {
    const folded = foldText(name)
    const begins = (wanted: string) => folded.startsWith(wanted) || folded.split(/\s+/).some((word) => word.startsWith(wanted))
    return !variants.includes(folded) && variants.some(begins)
  })
}
