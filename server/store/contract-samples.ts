/** Small rows for the store's contract. */
import { type DialogState, newDialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import { type Change, change } from '#shared/domain/row'
import { WORKSPACE_ID } from '#shared/domain/workspace'
import type { Committed, DocumentUpdate, SendJob, Session, Store, StoredRow, Writes } from './port'
import type { BlobRecord } from './port-blobs'

export const workspace = (name = 'Shop'): Change => change('workspace', { id: WORKSPACE_ID, name, country: 'UA', guardsReplies: true })

export const dialog = (id: Id, updatedAt = 1, lastSeq = 0, state: DialogState = 'open'): Change =>
  change('dialog', { ...newDialog({ id, channelId: 'channel', contactId: 'contact' }, updatedAt), lastSeq, state })

export const draft = (id: Id, operatorId: Id, text = 'Hello'): Change => change('draft', { id, operatorId, dialogId: 'dialog', text })

export const card = (id: Id, dialogId: Id | null, customerId: Id | null): Change =>
  change('card', {
    id,
    pipelineId: 'sales',
    stageId: 'new',
    position: 'a',
    title: id,
    lines: [],
    managerId: null,
    comment: '',
    dialogId,
    contactId: null,
    customerId,
    createdBy: 'olga',
    createdAt: 1,
    stageSince: 1,
    history: [],
    isRemoved: false,
  })

export const message = (dialogId: Id, dseq: number, id: Id = `${dialogId}-${dseq}`, text = 'Hello'): Change =>
  change('item', {
    id,
    kind: 'message',
    dialogId,
    dseq,
    at: dseq,
    direction: 'in',
    authorId: null,
    text,
    attachments: [],
    replyTo: null,
    state: 'received',
    error: null,
  })

export const closedEvent = (dialogId: Id, dseq: number): Change =>
  change('item', { id: `${dialogId}-${dseq}`, kind: 'event', dialogId, dseq, at: dseq, actorId: null, event: { type: 'closed' } })

export const job = (itemId: Id, dueAt = 0, state: SendJob['state'] = 'queued'): SendJob => ({
  itemId,
  dialogId: `dialog-of-${itemId}`,
  channelId: 'channel',
  state,
  attempts: 0,
  dueAt,
  since: 0,
})

export const update = (doc: string, updateId: Id, ...bytes: number[]): DocumentUpdate => ({
  doc,
  updateId,
  authorId: 'operator',
  at: 1,
  bytes: new Uint8Array(bytes),
})

export const session = (tokenHash: string, operatorId: Id, createdAt = 1): Session => ({
  tokenHash,
  operatorId,
  deviceName: 'Laptop',
  createdAt,
  seenAt: createdAt,
})

export const blob = (id: Id, sha256 = 'aa'): BlobRecord => ({
  id,
  owner: { kind: 'operator', id: 'operator' },
  dialogId: null,
  name: 'photo.jpg',
  mime: 'image/jpeg',
  size: 3,
  sha256,
  createdAt: 1,
})

export const result = (id: Id): NonNullable<Writes['results']>[number] => ({
  command: { id, type: 'dialog.close', args: {} },
  operatorId: 'operator',
  result: { id, status: 'done', code: null },
})

export const commit = (store: Store, writes: Writes): Promise<Committed<null>> => store.transact(async () => ({ writes, value: null }))

export const put = (store: Store, ...changes: readonly Change[]): Promise<Committed<null>> => commit(store, { changes })

export const keys = (rows: readonly StoredRow[]): readonly string[] => rows.map(({ kind, id, ver }) => `${kind}/${id}@${ver}`)

export const ids = (rows: readonly StoredRow[]): readonly Id[] => rows.map(({ id }) => id)
