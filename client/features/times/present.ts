import type { Data } from '../../data/contract'
import { now } from '../now'

/**
 * The present for what is put off: the server's while it is heard. By a clock that is a day behind a dialog would be put off to
 * the past, and by one that is ahead a message would leave a day late.
 */
export function present({ connection, clockAhead }: Pick<Data, 'connection' | 'clockAhead'>): number {
  return now() - (connection().phase === 'live' ? clockAhead() : 0)
}
