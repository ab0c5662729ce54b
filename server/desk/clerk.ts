/**
 * Gives out what waits in the queues and closes what is over, as administrators have set it for each channel. Decides anew
 * whenever something changes: a message, a close, a colleague who comes or goes.
 */
import { openTimeline, record } from '#shared/commands/timeline'
import type { Channel } from '#shared/domain/channel'
import { isSnoozed } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import type { Operator } from '#shared/domain/operator'
import { seesChannel } from '#shared/domain/permissions'
import type { Committer, Work } from '../commands/committer'
import type { Roster } from '../commands/roster'
import type { StoredRow } from '../store/port'
import { deal } from './deal'
import type { DeskFacts } from './facts'

/** Between looks when nothing has changed: somebody may have come or gone, time passes. */
const LOOK_MS = 2_000
const HOUR_MS = 60 * 60 * 1000
const CLOSED_PER_LOOK = 200

export interface Clerk {
  committed(rows: readonly StoredRow[]): void
  start(): void
  close(): Promise<void>
}

export function createClerk(options: {
  facts: DeskFacts
  roster: Roster
  committer: Committer
  /** Has a device of theirs connected now. */
  isHere: (operatorId: Id) => boolean
  clock: () => number
  onError: (error: unknown) => void
}): Clerk & { /** Does what is to be done now. */ round(): Promise<void> } {
  const { facts, roster, committer, clock } = options
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let isWoken = false

  const isAvailable = ({ id, isDisabled, isAway }: Operator): boolean => !isDisabled && !(isAway ?? false) && options.isHere(id)

  function seatsFor(channelId: Id) {
    const there = roster.list('operator').filter(isAvailable)
    const seeing = there.filter(({ id, role, access }) => seesChannel({ operatorId: id, role, access }, channelId))
    return facts.seats(seeing.map(({ id }) => id))
  }

  async function giveOut({ id, queue }: Channel): Promise<void> {
    if (!queue || queue.how === 'none') return
    const waiting = facts.waiting(id)
    if (waiting.length === 0) return
    const now = clock()
    // One after another: each is decided over what the one before it has made so.
    for (const [index, { dialogId, operatorId }] of deal(queue, waiting, seatsFor(id), now).entries()) {
      facts.gave(operatorId, now + index + 1)
      await committer.submit(giveWork({ dialogId, operatorId, now }))
    }
  }

  async function closeQuiet({ id, autoCloseHours }: Channel): Promise<void> {
    if (autoCloseHours == null) return
    const now = clock()
    const before = now - autoCloseHours * HOUR_MS
    for (const dialogId of facts.quietSince(id, before).slice(0, CLOSED_PER_LOOK))
      await committer.submit(closeWork({ dialogId, before, now }))
  }

  async function round(): Promise<void> {
    for (const channel of roster.list('channel')) {
      await giveOut(channel)
      await closeQuiet(channel)
    }
  }

  function wake(): void {
    isWoken = true
    if (timer === undefined) return
    running ??= work()
      .catch(options.onError)
      .finally(() => {
        running = null
      })
  }

  async function work(): Promise<void> {
    while (isWoken) {
      isWoken = false
      await round()
    }
  }

  return {
    round,
    committed(rows) {
      facts.update(rows)
      if (rows.some(({ kind }) => kind === 'dialog' || kind === 'channel' || kind === 'operator')) wake()
    },
    start() {
      timer ??= setInterval(wake, LOOK_MS)
      wake()
    },
    async close() {
      clearInterval(timer)
      timer = undefined
      isWoken = false
      await running
    },
  }
}

/** Only what still waits: somebody may have taken it meanwhile. */
function giveWork({ dialogId, operatorId, now }: { dialogId: Id; operatorId: Id; now: number }): Work<void> {
  return {
    refs: () => [{ kind: 'dialog', id: dialogId }],
    run(ledger) {
      const dialog = ledger.get('dialog', dialogId)
      const operator = ledger.get('operator', operatorId)
      if (dialog?.state !== 'open' || dialog.assigneeId !== null || !operator || operator.isDisabled) return
      const event = { type: 'assigned', from: null, to: operatorId, byReply: false } as const
      ledger.put(record(openTimeline(dialog), { causeId: newId(), actorId: null, now }, event, { assigneeId: operatorId }).changes)
    },
  }
}

function closeWork({ dialogId, before, now }: { dialogId: Id; before: number; now: number }): Work<void> {
  return {
    refs: () => [{ kind: 'dialog', id: dialogId }],
    run(ledger) {
      const dialog = ledger.get('dialog', dialogId)
      if (dialog?.state !== 'open' || dialog.unanswered > 0 || dialog.updatedAt >= before) return
      // Somebody means to come back to it.
      if (isSnoozed(dialog) || (dialog.scheduled?.length ?? 0) > 0) return
      ledger.put(record(openTimeline(dialog), { causeId: newId(), actorId: null, now }, { type: 'closed' }, { state: 'closed' }).changes)
    },
  }
}
