import { type Accessor, batch, createComputed, createEffect, createSignal, mapArray, on, untrack } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { DialogList, DialogQuery, DialogRow } from './contract'
import { type OwnDrafts, withDraft } from './drafts'
import { createLeaving, type LeftListSlip } from './left-list'
import type { Link } from './link'
import { fits, inOrder, type Listing, listed, readIds, readListing } from './listing'
import { createLiveOf } from './live'
import type { OlderDialogs } from './older-dialogs'
import { createRowMap } from './row-map'
import { dialogRows } from './rows'
import { fetchPage } from './timeline'
import { look, lookAtDrafts, type Store, type View } from './view'

/** Ids read at first. */
const FIRST_IDS = 80
/** … and once somebody scrolls; from there on twice as many each time. */
const SCROLLED_IDS = 640
/** Rows read together; also how many a screen is taken to hold before one has said so. */
const CHUNK_ROWS = 20

/** A list that is left for the next page while it is in sight. */
interface Left {
  readonly slip: LeftListSlip
  readonly mayStay: () => boolean
  readonly isInSight: Accessor<boolean>
}

export function createDialogList(
  store: Store,
  olderDialogs: OlderDialogs,
  drafts: Accessor<OwnDrafts | undefined>,
  query: Accessor<DialogQuery>,
  left?: Left,
): DialogList {
  const older = olderDialogs.of(query)
  const [ids, setIds] = createSignal<readonly Id[]>([], { equals: isSameOrder })
  const rows = createRowMap<DialogRow>()
  const [answers, setAnswers] = createSignal<DialogQuery | null>(null)
  const [hasMore, setMore] = createSignal(false)
  const [limit, setLimit] = createSignal(FIRST_IDS)
  const [chunks, setChunks] = createSignal<readonly (readonly Id[])[]>([])
  let screenful = CHUNK_ROWS

  const show = (found: Listing, of: DialogQuery) =>
    batch(() => {
      for (const row of found.fresh) rows.set(row.id, withDraft(row, drafts()))
      setIds(found.ids)
      setMore(found.hasMore)
      setAnswers(of)
    })

  if (left) {
    const of = untrack(query)
    const before = untrack(left.isInSight) ? left.slip.take(of) : null
    if (before) show(before, of)
    createComputed(on(left.isInSight, (isInSight) => isInSight && createLeaving(left.slip, asLeft, left.mayStay)))
  }

  createEffect(on(query, () => setLimit(FIRST_IDS), { defer: true }))
  createLiveOf(
    () => ({ query: query(), limit: limit() }),
    async ({ query: of, limit: ids }) => ({ ...(await listDialogs(store, of, ids, { rows: screenful, isKnown: rows.has })), of }),
    (found) => show(found, found.of),
  )
  // Each chunk is followed for itself: scrolling on reads what comes into sight, and a change what stands around it.
  createComputed(
    mapArray(chunks, (chunk) =>
      createLiveOf(
        () => chunk,
        (wanted) => look(store, (view) => rowsOf(store, view, wanted)),
        (read) => {
          const found = new Map(read.map((row) => [row.id, withDraft(row, drafts())]))
          batch(() => {
            for (const id of chunk) rows.set(id, found.get(id))
          })
        },
      ),
    ),
  )
  createEffect(
    on(drafts, (known) =>
      batch(() => {
        for (const id of known?.keys() ?? [])
          if (rows.has(id))
            rows.set(
              id,
              withDraft(
                untrack(() => rows.get(id)),
                known,
              ),
            )
      }),
    ),
  )
  /** Only while its top is in sight: further down nobody begins. */
  function asLeft() {
    const of = answers()
    const top = ids().slice(0, screenful)
    const fresh = top.flatMap((id) => rows.get(id) ?? [])
    if (of === null || top.length === 0 || fresh.length < top.length) return null
    return { query: of, left: { ids: ids().slice(0, FIRST_IDS), hasMore: hasMore() || ids().length > FIRST_IDS, fresh } }
  }
  function readOn(): void {
    if (hasMore()) setLimit(Math.max(limit(), SCROLLED_IDS, ids().length * 2))
  }
  function keep(wanted: readonly (readonly Id[])[]): void {
    const known = untrack(chunks)
    const now = wanted.map((chunk) => known.find((one) => isSameOrder(one, chunk)) ?? chunk)
    if (now.length === known.length && now.every((chunk, index) => chunk === known[index])) return
    setChunks(now)
    batch(() => rows.keep(new Set(wanted.flat())))
  }

  return {
    ids,
    answers,
    row: rows.get,
    isLoading: () => answers() === null,
    hasMore: () => hasMore() || older.state() === 'on-server',
    older: older.state,
    readOn,
    loadMore: () => (hasMore() ? readOn() : older.load()),
    show(first, last, order) {
      screenful = last - first + 1
      keep(chunksAround(first, last, order))
    },
  }
}

const isSameOrder = (a: readonly Id[], b: readonly Id[]): boolean => a.length === b.length && a.every((id, index) => id === b[index])

/** Those from the first place to the last, and one on either side: scrolling by one row does not read anew. */
function chunksAround(first: number, last: number, order: readonly Id[]): readonly (readonly Id[])[] {
  const from = Math.max(0, Math.floor(first / CHUNK_ROWS) - 1)
  const to = Math.floor(last / CHUNK_ROWS) + 1
  const all = Array.from({ length: to - from + 1 }, (_, n) => order.slice((from + n) * CHUNK_ROWS, (from + n + 1) * CHUNK_ROWS))
  return all.filter(({ length }) => length > 0)
}

/**
 * One that is not on the device is asked for; until the answer it counts as being read.
 * @param foreseen has been read a moment ago.
 */
export function createDialog(
  store: Store,
  link: Link,
  drafts: Accessor<OwnDrafts | undefined>,
  id: Accessor<Id>,
  foreseen?: DialogRow,
): Accessor<DialogRow | null | undefined> {
  let asked: Id | null = null
  let read: DialogRow | null | undefined = foreseen

  const [value, setValue] = createStore<{ row: DialogRow | null | undefined }>({ row: foreseen })
  // Not before the drafts are known: the field would be filled twice.
  const show = () => drafts() && setValue('row', reconcile(withDraft(read, drafts()), { key: 'id' }))
  createEffect(on(drafts, () => read !== undefined && show(), { defer: true }))
  createEffect(
    on(
      id,
      () => {
        read = undefined
        setValue('row', undefined)
      },
      { defer: true },
    ),
  )
  /** @returns whether the server is being asked for it. */
  const ask = (): boolean => {
    const wanted = id()
    // What belongs to no dialog has none to be asked for.
    if (wanted === '' || asked === wanted || link.connection().phase !== 'live') return false
    asked = wanted
    void fetchPage(link, wanted, Number.MAX_SAFE_INTEGER).then(async (isFetched) => {
      const [fetched = null] = await readDialogs(store, [wanted])
      if (wanted !== id()) return
      if (!isFetched) asked = null
      read = fetched
      show()
    })
    return true
  }
  createLiveOf(
    id,
    async (dialogId) => (await look(store, (view) => rowsOf(store, view, [dialogId])))[0] ?? null,
    (row) => {
      if (row === null && ask()) return
      read = row
      show()
    },
  )
  // Looked for without a network, it is asked for with it.
  createEffect(
    on(
      () => link.connection().phase,
      () => {
        if (read === null && ask()) setValue('row', undefined)
      },
      { defer: true },
    ),
  )
  return () => value.row
}

/** Those of the dialogs that are on the device, as the operator's own pending commands leave them. */
export async function readDialogs(store: Store, ids: readonly Id[]): Promise<readonly DialogRow[]> {
  return lookAtDrafts(store, (view) => rowsOf(store, view, ids))
}

export async function rowsOf(store: Store, view: View, ids: readonly Id[]): Promise<readonly DialogRow[]> {
  if (ids.length === 0) return []
  const stored = await store.replica.dialogs.bulkGet([...ids])
  const dialogs = ids.map((id, index) => view.overlay.get('dialog', id) ?? stored[index])
  return dialogRows(
    store,
    view,
    dialogs.filter((dialog): dialog is Dialog => dialog !== undefined),
  )
}

/** Rows that are read along with the order: so many from the top, but for those that are known already. */
interface Along {
  readonly rows?: number
  readonly isKnown?: (id: Id) => boolean
}

/** The newest dialogs that answer the query, as the operator's own pending commands leave them, but for drafts. */
export async function listDialogs(
  store: Store,
  query: DialogQuery,
  limit: number,
  { rows: along = CHUNK_ROWS, isKnown = () => false }: Along = {},
): Promise<Listing> {
  return look(store, async (view) => {
    const found = await orderOf(store, view, query, limit + 1)
    const ids = found.slice(0, limit)
    const missing = ids.slice(0, along).filter((id) => !isKnown(id))
    return { ids, hasMore: found.length > limit, fresh: await rowsOf(store, view, missing) }
  })
}

async function orderOf({ replica }: Store, { overlay }: View, query: DialogQuery, limit: number): Promise<readonly Id[]> {
  const guessed = overlay.all('dialog')
  const ids = guessed.length === 0 ? await readIds(replica, query, limit) : null
  if (ids) return ids
  const changed = new Set(guessed.map(({ id }) => id))
  const wanted = limit + guessed.length
  const found = await readListing(replica, query, wanted)
  const end = found.length < wanted ? undefined : found.at(-1)
  const mine = guessed.map(listed).filter((row) => fits(row, query) && (!end || inOrder(row, end) < 0))
  const rows = [...found.filter(({ id }) => !changed.has(id)), ...mine].sort(inOrder)
  return rows.slice(0, limit).map(({ id }) => id)
}
