/** What the operator does becomes a row of the vault: durable before anything is shown or sent. */
import { type CommandArgs, type CommandType, parseCommand } from '#shared/commands/catalogue'
import { draftId } from '#shared/domain/draft'
import { type Id, newId } from '#shared/domain/id'
import type { OutboxRow } from './vault'
import type { Store } from './view'

/** Typing that pauses this long is worth sending to the operator's other devices. Milliseconds. */
const DRAFT_PAUSE_MS = 700

export class InvalidCommand extends Error {
  constructor(readonly type: CommandType) {
    super(`The arguments of ${type} do not fit its schema`)
  }
}

/** @returns the command's id once it is durable. @throws InvalidCommand */
export async function act<T extends CommandType>({ vault }: Pick<Store, 'vault'>, type: T, args: CommandArgs<T>): Promise<Id> {
  const row = outboxRow(type, args, 0)
  await vault.outbox.add(row)
  return row.id
}

/**
 * Keeps what stands in the field. Only the newest text of a dialog waits: an edit replaces the one before it that has
 * not left, and takes over what that one was based on.
 */
export async function saveDraft({ vault, replica, actor }: Store, dialogId: Id, text: string): Promise<void> {
  const { operatorId } = actor()
  const stored = (await replica.drafts.get(draftId(operatorId, dialogId)))?.text ?? ''
  await vault.transaction('rw', vault.outbox, async () => {
    const lane = `draft/${dialogId}`
    const earlier = await vault.outbox.where('lane').equals(lane).sortBy('n')
    const replaced = earlier.filter(({ state }) => state === 'waiting')
    const base = baseOf(replaced[0]) ?? textOf(earlier.filter(({ state }) => state === 'sent' || state === 'done').at(-1)) ?? stored
    await vault.outbox.bulkDelete(replaced.map(({ n }) => n))
    if (text !== base) await vault.outbox.add(outboxRow('draft.set', { operatorId, dialogId, text, base }, Date.now() + DRAFT_PAUSE_MS))
  })
}

function outboxRow<T extends CommandType>(type: T, args: CommandArgs<T>, notBefore: number): Omit<OutboxRow, 'n'> {
  const id = newId()
  const parsed = parseCommand({ id, type, args })
  if (!parsed) throw new InvalidCommand(type)
  return {
    id,
    type,
    args: parsed.args,
    lane: parsed.lane,
    dialogId: parsed.refs.find(({ kind }) => kind === 'dialog')?.id ?? null,
    createdAt: Date.now(),
    state: 'waiting',
    notBefore,
    files: filesOf(parsed.args),
    code: null,
    seq: 0,
  }
}

function filesOf(args: unknown): readonly Id[] {
  const attachments = typeof args === 'object' && args !== null && 'attachments' in args ? args.attachments : []
  return Array.isArray(attachments) ? attachments.map(({ id }: { id: Id }) => id) : []
}

const draftArgs = (row: OutboxRow | undefined) => row?.args as CommandArgs<'draft.set'> | undefined
const baseOf = (row: OutboxRow | undefined): string | undefined => draftArgs(row)?.base
const textOf = (row: OutboxRow | undefined): string | undefined => draftArgs(row)?.text
