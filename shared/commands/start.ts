import * as v from 'valibot'
import { Attachments } from '../domain/attachment'
import { CAPABILITIES, type ChannelKind, takesFiles } from '../domain/channel'
import { type Contact, Email, PersonName, Phone } from '../domain/contact'
import { type Dialog, newDialog } from '../domain/dialog'
import { Id, PlainId } from '../domain/id'
import { MAX_MESSAGE_CHARS } from '../domain/item'
import { seesChannel } from '../domain/permissions'
import { change } from '../domain/row'
import { isPromised } from '../domain/scheduled'
import { conversationKey, MAX_SUBJECT_CHARS, parseAddress, startedContactId, startedDialogId } from '../domain/start'
import { cardBegun } from './card'
import { takenUp } from './message'
import { type CommandContext, command, done, NOTHING, rejected } from './spec'
import { append, openTimeline, record, type Timeline } from './timeline'

const StartArgs = v.pipe(
  v.object({
    channelId: Id,
    /** As the channel names the person: a phone, an e-mail, a handle. */
    address: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(320)),
    /** Whom the operator means; null: only the address is known. */
    name: v.nullable(PersonName),
    /** Of an e-mail; empty otherwise. */
    subject: v.pipe(v.string(), v.trim(), v.maxLength(MAX_SUBJECT_CHARS)),
    itemId: PlainId,
    text: v.pipe(v.string(), v.trim(), v.maxLength(MAX_MESSAGE_CHARS)),
    attachments: v.optional(Attachments, []),
    /** The conversation there is with this address already. The server puts in what it knows. */
    known: v.optional(v.object({ dialogId: Id, contactId: Id })),
    /** The card that it is begun from: from now on this is its conversation. */
    cardId: v.optional(Id),
  }),
  v.check((args) => args.text !== '' || args.attachments.length > 0, 'A message has a text or a file'),
)
export type StartArgs = v.InferOutput<typeof StartArgs>

export const startKey = ({ address, subject }: Pick<StartArgs, 'address' | 'subject'>): string => conversationKey(address, subject)

/** Rows that the conversation has or will have: of the same address the same, whoever begins it and where. */
export const startIds = (args: StartArgs): { readonly dialogId: Id; readonly contactId: Id } =>
  args.known ?? { dialogId: startedDialogId(args.channelId, startKey(args)), contactId: startedContactId(args.channelId, args.address) }

/** Writes first. Who does becomes the assignee; a conversation that is there already is gone on with. */
export const start = command({
  args: StartArgs,
  lane: (args) => `dialog/${startIds(args).dialogId}`,
  refs: (args) => [
    { kind: 'dialog', id: startIds(args).dialogId },
    { kind: 'contact', id: startIds(args).contactId },
    { kind: 'item', id: args.itemId },
    ...(args.cardId === undefined ? [] : [{ kind: 'card' as const, id: args.cardId }]),
  ],
  apply(args, context) {
    const channel = context.world.get('channel', args.channelId)
    if (!channel || !seesChannel(context.actor, channel.id)) return rejected('not-found')
    const can = CAPABILITIES[channel.kind]
    if (can.start === null || args.text.length > can.text.max) return rejected('channel-cannot')
    if (args.attachments.length > 0 && !takesFiles(can, args.attachments)) return rejected('channel-cannot')
    if (parseAddress(can.start, args.address) !== args.address || (args.subject !== '' && can.start !== 'email')) return rejected('invalid')
    if (can.start === 'known' && context.world.get('contact', startIds(args).contactId)?.channelId !== channel.id)
      return rejected('channel-cannot')
    if (context.world.get('item', args.itemId)) return NOTHING
    const known = context.world.get('dialog', startIds(args).dialogId)
    if (known && isPromised(known, args.itemId)) return rejected('invalid')
    const begun = known ? { timeline: takenUp(known, authorOf(context)), changes: [] } : begin(args, channel.kind, context)
    const said = append(begun.timeline, {
      id: args.itemId,
      kind: 'message',
      at: context.now,
      direction: 'out',
      authorId: context.actor.operatorId,
      text: args.text,
      attachments: args.attachments,
      replyTo: null,
      state: 'queued',
      error: null,
    })
    const card = cardBegun(args.cardId, said.dialog, context)
    return done(...begun.changes, ...said.changes, ...(card ? [card] : []))
  },
})

const authorOf = ({ commandId, actor, now }: CommandContext) => ({ causeId: commandId, actorId: actor.operatorId, now })

function begin(
  args: StartArgs,
  kind: ChannelKind,
  context: CommandContext,
): { timeline: Timeline; changes: readonly ReturnType<typeof change>[] } {
  const { dialogId, contactId } = startIds(args)
  const contact = context.world.get('contact', contactId) ?? newContact(args, contactId, context.now)
  const dialog: Dialog = {
    ...newDialog({ id: dialogId, channelId: args.channelId, contactId }, context.now),
    ...(kind === 'email' && args.subject !== '' ? { subject: args.subject } : {}),
  }
  const timeline = record(openTimeline(dialog), authorOf(context), { type: 'started' }, { assigneeId: context.actor.operatorId })
  return { timeline, changes: [change('contact', contact)] }
}

function newContact({ channelId, address, name }: StartArgs, id: Id, now: number): Contact {
  return {
    id,
    channelId,
    peerKey: address,
    name: name ?? address.slice(0, 120),
    nameBy: name === null ? 'channel' : 'operator',
    phones: v.is(Phone, address) ? [address] : [],
    emails: v.is(Email, address) ? [address] : [],
    origin: null,
    createdAt: now,
  }
}
