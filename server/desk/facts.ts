/** Open dialogs as the queue looks at them, kept in memory and current with every commit. */
import type { Dialog } from '#shared/domain/dialog'
import { isSnoozed } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Store, StoredRow } from '../store/port'
import type { Seat, Waiting } from './deal'

const PAGE_DIALOGS = 2000

interface Known {
  readonly channelId: Id
  readonly assigneeId: Id | null
  /** Since when nobody has it. */
  readonly since: number
  readonly isWaiting: boolean
  readonly updatedAt: number
  readonly unanswered: number
}

export interface DeskFacts {
  update(rows: readonly StoredRow[]): void
  /** Of a channel, whom nobody has. */
  waiting(channelId: Id): readonly Waiting[]
  /** How much is on each of these people's tables. */
  seats(operatorIds: readonly Id[]): readonly Seat[]
  gave(operatorId: Id, at: number): void
  /** Answered dialogs of a channel in which nothing has happened since. */
  quietSince(channelId: Id, before: number): readonly Id[]
}

export async function createDeskFacts(store: Pick<Store, 'dialogsByRecency'>): Promise<DeskFacts> {
  const open = new Map<Id, Known>()
  const counts = new Map<Id, number>()
  const givenAt = new Map<Id, number>()

  function forget(id: Id): Known | undefined {
    const before = open.get(id)
    open.delete(id)
    if (before?.assigneeId) counts.set(before.assigneeId, (counts.get(before.assigneeId) ?? 1) - 1)
    return before
  }

  function learn(dialog: Dialog): void {
    const before = forget(dialog.id)
    if (dialog.state !== 'open') return
    const { id, channelId, assigneeId, updatedAt, unanswered } = dialog
    const since = before && before.assigneeId === null ? before.since : (dialog.lastInAt ?? updatedAt)
    open.set(id, { channelId, assigneeId, since, isWaiting: !isSnoozed(dialog) && unanswered > 0, updatedAt, unanswered })
    if (assigneeId) counts.set(assigneeId, (counts.get(assigneeId) ?? 0) + 1)
  }

  let after: { updatedAt: number; id: Id } | null = null
  for (;;) {
    const page: readonly StoredRow[] = await store.dialogsByRecency({ after, limit: PAGE_DIALOGS, state: 'open' })
    // The store returns what was written under the kind.
    for (const { row } of page) learn(row as Dialog)
    const last = page.at(-1)
    if (page.length < PAGE_DIALOGS || !last) break
    after = { updatedAt: (last.row as Dialog).updatedAt, id: last.id }
  }

  return {
    update(rows) {
      for (const { kind, id, row } of rows) {
        if (kind !== 'dialog') continue
        if (row === null) forget(id)
        else learn(row as Dialog)
      }
    },
    waiting: (channelId) =>
      [...open].flatMap(([dialogId, known]) =>
        known.channelId === channelId && known.assigneeId === null && known.isWaiting ? [{ dialogId, since: known.since }] : [],
      ),
    seats: (operatorIds) =>
      operatorIds.map((operatorId) => ({ operatorId, open: counts.get(operatorId) ?? 0, givenAt: givenAt.get(operatorId) ?? 0 })),
    gave: (operatorId, at) => void givenAt.set(operatorId, at),
    quietSince: (channelId, before) =>
      [...open].flatMap(([id, known]) => (known.channelId === channelId && known.unanswered === 0 && known.updatedAt < before ? [id] : [])),
  }
}
