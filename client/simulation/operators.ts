/** What operators do on their devices, with and without a network. */

import { positionBetween } from '#shared/domain/column-order'
import type { Customer } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import { noteDocument, remarkDocument } from '#shared/domain/document'
import { newId } from '#shared/domain/id'
import { orderRow } from '#shared/domain/order-fixture'
import { stableId } from '#shared/lib/stable-id'
import { PIPELINE } from './database'
import type { Device } from './device'
import type { Chance } from './random'
import type { Words } from './words'

export interface Desk {
  readonly device: Device
  readonly chance: Chance
  readonly words: Words
}

type Doing = (desk: Desk, dialog: Dialog) => Promise<void>

/** Each as often as it stands here. */
const DOINGS: readonly Doing[] = [
  reply,
  reply,
  reply,
  replyWithFile,
  retry,
  note,
  note,
  remark,
  remark,
  removeNote,
  close,
  assign,
  assign,
  rename,
  saveCustomer,
  saveCustomer,
  nameCustomer,
  linkCustomer,
  unlinkCustomer,
  mergeCustomers,
  spam,
  draft,
  order,
  order,
  older,
  addCard,
  moveCard,
]

/** An operator does something in one of the dialogs on the device. Storage that fails refuses it, and it is not promised. */
export async function operatorActs(desk: Desk): Promise<void> {
  try {
    const dialogs = await desk.device.store.replica.dialogs.toArray()
    const dialog = desk.chance.pick(dialogs)
    if (dialog) await desk.chance.pick(DOINGS)?.(desk, dialog)
  } catch (error) {
    if (desk.device.storage === 'sound') throw error
  }
}

async function reply({ device, chance, words }: Desk, dialog: Dialog): Promise<void> {
  return sendReply({ device, chance, words }, dialog, [])
}

async function replyWithFile({ device, chance, words }: Desk, dialog: Dialog): Promise<void> {
  const id = await device.addFile()
  return sendReply({ device, chance, words }, dialog, [{ id, name: 'p.png', mime: 'image/png', size: 1 }])
}

async function sendReply(
  { device, chance, words }: Desk,
  { id: dialogId, lastSeq }: Dialog,
  attachments: readonly { id: string; name: string; mime: string; size: number }[],
): Promise<void> {
  const text = words.next({ dialogId })
  const itemId = plainId()
  await device.act('message.send', {
    dialogId,
    itemId,
    text,
    attachments: [...attachments],
    replyTo: null,
    seen: lastSeq,
    ifUnchanged: chance.oneIn(2),
  })
}

async function retry({ device, chance }: Desk, { id: dialogId }: Dialog): Promise<void> {
  const items = await device.store.replica.items.where('[dialogId+dseq]').between([dialogId, 0], [dialogId, 1e9]).toArray()
  const stuck = chance.pick(items.filter((item) => item.kind === 'message' && (item.state === 'failed' || item.state === 'unknown')))
  if (stuck) await device.act('message.retry', { dialogId, itemId: stuck.id })
}

async function note({ device, chance, words }: Desk, { id: dialogId }: Dialog): Promise<void> {
  const items = await device.store.replica.items.where('[dialogId+dseq]').between([dialogId, 0], [dialogId, 1e9]).toArray()
  const there = chance.pick(items.filter((item) => item.kind === 'note' && !item.deleted))
  const itemId = there && chance.oneIn(2) ? there.id : plainId()
  if (itemId !== there?.id) await device.act('note.create', { dialogId, itemId })
  await device.write(noteDocument(dialogId, itemId), words.next({ dialogId }))
}

async function removeNote({ device, chance }: Desk, { id: dialogId }: Dialog): Promise<void> {
  if (!chance.oneIn(3)) return
  const items = await device.store.replica.items.where('[dialogId+dseq]').between([dialogId, 0], [dialogId, 1e9]).toArray()
  const there = chance.pick(items.filter((item) => item.kind === 'note' && !item.deleted))
  if (there) await device.act('note.remove', { dialogId, itemId: there.id })
}

function remark({ device, words }: Desk, { contactId }: Dialog): Promise<void> {
  return device.write(remarkDocument(contactId), words.next({ contactId }))
}

function close({ device }: Desk, { id: dialogId, lastSeq }: Dialog): Promise<void> {
  return device.act('dialog.close', { dialogId, seen: lastSeq })
}

function assign({ device, chance }: Desk, { id: dialogId, assigneeId }: Dialog): Promise<void> {
  return device.act('dialog.assign', { dialogId, to: chance.pick([null, 'maria', 'pavel']) ?? null, seenAssignee: assigneeId })
}

function rename({ device, words }: Desk, { id: dialogId, contactId }: Dialog): Promise<void> {
  return device.act('contact.rename', { dialogId, contactId, name: words.next({ contactId }) })
}

/** Two devices that do so apart choose the same id. */
function saveCustomer({ device, words }: Desk, { id: dialogId, contactId }: Dialog): Promise<void> {
  const customerId = stableId('customer', contactId)
  return device.act('customer.save', { dialogId, contactId, customerId, name: words.next({ customerId }) })
}

/** Anybody held here, in whatever dialog one stands. */
async function someCustomer({ device, chance }: Desk): Promise<Customer | undefined> {
  return chance.pick(await device.store.replica.customers.toArray())
}

async function nameCustomer(desk: Desk): Promise<void> {
  const customer = await someCustomer(desk)
  if (!customer) return
  const [customerId, base] = [customer.id, customer.name]
  await desk.device.act('customer.set', { customerId, field: 'name', value: desk.words.next({ customerId }), base })
}

async function linkCustomer(desk: Desk, { id: dialogId, contactId }: Dialog): Promise<void> {
  const customer = await someCustomer(desk)
  if (customer) await desk.device.act('customer.link', { dialogId, contactId, customerId: customer.id })
}

async function unlinkCustomer({ device }: Desk, { id: dialogId, contactId }: Dialog): Promise<void> {
  const { contacts, customers } = device.store.replica
  const chain: string[] = []
  for (let id = (await contacts.get(contactId))?.customerId; id; id = (await customers.get(id))?.mergedInto) chain.push(id)
  if (chain.length > 0) await device.act('customer.unlink', { dialogId, contactId, chain })
}

async function mergeCustomers(desk: Desk): Promise<void> {
  const [one, other] = [await someCustomer(desk), await someCustomer(desk)]
  if (one?.mergedInto) await desk.device.act('customer.unmerge', { into: one.mergedInto, from: one.id })
  else if (one && other && one.id !== other.id) await desk.device.act('customer.merge', { into: one.id, from: other.id })
}

function spam({ device, chance }: Desk, { id: dialogId }: Dialog): Promise<void> {
  return device.act(chance.oneIn(2) ? 'dialog.spam' : 'dialog.unspam', { dialogId })
}

function draft({ device, chance, words }: Desk, { id: dialogId }: Dialog): Promise<void> {
  const text = chance.oneIn(3) ? '' : words.next({ dialogId, draftOf: device.actor.operatorId })
  return device.draft(dialogId, text)
}

/** Makes an order, or goes on with one that is there. */
async function order({ device, chance, words }: Desk, { id: dialogId }: Dialog): Promise<void> {
  const known = chance.pick(await device.store.replica.orders.where('dialogId').equals(dialogId).toArray())
  if (!known || chance.oneIn(3)) {
    const comment = words.next({ dialogId })
    const { delivery, payment, lines } = orderRow('any', dialogId)
    const rest = { delivery, payment, lines, discount: null, source: '', managerId: null, comment, currency: 'UAH' }
    return device.act('order.create', { orderId: plainId(), dialogId, customerId: null, customerName: words.next({ dialogId }), ...rest })
  }
  const at = { orderId: known.id, dialogId }
  if (chance.oneIn(2))
    return device.act('order.status', { ...at, to: chance.pick(['shipped', 'done'] as const) ?? 'done', seen: known.status })
  return device.act('order.edit', { ...at, fields: { comment: words.next({ dialogId }) }, seenRevision: known.revision })
}

const someone = (chance: Chance) => chance.pick([null, 'maria', 'pavel']) ?? null

/** Of the conversation, or of nobody. */
function addCard({ device, chance, words }: Desk, { id }: Dialog): Promise<void> {
  const cardId = plainId()
  return device.act('card.create', {
    cardId,
    dialogId: chance.oneIn(4) ? null : id,
    pipelineId: PIPELINE.id,
    stageId: 'open',
    position: positionBetween(null, null, chance.below(1000)),
    title: words.next({ cardId }),
    lines: [],
    managerId: someone(chance),
    comment: '',
    customerId: null,
  })
}

async function moveCard({ device, chance, words }: Desk): Promise<void> {
  const card = chance.pick(await device.store.replica.cards.toArray())
  if (!card) return
  const at = { cardId: card.id, dialogId: card.dialogId }
  if (chance.oneIn(3))
    return device.act('card.edit', { ...at, fields: { managerId: someone(chance), comment: words.next({ cardId: card.id }) } })
  const stageId = chance.pick(PIPELINE.stages)?.id ?? 'open'
  return device.act('card.move', {
    ...at,
    pipelineId: PIPELINE.id,
    stageId,
    position: positionBetween(null, card.position, chance.below(1000)),
  })
}

/** Scrolls up, beyond what is held. */
async function older({ device, chance }: Desk, { id: dialogId }: Dialog): Promise<void> {
  const held = await device.store.replica.ranges.get(dialogId)
  const low = chance.pick(held?.ranges ?? [])?.[0]
  if (low !== undefined && low > 1) device.page(dialogId, low)
}

const plainId = (): string => newId().replaceAll('.', '_')
