/** An @ being typed before the caret, and what has been typed after it. */
export interface MentionAt {
  readonly start: number
  readonly query: string
}

/** Letters of a name and its surname; longer than that nobody is called. */
const TYPED = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}_'’.-]*(?: [\p{L}\p{N}_'’.-]*)?)$/u

/** @returns null when no name is being typed there. */
export function mentionAt(text: string, caret: number): MentionAt | null {
  const before = text.slice(Math.max(0, caret - 60), caret)
  const query = TYPED.exec(before)?.[1]
  return query === undefined ? null : { start: caret - query.length - 1, query }
}

/** Colleagues whose name, or surname, begins so. */
export function calledBy<P extends { readonly name: string }>(query: string, people: readonly P[]): readonly P[] {
  const wanted = query.toLocaleLowerCase()
  return people.filter(({ name }) => {
    const lower = name.toLocaleLowerCase()
    return lower !== wanted && (lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted)))
  })
}
