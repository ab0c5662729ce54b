/**
 * One commit being prepared: rows as committed, and over them what has been decided so far. Works of one group are
 * run in order over the same ledger, so each sees what the ones before it did; a work that throws leaves no trace.
 */
import * as v from 'valibot'
import type { Command } from '#shared/commands/catalogue'
import type { DocumentName } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import { type Change, type Kind, ROW_SCHEMAS, type RowOf, refKey, type World } from '#shared/domain/row'
import type { Result } from '#shared/protocol/frames'
import type { DocumentUpdate, EarlyChange, SendJob, StoredRow, Writes } from '../store/port'
import type { HandledArrival, NewArrival } from '../store/port-channels'

type Unsequenced = Omit<Result, 'seq'>

interface Layer {
  readonly changes: Map<string, Change>
  readonly names: Map<string, Id>
  /** Those that may have led elsewhere until now. */
  readonly passed: Set<string>
  readonly jobs: Map<Id, SendJob>
  readonly timers: Map<Id, number | null>
  readonly placed: Map<Id, Id>
  readonly chosen: Map<Id, Id>
  readonly results: Map<string, { command: Command; operatorId: Id; result: Unsequenced }>
  readonly inbound: { channelId: Id; key: string; at: number; raw: string }[]
  readonly messageKeys: Map<Id, readonly string[]>
  readonly arrivals: NewArrival[]
  readonly handled: HandledArrival[]
  readonly documentUpdates: Map<Id, DocumentUpdate>
  readonly early: EarlyChange[]
  readonly projections: Map<DocumentName, Projection>
  readonly erased: Set<DocumentName>
}

type Projection = NonNullable<Writes['projections']>[number]

const emptyLayer = (): Layer => ({
  changes: new Map(),
  names: new Map(),
  passed: new Set(),
  jobs: new Map(),
  timers: new Map(),
  placed: new Map(),
  chosen: new Map(),
  results: new Map(),
  inbound: [],
  messageKeys: new Map(),
  arrivals: [],
  handled: [],
  documentUpdates: new Map(),
  early: [],
  projections: new Map(),
  erased: new Set(),
})

export class Ledger implements World {
  readonly #committed: ReadonlyMap<string, StoredRow>
  readonly #names: ReadonlyMap<string, Id>
  readonly #results: ReadonlyMap<string, Result>
  readonly #early: readonly EarlyChange[]
  readonly #decided = emptyLayer()
  #layer = emptyLayer()

  /** @param read.results stored ones, each with the operator whose command it answers. */
  constructor(read: {
    rows: Iterable<StoredRow>
    names: ReadonlyMap<string, Id>
    results: readonly { readonly operatorId: Id; readonly result: Result }[]
    early?: readonly EarlyChange[]
  }) {
    this.#committed = new Map([...read.rows].map((stored) => [refKey(stored.kind, stored.id), stored]))
    this.#names = read.names
    this.#early = read.early ?? []
    this.#results = new Map(read.results.map(({ operatorId, result }) => [resultKey(operatorId, result.id), result]))
  }

  get<K extends Kind>(kind: K, id: Id): RowOf<K> | undefined {
    const key = refKey(kind, id)
    const decided = this.#layer.changes.get(key) ?? this.#decided.changes.get(key)
    const row = decided ? decided.row : this.#committed.get(key)?.row
    // The store returns what was written under this kind.
    return (row ?? undefined) as RowOf<K> | undefined
  }

  name = (key: string): Id | undefined => this.#layer.names.get(key) ?? this.#decided.names.get(key) ?? this.#names.get(key)

  /** Changes that came before the message of this name. */
  early(name: string): readonly EarlyChange[] {
    return [...this.#early, ...this.#decided.early, ...this.#layer.early].filter((change) => change.name === name)
  }

  keepEarly(change: EarlyChange): void {
    this.#layer.early.push(change)
  }

  /** What became of a command: earlier, with its version, or in this commit. */
  result(operatorId: Id, commandId: Id): Result | Unsequenced | undefined {
    const key = resultKey(operatorId, commandId)
    return this.#results.get(key) ?? this.#decided.results.get(key)?.result
  }

  /** @throws Error for a row that devices could not read: once committed, it would stop every one of them. */
  put(changes: readonly Change[]): void {
    for (const change of changes) {
      const { kind, row } = change
      if (!v.safeParse(ROW_SCHEMAS[kind], row).success) throw new Error(`A ${kind} does not fit its schema: ${row.id}`)
      this.#layer.changes.set(refKey(kind, row.id), change)
    }
  }

  claim(name: string, id: Id): void {
    this.#layer.names.set(name, id)
  }

  /** Of a name that others give, and give again: it leads to the newest. */
  pass(name: string, id: Id): void {
    this.claim(name, id)
    this.#layer.passed.add(name)
  }

  enqueue(job: SendJob): void {
    this.#layer.jobs.set(job.itemId, job)
  }

  /** When to look at a dialog again; null: no more. */
  setTimer(dialogId: Id, dueAt: number | null): void {
    this.#layer.timers.set(dialogId, dueAt)
  }

  /** Gives a file to a dialog or to the library: whoever sees that may read it. */
  place(fileId: Id, place: Id): void {
    this.#layer.placed.set(fileId, place)
  }

  /** Notes that somebody has chosen a file for a message of this dialog. */
  choose(fileId: Id, dialogId: Id): void {
    this.#layer.chosen.set(fileId, dialogId)
  }

  answer(command: Command, operatorId: Id, result: Unsequenced): void {
    this.#layer.results.set(resultKey(operatorId, command.id), { command, operatorId, result })
  }

  keepRaw(channelId: Id, key: string, at: number, raw: string): void {
    this.#layer.inbound.push({ channelId, key, at, raw })
  }

  /** What a connected channel calls a message. */
  nameMessage(itemId: Id, keys: readonly string[]): void {
    this.#layer.messageKeys.set(itemId, keys)
  }

  /** Something came from a connected channel. */
  arrive(arrival: NewArrival): void {
    this.#layer.arrivals.push(arrival)
  }

  markHandled(arrival: HandledArrival): void {
    this.#layer.handled.push(arrival)
  }

  addUpdate(update: DocumentUpdate): void {
    this.#layer.documentUpdates.set(update.updateId, update)
  }

  /** How far a document's rows show it, and the version that came of it. */
  record(projection: Projection): void {
    this.#layer.projections.set(projection.doc, projection)
  }

  /** Takes every word of a document away, its row on the devices included. */
  erase(doc: DocumentName): void {
    this.#layer.erased.add(doc)
  }

  /** Runs one work; what it decided counts only when it returns. */
  attempt<T>(run: (ledger: Ledger) => T): T {
    const layer = this.#layer
    const value = this.#running(run)
    // A row changed again goes to the end: versions follow the order of the last change.
    for (const [key, change] of layer.changes) {
      this.#decided.changes.delete(key)
      this.#decided.changes.set(key, change)
    }
    for (const [key, id] of layer.names) this.#decided.names.set(key, id)
    for (const key of layer.passed) this.#decided.passed.add(key)
    for (const [id, job] of layer.jobs) this.#decided.jobs.set(id, job)
    for (const [id, dueAt] of layer.timers) this.#decided.timers.set(id, dueAt)
    for (const [id, place] of layer.placed) this.#decided.placed.set(id, place)
    for (const [id, dialogId] of layer.chosen) this.#decided.chosen.set(id, dialogId)
    for (const [key, result] of layer.results) this.#decided.results.set(key, result)
    this.#decided.inbound.push(...layer.inbound)
    for (const [id, keys] of layer.messageKeys) this.#decided.messageKeys.set(id, keys)
    this.#decided.arrivals.push(...layer.arrivals)
    this.#decided.handled.push(...layer.handled)
    this.#decided.early.push(...layer.early)
    for (const [id, update] of layer.documentUpdates) this.#decided.documentUpdates.set(id, update)
    for (const [doc, projection] of layer.projections) this.#decided.projections.set(doc, projection)
    for (const doc of layer.erased) this.#decided.erased.add(doc)
    return value
  }

  /** What a work has written is taken away from under it when it ends, however it ends. */
  #running<T>(run: (ledger: Ledger) => T): T {
    try {
      return run(this)
    } finally {
      this.#layer = emptyLayer()
    }
  }

  writes(): Writes {
    const { changes, names, passed, jobs, timers, results, documentUpdates, projections, erased, ...rest } = this.#decided
    const { inbound, placed, chosen, messageKeys, arrivals, handled, early } = rest
    return {
      changes: [...changes.values()],
      names: new Map([...names].filter(([key]) => !passed.has(key))),
      passedNames: new Map([...names].filter(([key]) => passed.has(key))),
      jobs: [...jobs.values()],
      timers,
      placedFiles: placed,
      chosenFiles: chosen,
      results: [...results.values()],
      inbound,
      messageKeys,
      arrivals,
      handled,
      documentUpdates: [...documentUpdates.values()],
      early,
      projections: [...projections.values()],
      erasedDocuments: [...erased],
      deletions: [...erased].map((id) => ({ kind: 'document', id })),
    }
  }
}

/** Two operators' devices may make the same id, though only on purpose. */
const resultKey = (operatorId: Id, commandId: Id): string => `${operatorId}/${commandId}`
