/**
 * The device's tables as the engine uses them. Every method is one transaction.
 *
 * I2 `cursor = c`: every visible change ≤ c is applied and durable here. FEN1 A tab that no longer leads writes nothing.
 */
import type { RejectCode } from '#shared/commands/spec'
import type { Dialog } from '#shared/domain/dialog'
import { type Id, newId } from '#shared/domain/id'
import type { Result, ServerHead, SyncedRow } from '#shared/protocol/frames'
import { isWrongGuess } from '../data/begun-dialogs'
import { lacksNames, nameSome } from '../data/customer-names'
import { acknowledge } from '../data/held-document'
import { keepOwnText } from '../data/own-text'
import { addRange } from '../data/ranges'
import { NOT_HELD, type Position, type Replica, readPosition, START } from '../data/replica'
import { indexStep } from '../data/search-index'
import type { LocalUpdate, Vault } from '../data/vault'
import { Fenced } from './fenced'
import { incompleteDialogs } from './fill'
import { type Leaving, outgoing, settle } from './outbox-turns'
import { type MadeRoom, makeRoom } from './room'
import { claimPlaces, putRows } from './row-writer'
import { latestOfEach } from './rows'
import { isOutOfSight } from './settled-files'
import { readSlice, type Slice, type SlicePlace } from './slices'
import { beginStaging, countWaiting, mark, replaceTimeline, stage } from './staging'
import { waitingUpdates } from './waiting-updates'

/** The tables as their users see them. */
export type SyncTables = Pick<SyncStore, keyof SyncStore>

export class SyncStore {
  readonly #replica: Replica
  readonly #vault: Vault
  #leader = 0
  /** Dialogs changed by batches since somebody looked for incomplete ones. */
  readonly #changed: Id[] = []
  /** Files whose bytes the service worker may keep, of dialogs that are to be erased; `all` with a new snapshot. */
  readonly #forgetFiles: (files: readonly Id[] | 'all') => Promise<void>

  readonly #onErased: (dialogIds: readonly Id[]) => void

  constructor(
    replica: Replica,
    vault: Vault,
    forgetFiles: (files: readonly Id[] | 'all') => Promise<void> = async () => undefined,
    onErased: (dialogIds: readonly Id[]) => void = () => undefined,
  ) {
    this.#replica = replica
    this.#vault = vault
    this.#forgetFiles = forgetFiles
    this.#onErased = onErased
  }

  /** Takes the lead: whoever led before can no longer write. */
  async lead(): Promise<void> {
    await this.#replica.transaction('rw', this.#replica.position, async () => {
      const position = await readPosition(this.#replica)
      this.#leader = position.leader + 1
      const device = position.device === START.device ? newId() : position.device
      await this.#replica.position.put({ ...position, device, leader: this.#leader })
    })
    // DEV6: rows of another protocol's time may lack what this build reads, or mean something else.
    if ((await readPosition(this.#replica)).proto !== START.proto) await this.refetch()
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

  /**
   * From now to its last part a snapshot is laid over what is held, which stays readable meanwhile.
   * @param of.erase forget everything first: it may be what is not to be seen any more.
   */
  async beginSnapshot(of: { epoch: Id; aclEpoch: number; erase?: boolean }): Promise<void> {
    const isOther = await this.#isOfOtherHistory(of.epoch)
    // What another history has acknowledged this one may never have heard of; it is asked again (CMD5).
    if (isOther)
      await this.#vault.outbox
        .where('state')
        .equals('done')
        .and((row) => !isWrongGuess(row))
        .modify({ state: 'sent', seq: 0 })
    const forgotten = of.erase ? await this.#replica.dialogs.toCollection().primaryKeys() : []
    await this.#write(async (position) => {
      if (of.erase) {
        await this.#clear()
        await this.#replica.evictedDialogs.put({ id: NOT_HELD })
      }
      await beginStaging(
        this.#replica,
        { ...of, isOther },
        of.erase ? { ...START, leader: position.leader, device: position.device } : position,
      )
    })
    if (forgotten.length > 0) this.#onErased(forgotten)
    if (of.erase) await this.#forgetFiles('all')
  }

  async #isOfOtherHistory(epoch: Id): Promise<boolean> {
    const position = await this.position()
    const held = position.epoch ?? position.staged?.epoch ?? null
    return held !== null && held !== epoch
  }

  /** Makes room on the device; `shown`: dialogs on a screen. */
  makeRoom(shown: ReadonlySet<Id>): Promise<MadeRoom> {
    const checkLead = async () => {
      if ((await readPosition(this.#replica)).leader !== this.#leader) throw new Fenced('Another tab leads')
    }
    return makeRoom({ replica: this.#replica, vault: this.#vault, shown, checkLead, forgetFiles: this.#forgetFiles })
  }

  /** Empties the replica, so that the next HELLO is answered with everything anew. The vault is not touched (I6). */
  refetch = (): Promise<void> => this.#empty()

  #empty(): Promise<void> {
    return this.#write(async ({ leader, device }) => {
      await this.#clear()
      await this.#replica.position.put({ ...START, leader, device })
    })
  }

  /** What is still to go from outside the tables is not forgotten with them. */
  async #clear(): Promise<void> {
    const { tables, evictedDialogs, evictedFiles } = this.#replica
    for (const table of tables) if (table.name !== evictedDialogs.name && table.name !== evictedFiles.name) await table.clear()
  }

  /** @returns the cursor after the last part, null before it. */
  async applySnapshot(part: ServerHead<'SNAPSHOT'>): Promise<number | null> {
    const cursor = await this.#write((position) => stage(this.#replica, position, part))
    if (part.last) await this.#finishEvictions()
    return cursor
  }

  /** @returns the new cursor, or null when the batch does not begin at the cursor. */
  async applyBatch({ from, to, rows }: ServerHead<'BATCH'>): Promise<number | null> {
    const cursor = await this.#write(async (position) => {
      if (position.cursor !== from || position.epoch === null) return null
      const latest = latestOfEach(rows)
      this.#changed.push(...latest.filter(({ kind, row }) => kind === 'dialog' && row !== null).map(({ id }) => id))
      await claimPlaces(this.#replica, latest)
      const waiting = position.waiting + (await putRows(this.#replica, latest))
      await this.#replica.position.put({ ...position, cursor: to, waiting })
      return to
    })
    await this.#finishEvictions()
    const erased = rows.flatMap(({ kind, id, row }) => (kind === 'dialog' && row === null ? [id] : []))
    if (cursor !== null && erased.length > 0) this.#onErased(erased)
    return cursor
  }

  /** Older items, fetched by the page. */
  async applyPage({ dialogId, rows, lo, hi }: ServerHead<'PAGE_RES'>): Promise<void> {
    await this.#write(async (position) => {
      // `hi` is 0 when there was nothing to be had: the dialog is not to be seen any more.
      if (hi === 0) return
      const held = (await this.#replica.ranges.get(dialogId))?.ranges ?? []
      // Asked for before room was made here: with nothing after it, it would pass for the newest there is.
      if (held.length === 0 && hi < (await this.#lastSeqOf(dialogId, rows))) return
      await this.#putAsked(position, rows)
      await this.#replica.ranges.put({ dialogId, ranges: addRange(held, lo, hi) })
    })
  }

  async #lastSeqOf(dialogId: Id, rows: readonly SyncedRow[]): Promise<number> {
    const isIt = (row: SyncedRow) => row.kind === 'dialog' && row.id === dialogId
    const dialog = (rows.find(isIt)?.row as Dialog | null | undefined) ?? (await this.#replica.dialogs.get(dialogId))
    return dialog?.lastSeq ?? 0
  }

  /** Dialogs that were closed long ago. */
  async applyList(rows: readonly SyncedRow[]): Promise<void> {
    await this.#write((position) => this.#putAsked(position, rows))
  }

  /** What was asked for is as new as the newest batch, and not of its sequence. */
  async #putAsked(position: Position, rows: readonly SyncedRow[]): Promise<void> {
    if (position.staged) await mark(this.#replica, rows)
    const waiting = position.waiting + (await putRows(this.#replica, rows))
    if (waiting !== position.waiting) await this.#replica.position.put({ ...position, waiting })
  }

  slice = (place: SlicePlace): Promise<Slice | null> => readSlice(this.#replica, place)

  /** Puts right what the server has found to differ. */
  async applyRepair({ rows, low }: ServerHead<'CHECK_RES'>): Promise<void> {
    await this.#write(async (position) => {
      // A snapshot under way puts everything right.
      if (position.epoch === null) return
      await putRows(this.#replica, rows)
      for (const [dialogId, lo] of Object.entries(low)) await replaceTimeline(this.#replica, dialogId, lo)
      await this.#replica.position.put({ ...position, waiting: await countWaiting(this.#replica) })
    })
    await this.#finishEvictions()
  }

  /** Dialogs of which something is missing: among those that batches have changed, or among all that are at hand. */
  async incomplete(options: { among: 'changed' | 'all'; limit: number }): Promise<readonly Dialog[]> {
    const changed = [...this.#changed.splice(0)]
    if (options.among === 'changed' && changed.length === 0) return []
    return incompleteDialogs(this.#replica, options.among === 'all' ? null : changed, options.limit)
  }

  async recordResults(results: readonly Result[]): Promise<void> {
    await this.#vault.transaction('rw', this.#vault.outbox, async () => {
      for (const { id, status, code, seq } of results) {
        const state = status === 'done' ? 'done' : 'refused'
        await this.#vault.outbox.where('id').equals(id).modify({ state, code, seq })
      }
    })
  }

  /** @returns whether a conversation has begun: what is written in it may leave. */
  settle = (cursor: number): Promise<boolean> => settle(this.#tables, cursor)

  /** Commands that may leave now, in order, and when to look again if some must wait for their time. */
  outgoing = (now: number): Promise<Leaving> => outgoing(this.#tables, now)

  async unanswered(limit: number): Promise<readonly Id[]> {
    return (await this.#vault.outbox.where('state').equals('sent').limit(limit).toArray()).map(({ id }) => id)
  }

  /** @returns those that may leave: one that was taken back or replaced since it was looked up does not (VLT2). */
  markSent(ids: readonly Id[]): Promise<ReadonlySet<Id>> {
    const { outbox } = this.#vault
    return this.#vault.transaction('rw', outbox, async () => {
      const leaving = await outbox
        .where('id')
        .anyOf(ids)
        .and(({ state }) => state === 'waiting' || state === 'sent')
        .toArray()
      await outbox.bulkUpdate(leaving.map(({ n }) => ({ key: n, changes: { state: 'sent' } })))
      return new Set(leaving.map(({ id }) => id))
    })
  }

  /** Document updates that may leave now. */
  waitingUpdates = (): Promise<readonly LocalUpdate[]> => waitingUpdates(this.#tables)

  /** The update is stored by the server: first known, then no longer ours to keep. */
  acknowledgeUpdate = (id: Id): Promise<void> => acknowledge(this.#tables, id)

  /** Of another lineage than the server's: it waits for the rows that say so, and then goes another way. */
  async refuseUpdate(id: Id, code: RejectCode): Promise<void> {
    if (code === 'stale') return
    await this.#vault.updates.update(id, { state: 'refused', code })
    const refused = await this.#vault.updates.get(id)
    if (refused && isOutOfSight(code)) await keepOwnText(this.#vault, refused.doc)
  }

  /** Takes the texts that were noted first into the index of the search. @returns whether there is more to do at once. */
  indexStep = (): Promise<boolean> => indexStep(this.#replica, async () => (await readPosition(this.#replica)).leader === this.#leader)

  /** Names customers for whom an older build has kept none. */
  async nameCustomers(): Promise<void> {
    if (!(await lacksNames(this.#replica))) return
    let last: Id | null = null
    do last = await this.#write(() => nameSome(this.#replica, last))
    while (last !== null)
  }

  get #tables() {
    return { replica: this.#replica, vault: this.#vault }
  }

  #write<T>(write: (position: Position) => Promise<T>): Promise<T> {
    return this.#replica.transaction('rw', this.#replica.tables, async () => {
      const position = await readPosition(this.#replica)
      if (position.leader !== this.#leader) throw new Fenced('Another tab leads')
      return write(position)
    })
  }
}
