/** What the operator does becomes a row of the vault: durable before anything is shown or sent. */
import { type CommandArgs, type CommandType, parseCommand } from '#shared/commands/catalogue'
import { draftId, mergeDraft } from '#shared/domain/draft'
import { type Id, newId } from '#shared/domain/id'
import type { AnyCommand } from './contract'
import { isPending } from './overlay'
import { readPosition } from './replica'
import type { OutboxRow, Vault } from './vault'
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
  // A template keeps files that went to the server with an earlier edit: those need not be waited for.
  const here = await vault.files.bulkGet([...row.files])
  await vault.outbox.add({ ...row, files: type === 'message.send' ? row.files : row.files.filter((_, index) => here[index]) })
  return row.id
}

/** Stores them together: all are durable, or none. @throws InvalidCommand */
export async function actAll({ vault }: Pick<Store, 'vault'>, commands: readonly AnyCommand[]): Promise<void> {
  await vault.outbox.bulkAdd(commands.map(({ type, args }) => outboxRow(type, args, 0)))
}

/**
 * Stores a reply, and with it the end of the draft that it was made of: whoever closes the tab now finds both or neither.
 * @returns the command's id once both are durable.
 */
export async function send({ vault, actor }: Store, args: CommandArgs<'message.send'>, draft: string): Promise<Id> {
  const row = outboxRow('message.send', args, 0)
  const { dialogId } = args
  await vault.transaction('rw', vault.outbox, async () => {
    await vault.outbox.add(row)
    const rows = await draftRows(vault, dialogId)
    const replaced = rows.filter(({ state }) => state === 'waiting')
    await vault.outbox.bulkDelete(replaced.map(({ n }) => n))
    // What other devices were told last; it need not be asked of the replica.
    const [first] = replaced
    const told = rows.findLast(({ state }) => state === 'sent' || state === 'done')
    const base = first ? draftArgs(first).base : told ? draftArgs(told).text : draft
    if (base !== '') await vault.outbox.add(outboxRow('draft.set', { operatorId: actor().operatorId, dialogId, text: '', base }, 0))
  })
  return row.id
}

/**
 * Keeps what stands in the field. Only the newest text of a dialog waits: an edit replaces the one before it that has
 * not left. `base` is the draft that the text was made from: what another device has made of it meanwhile is kept too.
 * Without it the text replaces whatever the draft is now.
 */
export async function saveDraft(store: Store, dialogId: Id, text: string, base?: string): Promise<void> {
  while (!(await tryToSaveDraft(store, { dialogId, text, base })));
}

/** @returns false when the outbox has moved while the replica was read: no transaction spans both. */
async function tryToSaveDraft(
  { vault, replica, actor }: Store,
  { dialogId, text, base }: { dialogId: Id; text: string; base: string | undefined },
): Promise<boolean> {
  const { operatorId } = actor()
  const known = await draftRows(vault, dialogId)
  const { cursor, stored } = await replica.transaction('r', [replica.position, replica.drafts], async () => ({
    cursor: (await readPosition(replica)).cursor,
    stored: (await replica.drafts.get(draftId(operatorId, dialogId)))?.text ?? '',
  }))
  const pending = known.filter((row) => isPending(row, cursor))
  const left = pending.filter(({ state }) => state !== 'waiting').reduce(mergeRow, stored)
  const merged = base === undefined ? text : mergeDraft(base, pending.reduce(mergeRow, stored), text)
  return vault.transaction('rw', vault.outbox, async () => {
    const rows = await draftRows(vault, dialogId)
    if (placesOf(rows) !== placesOf(known)) return false
    await vault.outbox.bulkDelete(rows.filter(({ state }) => state === 'waiting').map(({ n }) => n))
    const args = { operatorId, dialogId, text: merged, base: left }
    if (merged !== left) await vault.outbox.add(outboxRow('draft.set', args, Date.now() + DRAFT_PAUSE_MS))
    return true
  })
}

const draftRows = (vault: Vault, dialogId: Id): Promise<OutboxRow[]> => vault.outbox.where('lane').equals(`draft/${dialogId}`).sortBy('n')

const placesOf = (rows: readonly OutboxRow[]): string => rows.map(({ n, state, seq }) => `${n} ${state} ${seq}`).join()

/** The draft once the command is in force. */
function mergeRow(draft: string, row: OutboxRow): string {
  const { base, text } = draftArgs(row)
  return mergeDraft(base, draft, text)
}

/** Parsed by the command's schema when it was stored. */
const draftArgs = ({ args }: OutboxRow): CommandArgs<'draft.set'> => args as CommandArgs<'draft.set'>

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

/** The files that a command carries, itself or among the fields it changes. */
function filesOf(args: unknown): readonly Id[] {
  if (typeof args !== 'object' || args === null) return []
  if ('fields' in args) return filesOf(args.fields)
  const attachments = 'attachments' in args ? args.attachments : []
  return Array.isArray(attachments) ? attachments.map(({ id }: { id: Id }) => id) : []
}
