import Dexie from 'dexie'
import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { DialogList, DialogQuery, DialogRow } from './contract'
import { createLiveOf } from './live'
import type { Replica } from './replica'
import { dialogRows } from './rows'
import { look, type Store } from './view'

/** Rows read at once; more when the list is scrolled to its end. */
const PAGE_ROWS = 100

export function createDialogList(store: Store, query: Accessor<DialogQuery>): DialogList {
  const [rows, setRows] = createStore<DialogRow[]>([])
  const [isLoading, setLoading] = createSignal(true)
  const [hasMore, setMore] = createSignal(false)
  const [limit, setLimit] = createSignal(PAGE_ROWS)

  createEffect(on(query, () => setLimit(PAGE_ROWS), { defer: true }))
  createLiveOf(
    () => ({ query: query(), limit: limit() }),
    (input) => listDialogs(store, input.query, input.limit),
    (listed) => {
      setRows(reconcile(listed.rows, { key: 'id' }))
      setMore(listed.hasMore)
      setLoading(false)
    },
  )
  return { rows, isLoading, hasMore, loadMore: () => setLimit(rows.length + PAGE_ROWS) }
}

export function createDialog(store: Store, id: Accessor<Id>): Accessor<DialogRow | null | undefined> {
  const [value, setValue] = createStore<{ row: DialogRow | null | undefined }>({ row: undefined })
  createEffect(on(id, () => setValue('row', undefined), { defer: true }))
  createLiveOf(
    id,
    (dialogId) => readDialog(store, dialogId),
    (row) => setValue('row', reconcile(row, { key: 'id' })),
  )
  return () => value.row
}

async function readDialog(store: Store, id: Id): Promise<DialogRow | null> {
  return look(store, async (view) => {
    const dialog = await view.get('dialog', id)
    return dialog ? ((await dialogRows(store, view, [dialog]))[0] ?? null) : null
  })
}

/** The newest dialogs that answer the query, as the operator's own pending commands leave them. */
export async function listDialogs(store: Store, query: DialogQuery, limit: number): Promise<{ rows: DialogRow[]; hasMore: boolean }> {
  return look(store, async (view) => {
    const stored = await byRecency(store.replica, query)
      .filter((dialog) => fits(dialog, query))
      .limit(limit + 1)
      .toArray()
    const guessed = view.overlay.all('dialog')
    const untouched = stored.filter(({ id }) => !view.overlay.get('dialog', id))
    const dialogs = [...untouched, ...guessed.filter((dialog) => fits(dialog, query))].sort(byUpdate)
    return { rows: await dialogRows(store, view, dialogs.slice(0, limit)), hasMore: stored.length > limit }
  })
}

const byUpdate = (a: Dialog, b: Dialog): number => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1)

/** One index read: the tab's dialogs from the newest on. */
function byRecency({ dialogs }: Replica, { tab }: DialogQuery) {
  if (tab === 'all') return dialogs.orderBy('updatedAt').reverse()
  return dialogs.where('[state+updatedAt]').between([tab, Dexie.minKey], [tab, Dexie.maxKey]).reverse()
}

/** Pure: whether the dialog belongs into the list. */
export function fits(dialog: Dialog, { tab, answer, assignees, channels }: DialogQuery): boolean {
  return (
    (tab === 'all' || dialog.state === tab) &&
    (answer === 'all' || dialog.unanswered > 0 === (answer === 'waiting')) &&
    (assignees.length === 0 || assignees.includes(dialog.assigneeId)) &&
    (channels.length === 0 || channels.includes(dialog.channelId))
  )
}
