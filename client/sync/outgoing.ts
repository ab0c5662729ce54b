/**
 * Which commands of the outbox may leave, and which come back to the operator instead. Pure.
 *
 * AGE1 What a customer would get and what has waited longer than a day is not sent without asking. AGE2 Nor is what was
 * written to the same customer after it: answers do not overtake each other. VLT1 A command that this build does not
 * understand is kept and shown; it neither leaves nor holds up its lane. LANE1, LANE3: begun-dialogs.ts.
 */
import { type Command, parseCommand } from '#shared/commands/catalogue'
import type { Id } from '#shared/domain/id'
import { DRAFT_PAUSE_MS } from '../data/act'
import { beginningsOf, isBeginning } from '../data/begun-dialogs'
import type { OutboxRow, RefusalCode } from '../data/vault'

/** A conversation a day old is another conversation. Milliseconds. */
export const ASK_AFTER_MS = 24 * 60 * 60 * 1000

export interface Outgoing {
  readonly commands: readonly Command[]
  /** When to look again, if something waits for its time. */
  readonly lookAgainAt: number | null
  readonly heldBack: readonly { readonly n: number; readonly code: RefusalCode }[]
}

export interface Circumstances {
  readonly now: number
  readonly uploaded: ReadonlySet<Id>
  /** Of the conversations begun here those that are held. */
  readonly held: ReadonlySet<Id>
}

/** @param rows in the order given. */
export function sortOut(rows: readonly OutboxRow[], { now, uploaded, held }: Circumstances): Outgoing {
  const blocked = new Set<string>()
  const aged = new Set<string>()
  const beginnings = beginningsOf(rows, held)
  const commands: Command[] = []
  const heldBack: { n: number; code: RefusalCode }[] = []
  let lookAgainAt: number | null = null
  for (const row of rows) {
    const { id, type, args } = row
    if (row.state !== 'waiting' && row.state !== 'sent') continue
    if (!parseCommand({ id, type, args })) {
      heldBack.push({ n: row.n, code: 'not-understood' })
      continue
    }
    if (reachesCustomer(row) && (now - row.createdAt > ASK_AFTER_MS || aged.has(row.lane))) {
      aged.add(row.lane)
      heldBack.push({ n: row.n, code: 'too-old' })
      continue
    }
    const beginning = row.dialogId === null || isBeginning(row) ? undefined : beginnings.get(row.dialogId)
    if (beginning === 'never') {
      heldBack.push({ n: row.n, code: 'not-begun' })
      continue
    }
    // Of a clock that was ahead when it was written the pause is over.
    const isEarly = row.notBefore > now && row.notBefore <= now + DRAFT_PAUSE_MS
    if (isEarly) lookAgainAt = Math.min(lookAgainAt ?? row.notBefore, row.notBefore)
    const isBlocked = isEarly || blocked.has(row.lane) || beginning === 'coming'
    if (isBlocked || row.files.some((file) => !uploaded.has(file))) blocked.add(row.lane)
    else commands.push({ id, type, args })
  }
  return { commands, lookAgainAt, heldBack }
}

const TO_CUSTOMER: ReadonlySet<OutboxRow['type']> = new Set(['message.send', 'message.retry', 'message.sendNow', 'dialog.start'])
const reachesCustomer = ({ type }: OutboxRow): boolean => TO_CUSTOMER.has(type)
