/**
 * What follows an update at leisure: the document and its text as rows for every device, a version for its past, old
 * updates folded into one.
 *
 * CMP1 Folding replaces the updates that were read by what they make, in one transaction; what came meanwhile stays.
 * CMP2 Nothing is folded before a version says who wrote it. HIS1 A version is never changed once somebody else, or a
 * later sitting, has written.
 */
import { type DocumentName, noteDocument } from '#shared/domain/document'
import type { Id } from '#shared/domain/id'
import type { Operator } from '#shared/domain/operator'
import type { Committer } from '../commands/committer'
import type { Store, StoredDocument, StoredRow } from '../store/port'
import type { DecodeAnswer, DecodeRequest } from './decode'
import { projectWork } from './projection'
import { nextVersion } from './versions'

/** Typing comes in bursts; the list's copy of a note may be this old. */
const PROJECT_AFTER_MS = 300
/** A document is folded when reading it costs as many rows, or as many bytes beyond the folded ones, as this … */
const COMPACT_UPDATES = 100
const COMPACT_BYTES = 64 * 1024
/** … and when nobody has written in it for so long. */
const IDLE_MS = 30_000
/** After a look everything else has so many times as long: however many write, upkeep takes no more than a tenth. */
const REST = 9
/** … and no longer than this: on a machine that is busy with something else, notes must not wait for minutes. */
const MAX_REST_MS = 1000

export interface Upkeep {
  touched(doc: DocumentName): void
  /** A note whose text arrived before its place in the timeline. */
  committed(rows: readonly StoredRow[]): void
  /** Makes up for what a process that died had not come to. */
  start(): Promise<void>
  close(): Promise<void>
}

export function createUpkeep(options: {
  store: Pick<Store, 'documents' | 'documentState' | 'documentsBehind' | 'documentVersions' | 'compactDocument'>
  committer: Committer
  /** Who can be mentioned. */
  operators: () => readonly Operator[]
  decode: (request: DecodeRequest) => Promise<DecodeAnswer>
  onError: (error: unknown) => void
}): Upkeep {
  const { store } = options
  const due = new Map<DocumentName, NodeJS.Timeout>()
  const idle = new Map<DocumentName, NodeJS.Timeout>()
  /** One look at a document at a time, or two would write the same version. */
  const running = new Map<DocumentName, Promise<void>>()
  let isClosed = false
  /** Looks take turns. */
  let turns: Promise<void> = Promise.resolve()
  let endRest = () => {}

  function inTurn(look: () => Promise<void>): Promise<void> {
    const begun = turns.then(() => Date.now())
    const done = begun.then(look)
    turns = done.catch(() => undefined).then(async () => rest(Math.min((Date.now() - (await begun)) * REST, MAX_REST_MS)))
    return done
  }

  async function rest(ms: number): Promise<void> {
    if (isClosed) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      timer.unref()
      endRest = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  function touched(doc: DocumentName): void {
    if (!isClosed) schedule(due, doc, PROJECT_AFTER_MS)
  }

  function schedule(timers: Map<DocumentName, NodeJS.Timeout>, doc: DocumentName, ms: number): void {
    if (timers.has(doc)) return
    const timer = setTimeout(() => start(doc, timers === idle), ms)
    timer.unref()
    timers.set(doc, timer)
  }

  function start(doc: DocumentName, isIdle: boolean): void {
    const timers = isIdle ? idle : due
    clearTimeout(timers.get(doc))
    timers.delete(doc)
    const before = running.get(doc) ?? Promise.resolve()
    const work = before.then(() => inTurn(() => look(doc, isIdle))).catch(options.onError)
    running.set(doc, work)
    void work.finally(() => running.get(doc) === work && running.delete(doc))
  }

  async function look(doc: DocumentName, isIdle: boolean): Promise<void> {
    const stored = (await store.documents([doc])).get(doc)
    if (!stored) return
    const answer = await options.decode({ kind: 'fold', updates: stored.updates })
    // What cannot be read is left as it came: whoever mends it will want the bytes.
    if (!answer.ok) return
    if (!(await project(doc, stored, answer))) return
    if (isIdle ? stored.updates.length > 1 : isHeavy(stored)) await store.compactDocument(doc, stored, answer.state)
    else if (stored.updates.length > 1 && !isClosed) again(doc)
  }

  /** The clock of the pause begins anew with every edit. */
  function again(doc: DocumentName): void {
    clearTimeout(idle.get(doc))
    idle.delete(doc)
    schedule(idle, doc, IDLE_MS)
  }

  async function project(doc: DocumentName, stored: StoredDocument, answer: Extract<DecodeAnswer, { ok: true }>): Promise<boolean> {
    const [{ generation, upTo }, [before]] = await Promise.all([store.documentState(doc), store.documentVersions(doc, 1)])
    const edits = stored.by.filter(({ seq }) => seq > upTo)
    const version = nextVersion(before, { doc, text: answer.text, edits })
    const by = new Set(edits.map(({ authorId }) => authorId))
    const { text, state } = answer
    const work = projectWork({ doc, text, state, generation, upTo: stored.upTo, version, by, operators: options.operators() })
    return (await options.committer.submit(work)).value
  }

  return {
    touched,
    committed(rows) {
      for (const { kind, row } of rows) if (kind === 'item' && isBlankNote(row)) touched(noteDocument(row.dialogId, row.id))
    },
    async start() {
      for (const doc of await store.documentsBehind()) touched(doc)
    },
    async close() {
      isClosed = true
      endRest()
      for (const timer of idle.values()) clearTimeout(timer)
      // Not left for the next start: devices would show the older text until then.
      for (const doc of [...due.keys()]) start(doc, false)
      await Promise.allSettled(running.values())
    },
  }
}

function isHeavy({ updates, bytes }: StoredDocument): boolean {
  return updates.length >= COMPACT_UPDATES || (updates.length > 1 && bytes - (updates[0]?.length ?? 0) >= COMPACT_BYTES)
}

interface BlankNote {
  readonly id: Id
  readonly dialogId: Id
}

function isBlankNote(row: unknown): row is BlankNote {
  return (
    typeof row === 'object' &&
    row !== null &&
    'kind' in row &&
    row.kind === 'note' &&
    'text' in row &&
    row.text === '' &&
    !('deleted' in row && row.deleted)
  )
}
