import Dexie from 'dexie'

/** Another tab leads now: FEN1. */
export class Fenced extends Error {}

export const isFenced = (error: unknown): boolean =>
  error instanceof Fenced || (error instanceof Dexie.DexieError && error.inner instanceof Fenced)
