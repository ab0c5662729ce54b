/**
 * What customers do, made rows. IN1 The same event key of a channel has one effect. IN2 Settles after COMMIT.
 * IN3 A message of a known peer goes to their dialog: a closed one opens, spam stays in spam.
 */
import { append, openTimeline, record, type Timeline } from '#shared/commands/timeline'
import type { Contact } from '#shared/domain/contact'
import { advanceDelivery } from '#shared/domain/delivery'
import { type Dialog, newDialog } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import type { Committer, Work } from '../commands/committer'
import type { Ledger } from '../commands/ledger'
import { putDelivery } from './delivery'
import type { AcceptInbound, InboundEvent, InboundOutcome } from './port'

type MessageEvent = Extract<InboundEvent, { type: 'message' }>
type StatusEvent = Extract<InboundEvent, { type: 'status' }>

export function createInbound(options: { committer: Committer; clock: () => number }): AcceptInbound {
  return async (event) => {
    const work = event.type === 'message' ? messageWork(event, options.clock) : statusWork(event)
    return (await options.committer.submit(work)).value
  }
}

/** Outside names of a channel, under which the store keeps our ids. */
export const peerDialogName = (channelId: Id, peerKey: string): string => `dialog:${channelId}:${peerKey}`
export const eventItemName = (channelId: Id, key: string): string => `event:${channelId}:${key}`

const dialogName = ({ channelId, peer }: InboundEvent): string => peerDialogName(channelId, peer.key)
const contactName = ({ channelId, peer }: InboundEvent): string => `contact:${channelId}:${peer.key}`
const eventName = ({ channelId, key }: MessageEvent): string => eventItemName(channelId, key)

function messageWork(event: MessageEvent, clock: () => number): Work<InboundOutcome> {
  return {
    names: [dialogName(event), contactName(event), eventName(event)],
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

function refsNamed(names: ReadonlyMap<string, Id>, event: InboundEvent) {
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
    replyTo: null,
    state: 'received',
    error: null,
  })
  ledger.put(timeline.changes)
  return timeline.dialog
}

/** The peer's dialog as the message finds it: opened again, or begun. */
function dialogOf(event: MessageEvent, ledger: Ledger, { itemId, now }: { itemId: Id; now: number }): Timeline {
  const author = { causeId: itemId, actorId: null, now }
  const known = ledger.get('dialog', ledger.name(dialogName(event)) ?? '')
  if (known) {
    refreshContact(event, ledger, known.contactId)
    const timeline = openTimeline(known)
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
