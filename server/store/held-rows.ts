/**
 * Rows that commits were decided on lately, so that the next one needs no look into the database: a keystroke is one
 * way to the disk and back. They are what is committed, because only this process writes; a commit decided on them is
 * refused when another has.
 */
import { type Ref, refKey } from '#shared/domain/row'
import type { StoredRow, StoreReader } from './port'

/** What a shop's operators work on at one time, many times over; a row takes about a kilobyte. */
const MAX_HELD = 10_000

export interface HeldRows {
  readonly reader: StoreReader
  /** These are committed now. */
  learn(rows: readonly StoredRow[]): void
  /** Nobody knows any more what is committed. */
  forget(): void
}

export function holdRows(reader: StoreReader): HeldRows {
  const held = new Map<string, StoredRow>()

  function hold(stored: StoredRow): void {
    const key = refKey(stored.kind, stored.id)
    held.delete(key)
    if (isHeld(stored)) held.set(key, stored)
  }

  function trim(): void {
    for (const eldest of held.keys()) {
      if (held.size <= MAX_HELD) return
      held.delete(eldest)
    }
  }

  async function rows(refs: readonly Ref[]): Promise<readonly StoredRow[]> {
    const wanted = new Map(refs.map((ref) => [refKey(ref.kind, ref.id), ref]))
    const found = new Map<string, StoredRow>()
    const missing: Ref[] = []
    for (const [key, ref] of wanted) {
      const known = held.get(key)
      if (known) found.set(key, known)
      else missing.push(ref)
    }
    for (const stored of missing.length > 0 ? await reader.rows(missing) : []) {
      found.set(refKey(stored.kind, stored.id), stored)
      hold(stored)
    }
    trim()
    return [...wanted.keys()].flatMap((key) => found.get(key) ?? [])
  }

  return {
    reader: { ...reader, rows },
    learn(rows) {
      for (const stored of rows) hold(stored)
      trim()
    },
    forget: () => held.clear(),
  }
}

/** A document's row is as long as its text, and no commit is decided on it; a deleted row is asked for again. */
const isHeld = ({ kind, row }: StoredRow): boolean => kind !== 'document' && row !== null
