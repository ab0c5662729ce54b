/** What is the matter with this device's tables. Pure. */

/**
 * `no-space`: nothing more fits. `superseded`: the tables are a newer build's. `closed`: the handle is gone, the next try
 * opens it. `too-slow`: no answer in time. `missing`: the browser gives this page no tables at all. `broken`: they cannot
 * be read.
 */
export type Trouble = 'no-space' | 'superseded' | 'closed' | 'too-slow' | 'missing' | 'broken'

/** A wait that has ended without an answer: a browser out of space may never give one. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

const BY_NAME: Readonly<Record<string, Trouble>> = {
  QuotaExceededError: 'no-space',
  NewerTables: 'superseded',
  VersionError: 'superseded',
  TooSlow: 'too-slow',
  TimeoutError: 'too-slow',
  InvalidStateError: 'closed',
  DatabaseClosedError: 'closed',
  AbortError: 'closed',
  TransactionInactiveError: 'closed',
  MissingAPIError: 'missing',
  SecurityError: 'missing',
  NotAllowedError: 'missing',
  UnknownError: 'broken',
  DataError: 'broken',
  NotFoundError: 'broken',
  NotReadableError: 'broken',
  EncodingError: 'broken',
}

/** @returns null for an error that is no matter of the tables. The innermost cause that is known decides. */
export function troubleOf(error: unknown): Trouble | null {
  for (const each of causesOf(error).reverse()) {
    const known = BY_NAME[each.name] ?? (/quota/i.test(each.message) ? 'no-space' : undefined)
    if (known) return known
  }
  return null
}

/** The error and what is inside: Dexie wraps what the browser says. */
function causesOf(error: unknown): Error[] {
  const causes: Error[] = []
  for (let each: unknown = error; each instanceof Error && !causes.includes(each); ) {
    causes.push(each)
    each = 'inner' in each && each.inner ? each.inner : each.cause
  }
  return causes
}
