/**
 * The device's tables as the engine uses them. Every method is one transaction.
 *
 * I2 `cursor = c`: every visible change ≤ c is applied and durable here. FEN1 A tab that no longer leads writes nothing.
 */
import Dexie from 'dexie'
import * as v from 'valibot'
import type { Command } from '#shared/commands/catalogue'
import { isWaiting } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import { type Kind, ROW_SCHEMAS, type RowOf, refKey } from '#shared/domain/row'
import type { Result, ServerHead, SyncedRow } from '#shared/protocol/frames'
import { listed } from '../data/listing'
import { holdProducts } from '../data/product-words'
import { addRange, type Range } from '../data/ranges'
import { type Position, type Replica, readPosition, START } from '../data/replica'
import { indexStep, noteContacts, noteItems } from '../data/search-index'
import type { LocalUpdate, OutboxRow, Vault } from '../data/vault'
import { evictDialogs } from './evict'
import { type Outgoing, sortOut } from './outgoing'

/** Another tab leads now. */
export class Fenced extends Error {}

/** The tables as their users see them. */
export type SyncTables = Pick<SyncStore, keyof SyncStore>

export class SyncStore {
  readonly #replica: Replica
  readonly #vault: Vault
  #leader = 0
  /** Snapshot under way: what it is of becomes the replica's with the last part. */
  #staged: Pick<Position, 'epoch' | 'aclEpoch'> = START
  /** Files whose bytes the service worker may keep, of dialogs that are to be erased; `all` with a new snapshot. */
  readonly #forgetFiles: (files: readonly Id[] | 'all') => Promise<void>

  constructor(replica: Replica, vault: Vault, forgetFiles: (files: readonly Id[] | 'all') => Promise<void> = async () => undefined) {
    this.#replica = replica
    this.#vault = vault
    this.#forgetFiles = forgetFiles
  }

  /** Takes the lead: whoever led before can no longer write. */
  async lead(): Promise<void> {
    await this.#replica.transaction('rw', this.#replica.position, async () => {
      const position = await readPosition(this.#replica)
      this.#leader = position.leader + 1
      const device = position.device === START.device ? newId() : position.device
      await this.#replica.position.put({ ...position, device, leader: this.#leader })
    })
    await this.#finishEvictions()
  }

  /** Bytes outside the tables go after the rows; what was not reached before a crash is reached by the next leader. */
  async #finishEvictions(): Promise<void> {
    const files = await this.#replica.evictedFiles.toCollection().primaryKeys()
    if (files.length === 0) return
    await this.#forgetFiles(files)
    await this.#replica.evictedFiles.bulkDelete(files)
  }

  position = (): Promise<Position> => readPosition(this.#replica)

  /** Forgets everything: the replica may be of other data, or hold what is not to be seen any more. */
  async beginSnapshot({ epoch, aclEpoch }: { epoch: Id; aclEpoch: number }): Promise<void> {
    this.#staged = { epoch, aclEpoch }
    await this.#write(async ({ leader, device }) => {
      for (const table of this.#replica.tables) await table.clear()
      await this.#replica.position.put({ ...START, leader, device })
    })
    await this.#forgetFiles('all')
  }

  /** @returns the cursor after the last part, null before it. */
  async applySnapshot({ rows, low, last, to }: ServerHead<'SNAPSHOT'>): Promise<number | null> {
    return this.#write(async (position) => {
      const waiting = position.waiting + (await this.#putRows(rows))
      for (const [dialogId, lo] of Object.entries(low)) {
        const dialog = await this.#replica.dialogs.get(dialogId)
        if (dialog) await this.#replica.ranges.put({ dialogId, ranges: addRange([], lo, dialog.lastSeq) })
      }
      const reached = last ? { ...this.#staged, cursor: to } : {}
      await this.#replica.position.put({ ...position, ...reached, waiting })
      return last ? to : null
    })
  }

  /** @returns the new cursor, or null when the batch does not begin at the cursor. */
  async applyBatch({ from, to, rows }: ServerHead<'BATCH'>): Promise<number | null> {
    const cursor = await this.#write(async (position) => {
      if (position.cursor !== from || position.epoch === null) return null
      const latest = latestOfEach(rows)
      await this.#claim(latest)
      const waiting = position.waiting + (await this.#putRows(latest))
      await this.#replica.position.put({ ...position, cursor: to, waiting })
      return to
    })
    await this.#finishEvictions()
    return cursor
  }

  /** Older items, fetched by the page. */
  async applyPage({ dialogId, rows, lo, hi }: ServerHead<'PAGE_RES'>): Promise<void> {
    await this.#write(async () => {
      // Of a dialog that is not here any more nothing is kept; `hi` is 0 when there was nothing to be had.
      if (hi === 0 || !(await this.#replica.dialogs.get(dialogId))) return
      await this.#putRows(rows)
      const held = (await this.#replica.ranges.get(dialogId))?.ranges ?? []
      await this.#replica.ranges.put({ dialogId, ranges: addRange(held, lo, hi) })
    })
  }

  async recordResults(results: readonly Result[]): Promise<void> {
    await this.#vault.transaction('rw', this.#vault.outbox, async () => {
      for (const { id, status, code, seq } of results) {
        const state = status === 'done' ? 'done' : 'refused'
        await this.#vault.outbox.where('id').equals(id).modify({ state, code, seq })
      }
    })
  }

  /** Forgets commands whose effect the replica now shows, and refused ones that nobody needs to decide about. */
  async settle(cursor: number): Promise<void> {
    const { outbox } = this.#vault
    const done = await outbox.where('state').equals('done').toArray()
    const shown = done.filter(({ seq }) => seq <= cursor)
    const refused = await outbox.where('state').equals('refused').toArray()
    const silent = refused.filter(({ type }) => type === 'draft.set')
    const gone = [...shown, ...silent]
    if (gone.length === 0) return
    await outbox.bulkDelete(gone.map(({ n }) => n))
    await this.#keepFiles(shown.flatMap(({ files }) => [...files]))
  }

  /** Files that have left are no longer the vault's, but worth having at hand. */
  async #keepFiles(ids: readonly Id[]): Promise<void> {
    if (ids.length === 0) return
    const sent = (await this.#vault.files.bulkGet([...ids])).flatMap((file) => (file ? [file] : []))
    await this.#replica.files.bulkPut(sent.map(({ id, blob, at }) => ({ id, blob, usedAt: at })))
    await this.#vault.files.bulkDelete([...ids])
  }

  /** Commands that may leave now, in order, and when to look again if some must wait for their time. */
  async outgoing(now: number): Promise<{ commands: readonly Command[]; lookAgainAt: number | null }> {
    const rows = await this.#vault.outbox.orderBy('n').toArray()
    const uploaded = await this.#uploaded(rows)
    const { commands, lookAgainAt, heldBack } = sortOut(rows, { now, uploaded })
    if (heldBack.length > 0) await this.#holdBack(heldBack)
    return { commands, lookAgainAt }
  }

  async #holdBack(held: Outgoing['heldBack']): Promise<void> {
    await this.#vault.transaction('rw', this.#vault.outbox, async () => {
      for (const { n, code } of held) await this.#vault.outbox.update(n, { state: 'refused', code })
    })
  }

  async unanswered(limit: number): Promise<readonly Id[]> {
    return (await this.#vault.outbox.where('state').equals('sent').limit(limit).toArray()).map(({ id }) => id)
  }

  async markSent(ids: readonly Id[]): Promise<void> {
    await this.#vault.outbox
      .where('id')
      .anyOf(ids)
      .and(({ state }) => state === 'waiting')
      .modify({ state: 'sent' })
  }

  waitingUpdates = async (): Promise<readonly LocalUpdate[]> =>
    (await this.#vault.updates.toArray()).filter(({ state }) => state === 'waiting')

  /** The update is stored by the server: first known, then no longer ours to keep. */
  async acknowledgeUpdate(id: Id): Promise<void> {
    const update = await this.#vault.updates.get(id)
    if (!update) return
    await this.#replica.knownUpdates.add({ doc: update.doc, bytes: update.bytes })
    await this.#vault.updates.delete(id)
  }

  async refuseUpdate(id: Id): Promise<void> {
    await this.#vault.updates.update(id, { state: 'refused' })
  }

  async #uploaded(rows: readonly OutboxRow[]): Promise<ReadonlySet<Id>> {
    const ids = rows.flatMap(({ files }) => [...files])
    if (ids.length === 0) return new Set()
    const files = await this.#vault.files.bulkGet(ids)
    return new Set(files.flatMap((file) => (file?.isUploaded ? [file.id] : [])))
  }

  #write<T>(write: (position: Position) => Promise<T>): Promise<T> {
    return this.#replica.transaction('rw', this.#replica.tables, async () => {
      const position = await readPosition(this.#replica)
      if (position.leader !== this.#leader) throw new Fenced('Another tab leads')
      return write(position)
    })
  }

  /**
   * Every item is a stretch of its own, and joins those it touches. None is assumed: an item that was changed since
   * stands further back in the sequence, so places come out of order and over several batches (I5).
   */
  async #claim(rows: readonly SyncedRow[]): Promise<void> {
    const places = new Map<Id, number[]>()
    for (const { kind, row } of rows) {
      if (kind !== 'item' || row === null) continue
      // Read by its schema when it is put, in this same transaction.
      const { dialogId, dseq } = row as RowOf<'item'>
      places.set(dialogId, [...(places.get(dialogId) ?? []), dseq])
    }
    const dialogIds = [...places.keys()]
    const held = await this.#replica.ranges.bulkGet(dialogIds)
    const claimed = dialogIds.map((dialogId, index) => ({
      dialogId,
      ranges: (places.get(dialogId) ?? []).reduce<readonly Range[]>(
        (ranges, dseq) => addRange(ranges, dseq, dseq),
        held[index]?.ranges ?? [],
      ),
    }))
    if (claimed.length > 0) await this.#replica.ranges.bulkPut(claimed)
  }

  /** @returns by how much the number of waiting dialogs changed. */
  async #putRows(rows: readonly SyncedRow[]): Promise<number> {
    const delta = await this.#waitingDelta(rows.filter(({ kind }) => kind === 'dialog'))
    for (const kind of new Set(rows.map((each) => each.kind))) {
      const ofKind = rows.filter((each) => each.kind === kind)
      const gone = ofKind.filter(({ row }) => row === null).map(({ id }) => id)
      if (gone.length > 0) await this.#remove(kind, gone)
      const put: readonly RowOf<typeof kind>[] = ofKind.filter(({ row }) => row !== null).map(({ row }) => parseRow(kind, row))
      await this.#noteWords(kind, put)
      // Rows are of the kind here and below.
      if (kind === 'product') await holdProducts(this.#replica, put as readonly RowOf<'product'>[])
      else await this.#replica.tableOf<Kind>(kind).bulkPut(put)
      if (kind === 'dialog') await this.#replica.listing.bulkPut((put as readonly RowOf<'dialog'>[]).map(listed))
    }
    return delta
  }

  /** Before they are put: what reads as it did is in the search index already (IDX1). Rows are of the kind. */
  async #noteWords(kind: Kind, rows: readonly RowOf<Kind>[]): Promise<void> {
    const { items, contacts } = this.#replica
    if (kind === 'item') {
      const put = rows as readonly RowOf<'item'>[]
      await noteItems(this.#replica, put, await items.bulkGet(put.map(({ dialogId, dseq }): [Id, number] => [dialogId, dseq])))
    }
    if (kind === 'contact') {
      const put = rows as readonly RowOf<'contact'>[]
      await noteContacts(this.#replica, put, await contacts.bulkGet(put.map(({ id }) => id)))
    }
  }

  /** Takes the newest texts into the index of the search. @returns whether there is more to do at once. */
  indexStep = (): Promise<boolean> => indexStep(this.#replica, async () => (await readPosition(this.#replica)).leader === this.#leader)

  /** A dialog takes all of its contents along. Items lie under their place, so they are found by id first. */
  async #remove(kind: Kind, ids: readonly Id[]): Promise<void> {
    if (kind === 'dialog') await evictDialogs(this.#replica, ids)
    else if (kind === 'item') await this.#replica.items.where('id').anyOf(ids).delete()
    else await this.#replica.tableOf(kind).bulkDelete([...ids])
  }

  /** A row may come twice in one batch: each is counted against the one before it. */
  async #waitingDelta(rows: readonly SyncedRow[]): Promise<number> {
    const before = await this.#replica.dialogs.bulkGet(rows.map(({ id }) => id))
    const was = new Map(before.flatMap((dialog) => (dialog ? [[dialog.id, isWaiting(dialog)]] : [])))
    let delta = 0
    for (const { id, row } of rows) {
      const is = row !== null && isWaiting(parseRow('dialog', row))
      delta += Number(is) - Number(was.get(id) ?? false)
      was.set(id, is)
    }
    return delta
  }
}

/** A row that comes twice counts as it came last. */
function latestOfEach(rows: readonly SyncedRow[]): readonly SyncedRow[] {
  return [...new Map(rows.map((each) => [refKey(each.kind, each.id), each])).values()]
}

function parseRow<K extends Kind>(kind: K, row: unknown): RowOf<K> {
  return v.parse(ROW_SCHEMAS[kind], row) as RowOf<K>
}

export const isFenced = (error: unknown): boolean =>
  error instanceof Fenced || (error instanceof Dexie.DexieError && error.inner instanceof Fenced)
