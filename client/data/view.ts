/** One consistent look at the device: pending commands first, then rows and cursor in one transaction (OVL2). */
import Dexie, { type Table } from 'dexie'
import { parseCommand } from '#shared/commands/catalogue'
import { dialogLane } from '#shared/commands/dialog'
import type { Actor } from '#shared/commands/spec'
import type { Id } from '#shared/domain/id'
import { KINDS, type Kind, type Ref, type RowOf, refKey, type World } from '#shared/domain/row'
import { isBeginning } from './begun-dialogs'
import type { Keep } from './keep'
import { isPending, layOver, type Overlay } from './overlay'
import { type Replica, readPosition } from './replica'
import type { OutboxRow, Vault } from './vault'

export interface Store {
  readonly replica: Replica
  readonly vault: Vault
  readonly actor: () => Actor
  /** Writes to the vault go through it, so that a failure is known. */
  readonly keep: Keep
}

export interface View {
  readonly overlay: Overlay
  /** Commands laid over the rows, and those the server has refused. */
  readonly pending: readonly OutboxRow[]
  readonly refused: readonly OutboxRow[]
  /** The row as the screen shows it. */
  get<K extends Kind>(kind: K, id: Id): Promise<RowOf<K> | undefined>
}

/** What the lanes of drafts' commands begin with, and what comes right after all that begin so. */
const DRAFT_LANES = { from: 'draft/', to: 'draft0' }

const NO_WORLD: World = { get: () => undefined }

/**
 * What a look may read. Not the tables of the search and of files: whoever looks would wait for those who write there,
 * and the browser takes longer to begin a transaction the more stores are in it.
 */
const looksAt = (replica: Replica): Table[] => [
  replica.position,
  replica.listing,
  replica.ranges,
  ...KINDS.map((kind): Table => replica.tableOf(kind)),
]

/**
 * `read` runs inside the replica's transaction and may only await Dexie. Commands that keep what stands in the message
 * fields are left out: they change with every letter, and would have everything on the screen read again.
 */
export async function look<T>(store: Store, read: (view: View) => Promise<T>): Promise<T> {
  return through(store, await withoutDrafts(store.vault), read)
}

/** The same with what is being written. */
export async function lookAtDrafts<T>(store: Store, read: (view: View) => Promise<T>): Promise<T> {
  return through(store, await store.vault.outbox.orderBy('n').toArray(), read)
}

/** What pending commands have made, drafts apart: for whoever looks for rows in ways of their own. */
export async function pendingChanges(store: Store): Promise<Overlay> {
  const outbox = await withoutDrafts(store.vault)
  return outbox.length === 0 ? layOver([], store.actor(), NO_WORLD) : through(store, outbox, async ({ overlay }) => overlay)
}

/** At nothing but what is being written, and what has begun the dialogs in which it is. */
export async function lookAtDraftsAlone<T>(store: Store, read: (view: View) => Promise<T>): Promise<T> {
  const { from, to } = DRAFT_LANES
  const { outbox } = store.vault
  const drafts = await outbox.where('lane').between(from, to).toArray()
  const lanes = new Set(drafts.flatMap(({ dialogId }) => (dialogId === null ? [] : dialogLane({ dialogId }))))
  const begun =
    lanes.size === 0
      ? []
      : await outbox
          .where('lane')
          .anyOf([...lanes])
          .filter(isBeginning)
          .toArray()
  return through(store, [...begun, ...drafts].sort(byPlace), read)
}

/** Two stretches of the index, so that Dexie knows that a draft is in neither. */
async function withoutDrafts({ outbox }: Vault): Promise<readonly OutboxRow[]> {
  const [before, after] = await outbox.db.transaction('r', outbox, () =>
    Dexie.Promise.all([
      outbox.where('lane').below(DRAFT_LANES.from).toArray(),
      outbox.where('lane').aboveOrEqual(DRAFT_LANES.to).toArray(),
    ]),
  )
  return [...before, ...after].sort(byPlace)
}

const byPlace = (a: OutboxRow, b: OutboxRow): number => a.n - b.n

function through<T>({ replica, actor }: Store, outbox: readonly OutboxRow[], read: (view: View) => Promise<T>): Promise<T> {
  return replica.transaction('r', looksAt(replica), async () => {
    // The cursor moves with every batch. Where nothing depends on it, it is not read: what is shown need not be read again.
    const cursor = outbox.some(({ state }) => state === 'done') ? (await readPosition(replica)).cursor : 0
    const pending = outbox.filter((row) => isPending(row, cursor))
    const world = pending.length > 0 ? await readWorld(replica, pending) : NO_WORLD
    const overlay = layOver(pending, actor(), world)
    const refused = outbox.filter(({ state }) => state === 'refused')
    return read({
      overlay,
      pending,
      refused,
      get: async (kind, id) => overlay.get(kind, id) ?? (await readRow(replica, kind, id)),
    })
  })
}

/** Items are stored by place; a command names them by id. */
export async function readRow<K extends Kind>(replica: Replica, kind: K, id: Id): Promise<RowOf<K> | undefined> {
  if (kind !== 'item') return replica.tableOf(kind).get(id)
  // The rows of `items` are what the kind says.
  return (await replica.items.where('id').equals(id).first()) as RowOf<K> | undefined
}

/**
 * What the pending commands read, and the kinds that every command may read. All requests are made at once: a
 * transaction of the browser ends when it is left without one.
 */
async function readWorld(replica: Replica, pending: readonly OutboxRow[]): Promise<World> {
  const refs = pending.flatMap(({ id, type, args }) => parseCommand({ id, type, args })?.refs ?? [])
  const kinds = KINDS.filter((kind) => kind !== 'channel' && kind !== 'operator' && refs.some((ref) => ref.kind === kind))
  const [channels, operators, ...found] = await Promise.all([
    replica.channels.toArray(),
    replica.operators.toArray(),
    ...kinds.map((kind) => readKind(replica, kind, refs)),
  ])
  const rows = new Map<string, unknown>()
  for (const row of channels) rows.set(refKey('channel', row.id), row)
  for (const row of operators) rows.set(refKey('operator', row.id), row)
  for (const [index, kind] of kinds.entries()) for (const row of found[index] ?? []) if (row) rows.set(refKey(kind, row.id), row)
  return { get: <K extends Kind>(kind: K, id: Id) => rows.get(refKey(kind, id)) as RowOf<K> | undefined }
}

function readKind(replica: Replica, kind: Kind, refs: readonly Ref[]): PromiseLike<readonly ({ readonly id: Id } | undefined)[]> {
  const ids = [...new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id))]
  return kind === 'item' ? replica.items.where('id').anyOf(ids).toArray() : replica.tableOf(kind).bulkGet(ids)
}
