import * as v from 'valibot'
import { type Id, PlainId } from '../domain/id'
import type { Ref } from '../domain/row'
import * as card from './card'
import * as channel from './channel'
import * as contact from './contact'
import * as customer from './customer'
import * as customerField from './customer-field'
import * as customerLink from './customer-link'
import * as dialog from './dialog'
import * as draft from './draft'
import * as filter from './filter'
import * as message from './message'
import * as messageChange from './message-change'
import * as note from './note'
import * as operator from './operator'
import * as order from './order'
import * as pipeline from './pipeline'
import * as preferences from './preferences'
import * as product from './product'
import * as schedule from './schedule'
import * as snooze from './snooze'
import { type CommandContext, type CommandSpec, type Outcome, rejected } from './spec'
import * as start from './start'
import * as template from './template'
import * as workspace from './workspace'

/** Every command by its name on the wire. A name is never reused for another meaning. */
export const COMMANDS = {
  'message.send': message.send,
  'message.retry': message.retry,
  'message.confirm': message.confirm,
  'message.edit': messageChange.edit,
  'message.delete': messageChange.remove,
  'message.react': messageChange.react,
  'dialog.assign': dialog.assign,
  'dialog.close': dialog.close,
  'dialog.reopen': dialog.reopen,
  'dialog.spam': dialog.spam,
  'dialog.unspam': dialog.unspam,
  'dialog.start': start.start,
  'dialog.snooze': snooze.snooze,
  'dialog.unsnooze': snooze.unsnooze,
  'message.schedule': schedule.schedule,
  'message.reschedule': schedule.reschedule,
  'message.unschedule': schedule.unschedule,
  'message.sendNow': schedule.sendNow,
  'note.create': note.create,
  'note.remove': note.remove,
  'contact.rename': contact.rename,
  'contact.addPhone': contact.addPhone,
  'contact.removePhone': contact.removePhone,
  'contact.addEmail': contact.addEmail,
  'contact.removeEmail': contact.removeEmail,
  'customer.save': customerLink.save,
  'customer.link': customerLink.link,
  'customer.unlink': customerLink.unlink,
  'customer.merge': customerLink.merge,
  'customer.unmerge': customerLink.unmerge,
  'customer.set': customer.set,
  'customer.add': customer.add,
  'customer.take': customer.take,
  'customer.upsert': customer.upsert,
  'customerField.put': customerField.putField,
  'customerTag.put': customerField.putTag,
  'draft.set': draft.set,
  'draft.attach': draft.attach,
  'draft.detach': draft.detach,
  'workspace.set': workspace.set,
  'filter.save': filter.save,
  'filter.remove': filter.remove,
  'preferences.set': preferences.set,
  'template.create': template.create,
  'template.update': template.update,
  'template.remove': template.remove,
  'template.move': template.move,
  'product.upsert': product.upsert,
  'product.remove': product.remove,
  'order.create': order.create,
  'order.edit': order.edit,
  'order.status': order.status,
  'order.settle': order.settle,
  'draft.share': draft.share,
  'draft.unshare': draft.unshare,
  'dialog.readMentions': dialog.readMentions,
  'channel.set': channel.set,
  'pipeline.create': pipeline.create,
  'pipeline.rename': pipeline.rename,
  'pipeline.remove': pipeline.remove,
  'pipeline.addStage': pipeline.addStage,
  'pipeline.editStage': pipeline.editStage,
  'pipeline.moveStage': pipeline.moveStage,
  'pipeline.removeStage': pipeline.removeStage,
  'card.create': card.create,
  'card.edit': card.edit,
  'card.move': card.move,
  'card.remove': card.remove,
  'operator.setAway': operator.setAway,
} as const

export type CommandType = keyof typeof COMMANDS
export type CommandArgs<T extends CommandType> = v.InferOutput<(typeof COMMANDS)[T]['args']>

/** A command as it is stored on a device and sent. */
export const Command = v.object({
  id: PlainId,
  type: v.picklist(Object.keys(COMMANDS) as [CommandType, ...CommandType[]]),
  args: v.unknown(),
})
export type Command = v.InferOutput<typeof Command>

/** A command whose arguments have passed their schema. */
export interface ParsedCommand {
  readonly id: Id
  readonly type: CommandType
  readonly lane: string
  readonly refs: readonly Ref[]
  readonly args: unknown
  apply(context: Omit<CommandContext, 'commandId'>): Outcome
}

/** @returns null when the arguments do not fit the command's schema. */
export function parseCommand({ id, type, args }: Command): ParsedCommand | null {
  // What lies in a vault may be of another build.
  if (!Object.hasOwn(COMMANDS, type)) return null
  const spec: CommandSpec = COMMANDS[type]
  const parsed = v.safeParse(spec.args, args)
  if (!parsed.success) return null
  return {
    id,
    type,
    args: parsed.output,
    lane: spec.lane(parsed.output),
    refs: spec.refs(parsed.output),
    apply: (context) => spec.apply(parsed.output, { ...context, commandId: id }),
  }
}

/** Runs a command as it came; arguments that do not fit are rejected, not thrown. */
export function applyCommand(command: Command, context: Omit<CommandContext, 'commandId'>): Outcome {
  return parseCommand(command)?.apply(context) ?? rejected('invalid')
}
