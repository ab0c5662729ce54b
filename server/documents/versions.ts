/** A document's past: what it said each time somebody left it. Updates are folded away; these stay. */
import type { Id } from '#shared/domain/id'
import type { DocumentVersion, StoredDocument } from '../store/port'

/** Whoever comes back to a text later than this has begun anew. */
const PAUSE_MS = 5 * 60_000
/** Of one long sitting something is kept on the way. */
const SITTING_MS = 30 * 60_000

/**
 * The version that a text makes after the one before it: the same one again while its authors go on writing, so that
 * the past is of sittings and not of keystrokes.
 * @param edits what has been written since. @returns null when the text has not changed.
 */
export function nextVersion(
  before: DocumentVersion | undefined,
  now: { readonly doc: string; readonly text: string; readonly edits: StoredDocument['by'] },
): DocumentVersion | null {
  const { doc, text, edits } = now
  if (text === (before?.text ?? '') || edits.length === 0) return null
  const authors = [...new Set(edits.map(({ authorId }) => authorId))]
  const [startedAt, at] = [Math.min(...edits.map((edit) => edit.at)), Math.max(...edits.map((edit) => edit.at))]
  const goesOn = before && areSame(before.authors, authors) && startedAt - before.at <= PAUSE_MS && at - before.startedAt <= SITTING_MS
  if (goesOn) return { ...before, at: Math.max(at, before.at), text }
  return { doc, n: (before?.n ?? 0) + 1, startedAt, at, authors, text }
}

const areSame = (one: readonly (Id | null)[], other: readonly (Id | null)[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))
