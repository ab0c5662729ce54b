/**
 * What customers do, made rows. IN1 The same event key of a channel has one effect. IN2 Settles after COMMIT.
 * IN3 A message of a known peer goes to their dialog: a closed one opens, spam stays in spam.
 */
import * as v from 'valibot'
import { append, openTimeline, record, type Timeline } from '#shared/commands/timeline'
import { type Contact, Email, Phone } from '#shared/domain/contact'
import { advanceDelivery } from '#shared/domain/delivery'
import { type Dialog, isSnoozed, newDialog, withChanged } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import { change, type Ref } from '#shared/domain/row'
import type { Committer, Work } from '../commands/committer'
import { enqueueSend } from '../commands/enqueue'
import type { Ledger } from '../commands/ledger'
import { automaticAnswer, withAutomatic } from './automatic'
import { putDelivery } from './delivery'
import { changeWork, withEarly } from './inbound-change'
import { eventItemName, peerContactName, peerDialogName } from './names'
import { peerName } from './peer-name'
import type { AcceptInbound, InboundEvent, InboundOutcome } from './port'
import { reportWork } from './report'
import { claimedNames, dialogNames } from './thread'

type MessageEvent = Extract<InboundEvent, { type: 'message' }>
type StatusEvent = Extract<InboundEvent, { type: 'status' }>

export function createInbound(options: { committer: Committer; clock: () => number }): AcceptInbound {
  return async (event) => {
    return (await options.committer.submit(workOf(event, options.clock))).value
  }
}

function workOf(event: InboundEvent, clock: () => number): Work<InboundOutcome> {
  switch (event.type) {
    case 'message':
      return messageWork(event, clock)
    case 'status':
      return statusWork(event)
    case 'report':
      return reportWork(event, clock)
    default:
      return changeWork(event, clock)
  }
}

const contactName = ({ channelId, peer }: MessageEvent | StatusEvent): string => peerContactName(channelId, peer.key)
const eventName = ({ channelId, key }: MessageEvent): string => eventItemName(channelId, key)
const quotedName = ({ channelId, replyTo }: MessageEvent): string[] => (replyTo === undefined ? [] : [eventItemName(channelId, replyTo)])

function messageWork(event: MessageEvent, clock: () => number): Work<InboundOutcome> {
  return {
    names: [...dialogNames(event), contactName(event), eventName(event), ...quotedName(event)],
    early: [eventName(event)],
    refs: (names) => [...refsNamed(names, event), ...namedItem(names, event)],
    run(ledger) {
      const now = clock()
      const channel = ledger.get('channel', event.channelId)
      if (!channel) return { ok: false, reason: 'unknown-channel' }
      const taken = ledger.name(eventName(event))
      const known = knownDialog(event, ledger)
      if (taken && known) {
        fillIn(event, ledger, taken)
        return { ok: true, dialogId: known.id, itemId: taken, isDuplicate: true, at: now }
      }
      if (event.raw !== undefined) ledger.keepRaw(event.channelId, event.key, now, event.raw)
      const itemId = newId()
      const dialog = receive(event, ledger, { itemId, now })
      ledger.claim(eventName(event), itemId)
      // The website chat knows messages by our own ids.
      if (channel.kind !== 'widget') ledger.nameMessage(itemId, [event.thread?.id ?? event.key])
      return { ok: true, dialogId: dialog.id, itemId, isDuplicate: false, at: now }
    },
  }
}

function refsNamed(names: ReadonlyMap<string, Id>, event: MessageEvent | StatusEvent): readonly Ref[] {
  const contactId = names.get(contactName(event))
  const dialogIds = new Set(dialogNames(event).flatMap((name) => names.get(name) ?? []))
  return contactId ? [{ kind: 'contact', id: contactId }, ...[...dialogIds].map((id) => ({ kind: 'dialog', id }) as const)] : []
}

/** Of the dialogs that the message names, the first that is with its sender (THR3). */
function knownDialog(event: MessageEvent, ledger: Ledger): Dialog | undefined {
  const contactId = ledger.name(contactName(event))
  for (const name of dialogNames(event)) {
    const dialog = ledger.get('dialog', ledger.name(name) ?? '')
    if (dialog && dialog.contactId === contactId) return dialog
  }
  return undefined
}

/** The message itself, where it may have to be filled in. */
function namedItem(names: ReadonlyMap<string, Id>, event: MessageEvent) {
  const itemId = event.missing === undefined ? undefined : names.get(eventName(event))
  return itemId === undefined ? [] : [{ kind: 'item', id: itemId } as const]
}

/** Files that have come since the message was taken. */
function fillIn({ missing, attachments, content }: MessageEvent, ledger: Ledger, itemId: Id): void {
  const message = missing === undefined ? undefined : ledger.get('item', itemId)
  if (message?.kind !== 'message' || !message.missing?.length || message.deleted) return
  const { missing: _, ...rest } = message
  const filled = { ...rest, attachments: [...attachments], ...(content ? { content } : {}), ...missingOf(missing) }
  const dialog = ledger.get('dialog', message.dialogId)
  ledger.put([change('item', filled), ...(dialog ? [change('dialog', withChanged(dialog, filled))] : [])])
}

const missingOf = (missing: MessageEvent['missing']) => (missing?.length ? { missing: [...missing] } : {})

function receive(event: MessageEvent, ledger: Ledger, at: { itemId: Id; now: number }): Dialog {
  const timeline = append(dialogOf(event, ledger, at), {
    id: at.itemId,
    kind: 'message',
    at: at.now,
    direction: isShop(event) ? 'out' : 'in',
    authorId: null,
    text: event.text,
    attachments: [...event.attachments],
    replyTo: quotedName(event).map(ledger.name)[0] ?? null,
    state: isShop(event) ? 'sent' : 'received',
    error: null,
    ...(event.content ? { content: event.content } : {}),
    ...missingOf(event.missing),
  })
  const answered = withAnswer(event, ledger, { timeline, ...at })
  ledger.put(answered.changes)
  for (const made of answered.changes) enqueueSend(ledger, made, at.now)
  return changedEarly(event, ledger, { dialog: answered.dialog, itemId: at.itemId })
}

function withAnswer(event: MessageEvent, ledger: Ledger, of: { timeline: Timeline; itemId: Id; now: number }): Timeline {
  const channel = ledger.get('channel', event.channelId)
  if (!channel || isShop(event)) return of.timeline
  const isFirst = of.timeline.changes.some(({ kind, row }) => kind === 'item' && 'event' in row && row.event.type === 'started')
  const answer = automaticAnswer(channel, of.timeline.dialog, { isFirst, isAutomatic: event.isAutomatic ?? false, now: of.now })
  return answer ? withAutomatic(of.timeline, answer, of) : of.timeline
}

/** The dialog once what had come before its message is done to it (IN4). */
function changedEarly(event: MessageEvent, ledger: Ledger, { dialog, itemId }: { dialog: Dialog; itemId: Id }): Dialog {
  const message = ledger.get('item', itemId)
  if (message?.kind !== 'message') return dialog
  const changed = withEarly(message, { ledger, name: eventName(event), peerKey: event.peer.key })
  if (changed === message) return dialog
  const next = withChanged(dialog, changed)
  ledger.put([change('item', changed), change('dialog', next)])
  return next
}

/** The peer's dialog as the message finds it: opened again, or begun. */
function dialogOf(event: MessageEvent, ledger: Ledger, { itemId, now }: { itemId: Id; now: number }): Timeline {
  const author = { causeId: itemId, actorId: null, now }
  const contact = ledger.get('contact', ledger.name(contactName(event)) ?? '')
  if (contact) refreshContact(event, ledger, contact)
  const known = knownDialog(event, ledger)
  if (known) {
    claimNames(event, ledger, { dialogId: known.id, isNew: false })
    // The shop's own words from elsewhere wake nobody.
    if (isShop(event)) return openTimeline(known)
    const timeline = isSnoozed(known)
      ? record(openTimeline(known), author, { type: 'unsnoozed', by: 'message' }, { snoozedUntil: null })
      : openTimeline(known)
    if (known.state !== 'closed') return timeline
    const reopened = record(timeline, author, { type: 'reopened', by: 'message' }, { state: 'open' })
    const isToQueue = ledger.get('channel', event.channelId)?.reopen === 'queue' && known.assigneeId !== null
    if (!isToQueue) return reopened
    const left = { type: 'assigned', from: known.assigneeId, to: null, byReply: false } as const
    return record(reopened, author, left, { assigneeId: null })
  }
  const person = contact ?? newContact(event, now)
  if (!contact) ledger.put([change('contact', person)])
  const dialog: Dialog = {
    ...newDialog({ id: newId(), channelId: event.channelId, contactId: person.id }, now),
    ...(event.thread?.subject ? { subject: event.thread.subject } : {}),
  }
  claimNames(event, ledger, { dialogId: dialog.id, isNew: true })
  ledger.claim(contactName(event), person.id)
  return record(openTimeline(dialog), author, { type: 'started' })
}

function claimNames(event: MessageEvent, ledger: Ledger, { dialogId, isNew }: { dialogId: Id; isNew: boolean }): void {
  for (const name of claimedNames(event, isNew)) ledger.claim(name, dialogId)
}

const isShop = ({ by }: MessageEvent): boolean => by === 'shop'

const newContact = ({ channelId, peer }: MessageEvent, now: number): Contact => ({
  id: newId(),
  channelId,
  peerKey: peer.key,
  name: peerName(peer.name),
  nameBy: 'channel',
  // In some channels people are called by what one writes to them by.
  phones: v.is(Phone, peer.key) ? [peer.key] : [],
  emails: v.is(Email, peer.key) ? [peer.key] : [],
  origin: peer.origin,
  createdAt: now,
})

/** The messenger's newer name and page are taken over; a name given by an operator stands. */
function refreshContact({ peer }: MessageEvent, ledger: Ledger, contact: Contact): void {
  const name = contact.nameBy === 'channel' ? peerName(peer.name) : contact.name
  const isSame = name === contact.name && JSON.stringify(peer.origin) === JSON.stringify(contact.origin)
  if (!isSame) ledger.put([change('contact', { ...contact, name, origin: peer.origin })])
}

function statusWork(event: StatusEvent): Work<InboundOutcome> {
  return {
    names: [...dialogNames(event), contactName(event)],
    refs: (names) => [...refsNamed(names, event), ...event.itemIds.map((id) => ({ kind: 'item', id }) as const)],
    run(ledger) {
      const dialogId = ledger.name(peerDialogName(event.channelId, event.peer.key))
      if (!dialogId) return { ok: false, reason: 'unknown-message' }
      for (const id of event.itemIds) {
        const item = ledger.get('item', id)
        if (item?.kind !== 'message' || item.direction !== 'out' || item.dialogId !== dialogId) continue
        const state = advanceDelivery(item.state, event.state)
        if (state !== item.state) putDelivery(ledger, item, { state, error: null })
      }
      return { ok: true, dialogId, itemId: null, isDuplicate: false, at: 0 }
    },
  }
}
