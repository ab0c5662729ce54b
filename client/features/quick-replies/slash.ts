/** What stands between a slash and the caret. Pure. */
export interface SlashAt {
  readonly start: number
  readonly query: string
}

/** Longer than any title that somebody types to find it. */
const MAX_QUERY_CHARS = 40

/** @param isDot the key of the slash has typed a dot, as it does on Russian and Ukrainian layouts. */
export function slashAt(text: string, caret: number, isDot: boolean): SlashAt | null {
  const line = text.slice(Math.max(text.lastIndexOf('\n', caret - 1) + 1, caret - MAX_QUERY_CHARS - 2), caret)
  const found = (isDot ? /(?:^|\s)([/.])([^/\n]*)$/ : /(?:^|\s)(\/)([^/\n]*)$/).exec(line)
  const query = found?.[2]
  if (query === undefined || query.length > MAX_QUERY_CHARS || query.startsWith(' ')) return null
  return { start: caret - query.length - 1, query }
}
