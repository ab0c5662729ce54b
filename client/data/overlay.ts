/**
 * The screen is the replica's rows under the operator's own pending commands.
 *
 * OVL1 Guesses are never written to the replica. OVL2 A command is laid over the rows until the cursor has passed
 * its result, and not after: whoever reads pending commands first and rows second never sees neither. OVL3 Pending
 * commands are applied in the order they were given, by the same function the server runs. OVL4 A reply that waits is
 * shown though its dialog has moved on: whether it goes is the server's to say, and its files may be long on their way.
 */
import { applyCommand } from '#shared/commands/catalogue'
import type { Actor } from '#shared/commands/spec'
import type { Id } from '#shared/domain/id'
import { type Change, type Kind, type RowOf, refKey, type World } from '#shared/domain/row'
import type { OutboxRow } from './vault'

/** Rows as pending commands have made them, by kind. */
export interface Overlay {
  get<K extends Kind>(kind: K, id: Id): RowOf<K> | undefined
  all<K extends Kind>(kind: K): readonly RowOf<K>[]
  readonly isEmpty: boolean
}

export const isPending = (row: OutboxRow, cursor: number): boolean =>
  row.state === 'waiting' || row.state === 'sent' || (row.state === 'done' && row.seq > cursor)

/** @param pending in the order given. */
export function layOver(pending: readonly OutboxRow[], actor: Actor, base: World): Overlay {
  const changed = new Map<string, Change>()
  const world: World = {
    get<K extends Kind>(kind: K, id: Id): RowOf<K> | undefined {
      const change = changed.get(refKey(kind, id))
      return change ? (change.row as RowOf<K>) : base.get(kind, id)
    },
  }
  for (const { id, type, args, createdAt } of pending) {
    const outcome = applyCommand({ id, type, args: shownArgs(type, args) }, { actor, now: createdAt, world })
    if (!outcome.ok) continue
    for (const change of outcome.changes) changed.set(refKey(change.kind, change.row.id), change)
  }
  return {
    get: <K extends Kind>(kind: K, id: Id) => changed.get(refKey(kind, id))?.row as RowOf<K> | undefined,
    all: <K extends Kind>(kind: K) => [...changed.values()].filter((change) => change.kind === kind).map(({ row }) => row as RowOf<K>),
    isEmpty: changed.size === 0,
  }
}

const shownArgs = (type: string, args: unknown): unknown =>
  type === 'message.send' && typeof args === 'object' ? { ...args, ifUnchanged: false } : args
