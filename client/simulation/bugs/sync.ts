/** Bugs of the feed, of what viewers are told of it, and of documents. */

import type { StoredRow } from '../../../server/store/port'
import { byScope } from '../../../server/sync/view'
import type { Bug } from './bug'

const without = (kind: StoredRow['kind']) => (rows: readonly StoredRow[]) => rows.filter((stored) => stored.kind !== kind)

export const SYNC_BUGS: readonly Bug[] = [
  {
    name: 'the last row of a page is lost',
    feed: (feed) => ({
      read: async (from, limit) => {
        const page = await feed.read(from, limit)
        return { ...page, rows: page.rows.slice(0, -1) }
      },
    }),
  },
  {
    name: 'a cut page claims to reach the head',
    feed: (feed) => ({ read: async (from) => ({ ...(await feed.read(from, 2)), to: feed.head() }) }),
  },
  {
    name: 'contacts are left out of batches',
    rowsFor: (rowsFor) => async (viewer, from, rows) => without('contact')(await rowsFor(viewer, from, rows)),
  },
  { name: 'drafts are shown to everybody', rowsFor: () => (_viewer, _from, rows) => rows },
  { name: 'nothing is narrowed in batches', rowsFor: () => byScope },
  {
    name: 'what is withdrawn is not told',
    rowsFor: (rowsFor) => async (viewer, from, rows) =>
      (await rowsFor(viewer, from, rows)).filter(({ kind, row }) => kind !== 'dialog' || row !== null),
  },
  { name: 'a new assignee is not noticed', visibility: () => ({ update: () => undefined }) },
  { name: 'a change of access is not noticed', forgetsAccess: true },
  {
    name: 'snapshots leave out the newest dialog',
    store: (store) => ({
      dialogsByRecency: async (page) => (await store.dialogsByRecency(page)).slice(page.after === null ? 1 : 0),
    }),
  },
  {
    name: 'snapshots leave out contacts',
    store: (store) => ({ rows: async (refs) => without('contact')(await store.rows(refs)) }),
  },
  {
    name: 'what comes into sight comes without its contents',
    visibility: (visibility) => ({
      standing(...of) {
        const standing = visibility.standing(...of)
        return standing === 'granted' ? 'kept' : standing
      },
    }),
  },
  {
    name: 'a page of older items has a hole',
    store: (store) => ({
      itemsBefore: async (dialogId, page) => (await store.itemsBefore(dialogId, page)).filter((_, index) => index !== 2),
    }),
  },
  {
    name: 'folding a document loses what came last',
    store: (store) => ({
      compactDocument: (doc, read) => store.compactDocument(doc, read, read.updates[0] ?? new Uint8Array([0, 0])),
    }),
  },
  { name: 'documents are not made rows', upkeep: () => ({ touched: () => undefined }) },
]
