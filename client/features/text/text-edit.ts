/** A change of a text as one splice. Pure. */
export interface TextEdit {
  readonly index: number
  readonly remove: number
  readonly insert: string
}

/**
 * The splice that makes `after` of `before`. `caret` is where the caret stands in `after`: it tells which of several equal
 * letters was typed, so that a colleague's caret between them stays where it should.
 * @returns null when nothing changed.
 */
export function textEdit(before: string, after: string, caret: number): TextEdit | null {
  if (before === after) return null
  const limit = Math.min(before.length, after.length)
  const suffixLimit = Math.min(limit, after.length - caret)
  let suffix = 0
  while (suffix < suffixLimit && before[before.length - 1 - suffix] === after[after.length - 1 - suffix]) suffix++
  let prefix = 0
  while (prefix < limit - suffix && before[prefix] === after[prefix]) prefix++
  // A surrogate pair is one sign: cut beside it, not through it.
  if (isLowSurrogate(before[prefix]) || isLowSurrogate(after[prefix])) prefix = Math.max(prefix - 1, 0)
  if (isLowSurrogate(before[before.length - suffix]) || isLowSurrogate(after[after.length - suffix])) suffix = Math.max(suffix - 1, 0)
  return { index: prefix, remove: before.length - suffix - prefix, insert: after.slice(prefix, after.length - suffix) }
}

const isLowSurrogate = (unit: string | undefined): boolean => unit !== undefined && unit >= '\uDC00' && unit <= '\uDFFF'
