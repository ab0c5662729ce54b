/**
 * What customers do, made rows. IN1 The same event key of a channel has one effect. IN2 Settles after COMMIT.
 * IN3 A message of a known peer goes to their dialog: a closed one opens, spam stays in spam.
 */
import { append, openTimeline, record, type Timeline } from '#shared/commands/timeline'
import type { Contact } from '#shared/domain/contact'
import { advanceDelivery } from '#shared/domain/delivery'
import { type Dialog, isSnoozed, newDialog, withChanged } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import type { Committer, Work } from '../commands/committer'
import type { Ledger } from '../commands/ledger'
import { putDelivery } from './delivery'
import { changeWork, withEarly } from './inbound-change'
import { eventItemName, peerContactName, peerDialogName } from './names'
import type { AcceptInbound, InboundEvent, InboundOutcome } from './port'

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
    default:
      return changeWork(event, clock)
  }
}

const dialogName = ({ channelId, peer }: MessageEvent | StatusEvent): string => peerDialogName(channelId, peer.key)
const contactName = ({ channelId, peer }: MessageEvent | StatusEvent): string => peerContactName(channelId, peer.key)
const eventName = ({ channelId, key }: MessageEvent): string => eventItemName(channelId, key)
const quotedName = ({ channelId, replyTo }: MessageEvent): string[] => (replyTo === undefined ? [] : [eventItemName(channelId, replyTo)])

function messageWork(event: MessageEvent, clock: () => number): Work<InboundOutcome> {
  return {
    names: [dialogName(event), contactName(event), eventName(event), ...quotedName(event)],
    early: [eventName(event)],
    refs: (names) => refsNamed(names, event),
    run(ledger) {
      const now = clock()
      if (!ledger.get('channel', event.channelId)) return { ok: false, reason: 'unknown-channel' }
      const taken = ledger.name(eventName(event))
      const known = ledger.name(dialogName(event))
      if (taken && known) return { ok: true, dialogId: known, itemId: taken, isDuplicate: true, at: now }
      ledger.keepRaw(event.channelId, event.key, now, event.raw)
      const itemId = newId()
      const dialog = receive(event, ledger, { itemId, now })
      ledger.claim(eventName(event), itemId)
      return { ok: true, dialogId: dialog.id, itemId, isDuplicate: false, at: now }
    },
  }
}

function refsNamed(names: ReadonlyMap<string, Id>, event: MessageEvent | StatusEvent) {
  const dialogId = names.get(dialogName(event))
  const contactId = names.get(contactName(event))
  return dialogId && contactId
    ? ([
        { kind: 'dialog', id: dialogId },
        { kind: 'contact', id: contactId },
      ] as const)
    : []
}

function receive(event: MessageEvent, ledger: Ledger, at: { itemId: Id; now: number }): Dialog {
  const timeline = append(dialogOf(event, ledger, at), {
    id: at.itemId,
    kind: 'message',
    at: at.now,
    direction: 'in',
    authorId: null,
    text: event.text,
    attachments: [...event.attachments],
    replyTo: quotedName(event).map(ledger.name)[0] ?? null,
    state: 'received',
    error: null,
    ...(event.content ? { content: event.content } : {}),
  })
  ledger.put(timeline.changes)
  return changedEarly(event, ledger, { dialog: timeline.dialog, itemId: at.itemId })
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
  const known = ledger.get('dialog', ledger.name(dialogName(event)) ?? '')
  if (known) {
    refreshContact(event, ledger, known.contactId)
    const timeline = isSnoozed(known)
      ? record(openTimeline(known), author, { type: 'unsnoozed', by: 'message' }, { snoozedUntil: null })
      : openTimeline(known)
    return known.state === 'closed' ? record(timeline, author, { type: 'reopened', by: 'message' }, { state: 'open' }) : timeline
  }
  const contact = newContact(event, now)
  ledger.put([change('contact', contact)])
  const dialog = newDialog({ id: newId(), channelId: event.channelId, contactId: contact.id }, now)
  ledger.claim(dialogName(event), dialog.id)
  ledger.claim(contactName(event), contact.id)
  return record(openTimeline(dialog), author, { type: 'started' })
}

const newContact = ({ channelId, peer }: MessageEvent, now: number): Contact => ({
  id: newId(),
  channelId,
  peerKey: peer.key,
  name: peer.name,
  nameBy: 'channel',
  phones: [],
  emails: [],
  origin: peer.origin,
  createdAt: now,
})

/** The messenger's newer name and page are taken over; a name given by an operator stands. */
function refreshContact({ peer }: MessageEvent, ledger: Ledger, contactId: Id): void {
  const contact = ledger.get('contact', contactId)
  if (!contact) return
  const name = contact.nameBy === 'channel' ? peer.name : contact.name
  const isSame = name === contact.name && JSON.stringify(peer.origin) === JSON.stringify(contact.origin)
  if (!isSame) ledger.put([change('contact', { ...contact, name, origin: peer.origin })])
}

function statusWork(event: StatusEvent): Work<InboundOutcome> {
  return {
    names: [dialogName(event), contactName(event)],
    refs: (names) => [...refsNamed(names, event), ...event.itemIds.map((id) => ({ kind: 'item', id }) as const)],
    run(ledger) {
      const dialogId = ledger.name(dialogName(event))
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
