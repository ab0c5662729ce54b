/**
 * Who gets what waits. Pure.
 *
 * QUE1 Only operators who are available, may see the channel and have room are given anything. QUE2 What has waited longest is
 * given first. QUE3 Round robin: to whom nothing was given for longest; least busy: to whom has fewest open dialogs.
 */
import type { ChannelQueue } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'

export interface Waiting {
  readonly dialogId: Id
  /** Since when nobody has it, ms. */
  readonly since: number
}

export interface Seat {
  readonly operatorId: Id
  /** Open dialogs of theirs, in all channels. */
  readonly open: number
  /** When something was last given to them; 0: never. */
  readonly givenAt: number
}

export interface Given {
  readonly dialogId: Id
  readonly operatorId: Id
}

/** @param seats of those who are available and see the channel. */
export function deal(queue: ChannelQueue, waiting: readonly Waiting[], seats: readonly Seat[], now: number): readonly Given[] {
  if (queue.how === 'none') return []
  const order = queue.how === 'round-robin' ? byTurn : byLoad
  const free = new Map(seats.map((seat) => [seat.operatorId, seat]))
  const given: Given[] = []
  for (const { dialogId } of [...waiting].sort((one, other) => one.since - other.since || compare(one.dialogId, other.dialogId))) {
    const [next] = [...free.values()].filter(({ open }) => queue.capacity === null || open < queue.capacity).sort(order)
    if (!next) break
    given.push({ dialogId, operatorId: next.operatorId })
    // Later than whatever else was given in this round, so that turns go on within it.
    free.set(next.operatorId, { ...next, open: next.open + 1, givenAt: now + given.length })
  }
  return given
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const byTurn = (one: Seat, other: Seat): number => one.givenAt - other.givenAt || compare(one.operatorId, other.operatorId)
const byLoad = (one: Seat, other: Seat): number => one.open - other.open || byTurn(one, other)
