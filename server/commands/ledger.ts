/**
 * One commit being prepared: rows as committed, and over them what has been decided so far. Works of one group are
 * run in order over the same ledger, so each sees what the ones before it did; a work that throws leaves no trace.
 */
import type { Command } from '#shared/commands/catalogue'
import type { Id } from '#shared/domain/id'
import { type Change, type Kind, type RowOf, refKey, type World } from '#shared/domain/row'
import type { Result } from '#shared/protocol/frames'
import type { DocumentUpdate, SendJob, StoredRow, Writes } from '../store/port'

type Unsequenced = Omit<Result, 'seq'>

interface Layer {
  readonly changes: Map<string, Change>
  readonly names: Map<string, Id>
  readonly jobs: Map<Id, SendJob>
  readonly results: Map<Id, { command: Command; operatorId: Id; result: Unsequenced }>
  readonly inbound: { channelId: Id; key: string; at: number; raw: string }[]
  readonly documentUpdates: Map<Id, DocumentUpdate>
}

const emptyLayer = (): Layer => ({
  changes: new Map(),
  names: new Map(),
  jobs: new Map(),
  results: new Map(),
  inbound: [],
  documentUpdates: new Map(),
})

export class Ledger implements World {
  readonly #committed: ReadonlyMap<string, StoredRow>
  readonly #names: ReadonlyMap<string, Id>
  readonly #decided = emptyLayer()
  #layer = emptyLayer()

  constructor(read: { rows: Iterable<StoredRow>; names: ReadonlyMap<string, Id> }) {
    this.#committed = new Map([...read.rows].map((stored) => [refKey(stored.kind, stored.id), stored]))
    this.#names = read.names
  }

  get<K extends Kind>(kind: K, id: Id): RowOf<K> | undefined {
    const key = refKey(kind, id)
    const decided = this.#layer.changes.get(key) ?? this.#decided.changes.get(key)
    const row = decided ? decided.row : this.#committed.get(key)?.row
    // The store returns what was written under this kind.
    return (row ?? undefined) as RowOf<K> | undefined
  }

  name = (key: string): Id | undefined => this.#layer.names.get(key) ?? this.#decided.names.get(key) ?? this.#names.get(key)

  result = (commandId: Id): Unsequenced | undefined => this.#decided.results.get(commandId)?.result

  put(changes: readonly Change[]): void {
    for (const change of changes) this.#layer.changes.set(refKey(change.kind, change.row.id), change)
  }

  claim(name: string, id: Id): void {
    this.#layer.names.set(name, id)
  }

  enqueue(job: SendJob): void {
    this.#layer.jobs.set(job.itemId, job)
  }

  answer(command: Command, operatorId: Id, result: Unsequenced): void {
    this.#layer.results.set(command.id, { command, operatorId, result })
  }

  keepRaw(channelId: Id, key: string, at: number, raw: string): void {
    this.#layer.inbound.push({ channelId, key, at, raw })
  }

  addUpdate(update: DocumentUpdate): void {
    this.#layer.documentUpdates.set(update.updateId, update)
  }

  /** Runs one work; what it decided counts only when it returns. */
  attempt<T>(run: (ledger: Ledger) => T): T {
    this.#layer = emptyLayer()
    const value = run(this)
    const layer = this.#layer
    this.#layer = emptyLayer()
    // A row changed again goes to the end: versions follow the order of the last change.
    for (const [key, change] of layer.changes) {
      this.#decided.changes.delete(key)
      this.#decided.changes.set(key, change)
    }
    for (const [key, id] of layer.names) this.#decided.names.set(key, id)
    for (const [id, job] of layer.jobs) this.#decided.jobs.set(id, job)
    for (const [id, result] of layer.results) this.#decided.results.set(id, result)
    this.#decided.inbound.push(...layer.inbound)
    for (const [id, update] of layer.documentUpdates) this.#decided.documentUpdates.set(id, update)
    return value
  }

  writes(): Writes {
    const { changes, names, jobs, results, inbound, documentUpdates } = this.#decided
    return {
      changes: [...changes.values()],
      names,
      jobs: [...jobs.values()],
      results: [...results.values()],
      inbound,
      documentUpdates: [...documentUpdates.values()],
    }
  }
}
