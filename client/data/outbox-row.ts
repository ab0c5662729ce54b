/** A command as it lies in the vault. */
import { type CommandArgs, type CommandType, parseCommand } from '#shared/commands/catalogue'
import { type Id, newId } from '#shared/domain/id'
import type { OutboxRow, Vault } from './vault'

export class InvalidCommand extends Error {
  constructor(readonly type: CommandType) {
    super(`The arguments of ${type} do not fit its schema`)
  }
}

/** Files that are not the vault's went to the server with an earlier command, of another device too: they need not be waited for. */
export async function addRow(vault: Vault, row: Omit<OutboxRow, 'n'>): Promise<void> {
  const here = await vault.files.bulkGet([...row.files])
  await vault.outbox.add({ ...row, files: row.files.filter((_, index) => here[index]) })
}

/** @throws InvalidCommand */
export function outboxRow<T extends CommandType>(
  type: T,
  args: CommandArgs<T>,
  notBefore: number,
  { id, createdAt }: Pick<OutboxRow, 'id' | 'createdAt'> = justMade(),
): Omit<OutboxRow, 'n'> {
  const parsed = parseCommand({ id, type, args })
  if (!parsed) throw new InvalidCommand(type)
  return {
    id,
    type,
    args: parsed.args,
    lane: parsed.lane,
    dialogId: parsed.refs.find(({ kind }) => kind === 'dialog')?.id ?? null,
    createdAt,
    state: 'waiting',
    notBefore,
    files: filesOf(parsed.args),
    code: null,
    seq: 0,
  }
}

/** Who and when a command is, from the moment that its operator gave it. */
export const justMade = (): Pick<OutboxRow, 'id' | 'createdAt'> => ({ id: newId(), createdAt: Date.now() })

/** The files that a command carries, itself or among the fields it changes. */
function filesOf(args: unknown): readonly Id[] {
  if (typeof args !== 'object' || args === null) return []
  if ('fields' in args) return filesOf(args.fields)
  if ('attachment' in args) return filesOf({ attachments: [args.attachment] })
  const attachments = 'attachments' in args ? args.attachments : []
  return Array.isArray(attachments) ? attachments.map(({ id }: { id: Id }) => id) : []
}
