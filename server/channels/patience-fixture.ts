import type { Patience } from './port'

/** Somebody who waits for ever. */
export const UNHURRIED: Patience = { partTaken: () => undefined, givenUp: new AbortController().signal }
