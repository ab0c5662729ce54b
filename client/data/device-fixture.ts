/** A device's tables in memory, and rows to fill them with. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Actor } from '#shared/commands/spec'
import type { Card } from '#shared/domain/card'
import { positionBetween } from '#shared/domain/column-order'
import type { Contact } from '#shared/domain/contact'
import { type Dialog, newDialog } from '#shared/domain/dialog'
import type { EventItem, MessageItem } from '#shared/domain/item'
import { type DexiePlatform, Replica, START } from './replica'
import { type OutboxRow, Vault } from './vault'
import type { Store } from './view'

export const NOON = 1_700_000_000_000
export const OLGA: Actor = { operatorId: 'olga', role: 'owner', name: 'Ольга' }

export function makeDevice(): Store & { readonly platform: DexiePlatform } {
  // The package's classes are the browser's by another name.
  const platform = { indexedDB: new IDBFactory(), IDBKeyRange } as unknown as DexiePlatform
  return {
    platform,
    replica: new Replica('olga', platform),
    vault: new Vault('olga', platform),
    actor: () => OLGA,
    keep: (write) => write(),
  }
}

export const contact = (id: string, more: Partial<Contact> = {}): Contact => ({
  id,
  channelId: 'website',
  peerKey: id,
  name: 'Гость',
  nameBy: 'channel',
  phones: [],
  emails: [],
  origin: null,
  createdAt: NOON,
  ...more,
})

export const dialog = (id: string, more: Partial<Dialog> = {}): Dialog => ({
  ...newDialog({ id, channelId: 'website', contactId: `${id}-contact` }, NOON),
  ...more,
})

export const message = (dialogId: string, dseq: number, more: Partial<MessageItem> = {}): MessageItem => ({
  id: `${dialogId}-${dseq}`,
  dialogId,
  dseq,
  at: NOON + dseq,
  kind: 'message',
  direction: 'in',
  authorId: null,
  text: `text ${dseq}`,
  attachments: [],
  replyTo: null,
  state: 'received',
  error: null,
  ...more,
})

export const card = (id: string, more: Partial<Card> = {}): Card => ({
  id,
  pipelineId: 'sales',
  stageId: 'new',
  position: positionBetween(null, null, NOON),
  title: id,
  lines: [],
  managerId: null,
  comment: '',
  dialogId: null,
  contactId: null,
  customerId: null,
  createdBy: 'olga',
  createdAt: NOON,
  stageSince: NOON,
  history: [],
  isRemoved: false,
  ...more,
})

export const closedEvent = (dialogId: string, dseq: number): EventItem => ({
  id: `${dialogId}-${dseq}`,
  dialogId,
  dseq,
  at: NOON + dseq,
  kind: 'event',
  actorId: null,
  event: { type: 'closed' },
})

/** A shop with one website and one dialog `d`, as after a snapshot at version 10. */
export async function furnish({ replica }: Pick<Store, 'replica'>): Promise<void> {
  await replica.position.put({ ...START, epoch: 'epoch', cursor: 10 })
  await replica.channels.put({ id: 'website', kind: 'widget', name: 'Website', isSample: false, greeting: '' })
  for (const id of ['olga', 'pavel'])
    await replica.operators.put({ id, name: id, email: `${id}@okno.test`, role: 'operator', isDisabled: false })
  await replica.contacts.put(contact('d-contact'))
  await replica.dialogs.put(dialog('d', { lastSeq: 1, lastInSeq: 1, unanswered: 1 }))
  await replica.items.put(message('d', 1))
  await replica.ranges.put({ dialogId: 'd', ranges: [[1, 1]] })
}

export const outboxRow = (id: string, more: Partial<OutboxRow> = {}): Omit<OutboxRow, 'n'> => ({
  id,
  type: 'dialog.spam',
  args: { dialogId: 'd' },
  lane: 'dialog/d',
  dialogId: 'd',
  createdAt: NOON,
  state: 'waiting',
  notBefore: 0,
  files: [],
  code: null,
  seq: 0,
  ...more,
})
