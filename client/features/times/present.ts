import type { Data } from '../../data/contract'
import { now } from '../now'

export type Clock = Pick<Data, 'connection' | 'clockAhead'>

/**
 * The present for what is put off, and for what a channel takes until a certain time: the server's while it is heard. By a clock
 * that is a day behind a dialog would be put off to the past; by one that is ahead a message would leave a day late, and no
 * channel with a window for answers would take any.
 */
export function present({ connection, clockAhead }: Clock): number {
  return now() - (connection().phase === 'live' ? clockAhead() : 0)
}
