/**
 * What rows come to, the same on both sides: each is read by the schema of its kind first, which gives missing fields
 * their defaults and every field its place. DIG1.
 */
import * as v from 'valibot'
import type { Id } from '../domain/id'
import { type Kind, ROW_SCHEMAS, refKey } from '../domain/row'
import { hash53 } from '../lib/hash'

/** A row as a device claims to hold it. A row that cannot be read has the hash 0. */
export interface Claim {
  readonly kind: Kind
  readonly id: Id
  readonly hash: number
}

export function claimOf(kind: Kind, id: Id, row: unknown): Claim {
  const parsed = v.safeParse(ROW_SCHEMAS[kind], row)
  return { kind, id, hash: parsed.success ? hash53(JSON.stringify(parsed.output)) : 0 }
}

/** Of any number of rows, in whatever order. */
export function digestOf(claims: readonly Claim[]): number {
  const lines = claims.map(({ kind, id, hash }) => `${refKey(kind, id)} ${hash}`)
  return hash53(lines.sort().join('\n'))
}
