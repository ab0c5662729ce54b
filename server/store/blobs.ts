import type { Kysely } from 'kysely'
import type { Id } from '#shared/domain/id'
import type { Executor } from './executor'
import type { BlobRecord, BlobStore } from './port-blobs'
import { query, read, readEach, write } from './query'
import type { BlobTable, Tables } from './schema'

/** Facts about uploaded files. */
export function makeBlobs(db: Kysely<Tables>, executor: Executor): BlobStore {
  const byId = query<{ id: Id }>()((arg) => db.selectFrom('blob').selectAll().where('id', '=', arg('id')))
  const insert = query<{ [C in keyof BlobFacts]: BlobFacts[C] }>()((arg) =>
    db
      .insertInto('blob')
      .values({
        id: arg('id'),
        owner_kind: arg('owner_kind'),
        owner_id: arg('owner_id'),
        dialog_id: arg('dialog_id'),
        name: arg('name'),
        mime: arg('mime'),
        size: arg('size'),
        sha256: arg('sha256'),
        created_at: arg('created_at'),
        chosen_in: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing()),
  )
  // The first dialog keeps it: attaching a file of another dialog must not move it out of that one's sight.
  const attach = query<{ id: Id; dialogId: Id }>()((arg) =>
    db
      .updateTable('blob')
      .set({ dialog_id: arg('dialogId') })
      .where('id', '=', arg('id'))
      .where('dialog_id', 'is', null),
  )

  const ofDialog = query<{ dialogId: Id }>()((arg) => db.selectFrom('blob').selectAll().where('dialog_id', '=', arg('dialogId')))
  const chosenFor = query<{ dialogId: Id }>()((arg) =>
    db.selectFrom('blob').selectAll().where('chosen_in', '=', arg('dialogId')).where('dialog_id', 'is', null),
  )
  const ofVisitor = query<{ visitorId: Id }>()((arg) =>
    db.selectFrom('blob').selectAll().where('owner_kind', '=', 'visitor').where('owner_id', '=', arg('visitorId')),
  )
  const ofHash = query<{ sha256: string }>()((arg) => db.selectFrom('blob').select('id').where('sha256', '=', arg('sha256')).limit(1))

  const get = async (id: Id): Promise<BlobRecord | null> => {
    const [row] = await read(executor, byId, { id })
    return row ? fromBlob(row) : null
  }
  return {
    get,
    async add(blob) {
      if ((await write(executor, insert, toBlob(blob))) > 0) return true
      const held = await get(blob.id)
      return held !== null && isSameFile(held, blob)
    },
    ofDialog: async (dialogId) => (await read(executor, ofDialog, { dialogId })).map(fromBlob),
    async leftBy({ dialogIds, contacts }) {
      const dialogs = dialogIds.map((dialogId) => ({ dialogId }))
      const visitors = contacts.map(({ peerKey }) => ({ visitorId: peerKey }))
      const found = [
        ...(await readEach(executor, ofDialog, dialogs)),
        ...(await readEach(executor, chosenFor, dialogs)),
        ...(await readEach(executor, ofVisitor, visitors)),
      ]
      return [...new Map(found.map((row) => [row.id, fromBlob(row)])).values()]
    },
    hasBytes: async (sha256) => (await read(executor, ofHash, { sha256 })).length > 0,
    async attach(ids, dialogId) {
      if (ids.length > 0) await write(executor, attach, ...ids.map((id) => ({ id, dialogId })))
    },
  }
}

/** What is known of a file when it comes. */
type BlobFacts = Omit<BlobTable, 'chosen_in'>

const isSameFile = (a: BlobRecord, b: BlobRecord): boolean =>
  a.sha256 === b.sha256 && a.size === b.size && a.owner.kind === b.owner.kind && a.owner.id === b.owner.id

const toBlob = ({ id, owner, dialogId, name, mime, size, sha256, createdAt }: BlobRecord) => ({
  id,
  owner_kind: owner.kind,
  owner_id: owner.id,
  dialog_id: dialogId,
  name,
  mime,
  size,
  sha256,
  created_at: createdAt,
})

const fromBlob = ({ id, owner_kind, owner_id, dialog_id, name, mime, size, sha256, created_at }: BlobTable): BlobRecord => ({
  id,
  owner: { kind: owner_kind, id: owner_id },
  dialogId: dialog_id,
  name,
  mime,
  size,
  sha256,
  createdAt: created_at,
})
