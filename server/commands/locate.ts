/**
 * Who writes first may write to somebody with whom there is a conversation already: of another operator, from another
 * device, or begun by the customer a moment ago. What the address is known as decides, not what the device believes.
 */
import { type Command, type CommandArgs, type ParsedCommand, parseCommand } from '#shared/commands/catalogue'
import { startIds, startKey } from '#shared/commands/start'
import type { Id } from '#shared/domain/id'
import { peerContactName, peerDialogName } from '../channels/names'

type StartArgs = CommandArgs<'dialog.start'>

/** A command that names an address, with the outside names it goes by. */
export interface Located {
  readonly names: readonly string[]
  /** The command about the rows there are, or are to be. */
  parsed(idOf: (name: string) => Id | undefined): ParsedCommand | null
  /** Names to be claimed once it has been done. */
  claims(idOf: (name: string) => Id | undefined): ReadonlyMap<string, Id>
}

/** @returns null for a command that is about rows it names itself. */
export function locate(command: Command, parsed: ParsedCommand | null): Located | null {
  if (parsed?.type !== 'dialog.start') return null
  const { known: _, ...args } = parsed.args as StartArgs
  const dialogName = peerDialogName(args.channelId, startKey(args))
  const contactName = peerContactName(args.channelId, args.address)
  const fresh = startIds(args)
  const known = (idOf: (name: string) => Id | undefined) => ({
    dialogId: idOf(dialogName) ?? fresh.dialogId,
    contactId: idOf(contactName) ?? fresh.contactId,
  })
  return {
    names: [dialogName, contactName],
    parsed: (idOf) => parseCommand({ ...command, args: { ...args, known: known(idOf) } }),
    claims(idOf) {
      const { dialogId, contactId } = known(idOf)
      return new Map([
        [dialogName, dialogId],
        [contactName, contactId],
      ])
    },
  }
}
