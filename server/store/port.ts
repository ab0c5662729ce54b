/**
 * What Okno needs of a database. Two dialects stand behind it (SQLite, PostgreSQL) and one suite, store-contract,
 * is run over each.
 *
 * ST1 `transact` is atomic and durable: its promise settles after COMMIT has survived a power cut, or rejects and
 * nothing is written. ST2 Versions follow commit order without holes: a reader who has seen version n will never
 * find a new row at or below n. ST3 A read begun after a commit settled sees it.
 */
import type { Command } from '#shared/commands/catalogue'
import type { DialogState } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import type { Scope } from '#shared/domain/permissions'
import type { Change, Kind, Ref } from '#shared/domain/row'
import type { Result } from '#shared/protocol/frames'
import type { BlobStore } from './port-blobs'
import type { ChannelStore, HandledArrival, NewArrival } from './port-channels'
import type { Erasure, ErasureStore } from './port-erasures'
import type { SearchIndex } from './port-search'

/** A row with its place in the workspace's sequence. `row` null: deleted. */
export interface StoredRow {
  readonly kind: Kind
  readonly id: Id
  readonly ver: number
  readonly scope: Scope
  readonly row: unknown
}

export interface Deletion {
  readonly kind: Exclude<Kind, 'item'>
  readonly id: Id
}

/** Outgoing message waiting for its channel. `sending` is committed before the network is touched. */
export interface SendJob {
  /** The message's item id; also what makes a send idempotent where the channel can do that. */
  readonly itemId: Id
  readonly dialogId: Id
  readonly channelId: Id
  readonly state: 'queued' | 'sending' | 'finished'
  readonly attempts: number
  /** Not before this time, ms; nor is a time before `since` waited for. */
  readonly dueAt: number
  /** When it began to wait, ms: a clock that says less has been put back, and holds nothing up. */
  readonly since: number
}

/** An update of a Yjs document. */
export interface DocumentUpdate {
  readonly doc: string
  readonly updateId: Id
  readonly authorId: Id | null
  readonly at: number
  readonly bytes: Uint8Array
}

export interface StoredDocument {
  /** Compacted state and what came after it, in order. */
  readonly updates: readonly Uint8Array[]
  /** Of each of `updates`: its place, who wrote it and when; a compacted state is nobody's. */
  readonly by: readonly { readonly seq: number; readonly authorId: Id | null; readonly at: number }[]
  readonly bytes: number
  /** Place of the last update; known to the store only. */
  readonly upTo: number
}

/** What is known of a document beside its bytes. */
export interface DocumentState {
  /** Raised when its text is erased: what is written after that is another history. */
  readonly generation: number
  /** Place of the last update that stands in the document's row and versions. */
  readonly upTo: number
}

/** A text as somebody left it. */
export interface DocumentVersion {
  readonly doc: string
  /** 1, 2, 3 …; the newest may still be written over while its authors go on. */
  readonly n: number
  readonly startedAt: number
  readonly at: number
  /** Null among them: a program. */
  readonly authors: readonly (Id | null)[]
  readonly text: string
}

/** Everything one commit writes. Rows get their versions in the order given. */
export interface Writes {
  readonly changes?: readonly Change[]
  readonly deletions?: readonly Deletion[]
  readonly results?: readonly { readonly command: Command; readonly operatorId: Id; readonly result: Omit<Result, 'seq'> }[]
  /** Unique outside names (a visitor, an external message id) → our ids. */
  readonly names?: ReadonlyMap<string, Id>
  /** Names that lead here from now on, wherever they led before: some channels give the same one again. */
  readonly passedNames?: ReadonlyMap<string, Id>
  readonly jobs?: readonly SendJob[]
  /** Files, with the place where whoever sees it may read them; one that has a place keeps it. */
  readonly placedFiles?: ReadonlyMap<Id, Id>
  /** Files, with the dialog for a message of which they were chosen first. Gives nobody a right to read them. */
  readonly chosenFiles?: ReadonlyMap<Id, Id>
  /** When to look at a dialog again; null: no more. */
  readonly timers?: ReadonlyMap<Id, number | null>
  /** Raw inbound events, kept before they are acknowledged. */
  readonly inbound?: readonly { readonly channelId: Id; readonly key: string; readonly at: number; readonly raw: string }[]
  /** What connected channels call messages: of each message all of its keys, in the order of its parts. */
  readonly messageKeys?: ReadonlyMap<Id, readonly string[]>
  /** What came from connected channels; one that is there already stays as it is. */
  readonly arrivals?: readonly NewArrival[]
  /** What has become of arrivals. */
  readonly handled?: readonly HandledArrival[]
  readonly documentUpdates?: readonly DocumentUpdate[]
  /** Changes of messages that have not come yet, by the name the message will have; the same `key` is kept once. */
  readonly early?: readonly EarlyChange[]
  /** Documents whose rows now show everything up to a place, and the version that came of it. */
  readonly projections?: readonly { readonly doc: string; readonly upTo: number; readonly version: DocumentVersion | null }[]
  /** Their updates and versions go, of this commit too; the next generation begins. */
  readonly erasedDocuments?: readonly string[]
  /** Everything beside the replicated rows goes that these people left; their rows are among the deletions. */
  readonly erasedPeople?: ErasedPeople
  /** What is to be done for them after the commit, kept until it is. */
  readonly erasure?: Erasure
}

export interface ErasedPeople {
  readonly dialogIds: readonly Id[]
  readonly contacts: readonly { readonly id: Id; readonly channelId: Id; readonly peerKey: string }[]
}

export interface EarlyChange {
  readonly name: string
  readonly key: string
  readonly body: string
  /** So long its message is waited for, ms since 1970. */
  readonly until: number
}

export interface DialogPage {
  readonly after: { readonly updatedAt: number; readonly id: Id } | null
  readonly limit: number
  readonly state?: DialogState
  readonly since?: number
}

export interface Committed<T> {
  readonly value: T
  /** Head before and after: the commit's rows are (from, to]. */
  readonly from: number
  readonly to: number
  readonly rows: readonly StoredRow[]
  /** Documents of which every word went. */
  readonly erased: readonly string[]
}

export interface StoreReader {
  /** In the order asked, deleted ones with `row` null; what never was is left out. */
  rows(refs: readonly Ref[]): Promise<readonly StoredRow[]>
  /** All live rows of a kind. For the small kinds only: channels, operators, the workspace. */
  all(kind: Exclude<Kind, 'item' | 'dialog'>): Promise<readonly StoredRow[]>
  names(keys: readonly string[]): Promise<ReadonlyMap<string, Id>>
  /** What came before the messages of these names, in order of keys. */
  early(names: readonly string[]): Promise<readonly EarlyChange[]>
  /** Stored results of commands, for whoever sends one again. */
  results(ids: readonly Id[], operatorId: Id): Promise<readonly Result[]>
}

/** What a store may forget once it is old enough, in steps of `limit` rows. */
export interface Past {
  /** Nothing is known of what was deleted at or before this version: a reader from before it starts anew. */
  horizon(): Promise<number>
  /** The newest one at or before a time. */
  milestone(at: number): Promise<{ readonly at: number; readonly head: number } | null>
  addMilestone(of: { at: number; head: number }): Promise<void>
  dropMilestones(before: number): Promise<void>
  /** Moves the horizon up to a version and forgets what was deleted until then. @returns how many rows are gone. */
  forgetDeleted(upTo: number, limit: number): Promise<number>
  /** Forgets results of commands that were decided up to a version. @returns how many. */
  forgetResults(upTo: number, limit: number): Promise<number>
  /**
   * Forgets what channels told and were told: arrivals that have been handled, raw events, and jobs that are finished, of before a
   * time, and what waited for its message until `now`. What names messages stays, so that nothing comes twice.
   * @param of.limit of each of them. @returns whether there may be more.
   */
  forgetTold(of: { readonly before: number; readonly now: number; readonly limit: number }): Promise<boolean>
}

export interface Store extends StoreReader {
  readonly dialect: 'sqlite' | 'postgres'
  /** Changes when the data is replaced (restore from a backup): devices of another epoch start anew. */
  readonly epoch: Id
  head(): Promise<number>
  /** One at a time, in call order. `work` sees the rows as committed. */
  transact<T>(work: (tx: StoreReader) => Promise<{ writes: Writes; value: T }>): Promise<Committed<T>>

  /** Rows with from < ver ≤ to, by version. */
  changes(range: { from: number; to: number; limit: number }): Promise<readonly StoredRow[]>
  /**
   * Dialogs newest first, in pages: those after `after` in the order (updatedAt, id) descending, in one state or in
   * all, down to `since`.
   */
  dialogsByRecency(page: DialogPage): Promise<readonly StoredRow[]>
  /** Dialogs updated at `since` or later, and older open ones; with `after` only those of them that come after it. */
  countSummaries(since: number, after?: DialogPage['after']): Promise<number>
  /** All orders made in these dialogs. */
  ordersOf(dialogIds: readonly Id[]): Promise<readonly StoredRow[]>
  /** Products of one group, by id. */
  variantsOf(group: string, limit: number): Promise<readonly StoredRow[]>
  /** Live orders or cards of these dialogs, or made for these customers; each once, by id. */
  madeFor(kind: 'order' | 'card', of: { dialogIds: readonly Id[]; customerIds: readonly Id[] }): Promise<readonly StoredRow[]>
  /** Live rows of a kind that may be many, in pages, by id. */
  page(kind: Exclude<Kind, 'item' | 'dialog'>, page: { after: Id; limit: number }): Promise<readonly StoredRow[]>
  count(kind: Kind): Promise<number>
  /** The newest `limit` items of each dialog, by dialog and `dseq`. */
  latestItems(dialogIds: readonly Id[], limit: number): Promise<readonly StoredRow[]>
  /** Items with `dseq` < before, newest first. */
  itemsBefore(dialogId: Id, page: { before: number; limit: number; messagesOnly?: boolean }): Promise<readonly StoredRow[]>

  documents(names: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>>
  /** Replaces the updates that were read by one, unless somebody has done so since. What was added after them stays. */
  compactDocument(doc: string, read: StoredDocument, merged: Uint8Array): Promise<boolean>
  documentState(doc: string): Promise<DocumentState>
  /** Bytes of all its updates, without reading them. */
  documentSize(doc: string): Promise<number>
  /** Documents with updates that no row shows yet: the process that took them died before it came to that. */
  documentsBehind(): Promise<readonly string[]>
  /** Newest first. */
  documentVersions(doc: string, limit: number): Promise<readonly DocumentVersion[]>

  /** Of each dialog its first unfinished job, when that is due; none of channels that are held up. */
  dueJobs(now: number, limit: number, held?: readonly Id[]): Promise<readonly SendJob[]>
  /** Dialogs that are to be looked at now, longest due first. */
  dueTimers(now: number, limit: number): Promise<readonly Id[]>
  /** Jobs left in `sending` by a process that died. */
  interruptedJobs(): Promise<readonly SendJob[]>

  readonly channels: ChannelStore
  readonly past: Past
  readonly accounts: AccountStore
  readonly blobs: BlobStore
  readonly search: SearchIndex
  readonly erasures: ErasureStore
  /** Leaves no trace of what was deleted in the files of the database, or throws. May take seconds; commits wait for it. */
  scrub(): Promise<void>
  close(): Promise<void>
}

export interface Account {
  readonly operatorId: Id
  readonly email: string
  /** PHC string, argon2id. */
  readonly passwordHash: string
}

export interface Session {
  /** SHA-256 of the cookie's token, hex: a stolen database signs nobody in. */
  readonly tokenHash: string
  readonly operatorId: Id
  readonly deviceName: string
  readonly createdAt: number
  readonly seenAt: number
}

export interface ApiKey {
  readonly id: Id
  readonly name: string
  /** SHA-256 of the key, hex. */
  readonly keyHash: string
  readonly createdAt: number
}

/** Who may come in. Not replicated to devices. */
export interface AccountStore {
  byEmail(email: string): Promise<Account | null>
  byOperator(operatorId: Id): Promise<Account | null>
  put(account: Account): Promise<void>
  addSession(session: Session): Promise<void>
  session(tokenHash: string): Promise<Session | null>
  sessions(operatorId: Id): Promise<readonly Session[]>
  touchSession(tokenHash: string, seenAt: number): Promise<void>
  removeSession(tokenHash: string): Promise<void>
  /** Ends a sign-in for good, and remembers that its device is to be wiped when it comes. */
  revokeSession(tokenHash: string, at: number): Promise<void>
  isRevoked(tokenHash: string): Promise<boolean>
  addApiKey(key: ApiKey): Promise<void>
  apiKeys(): Promise<readonly ApiKey[]>
  apiKey(keyHash: string): Promise<ApiKey | null>
  removeApiKey(id: Id): Promise<void>
  /** A secret of the workspace (signing keys), made on first use. */
  secret(name: string, make: () => string): Promise<string>
}
