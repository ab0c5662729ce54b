/** Tables as Kysely sees them. Truth is a `0 | 1`, time is ms since 1970, JSON is text. */
import type { DialogState } from '#shared/domain/dialog'
import type { Kind } from '#shared/domain/row'

export interface Tables {
  workspace_head: HeadTable
  milestone: MilestoneTable
  counter: CounterTable
  entity: EntityTable
  item: ItemTable
  command_result: CommandResultTable
  name: NameTable
  inbound_raw: InboundTable
  early_change: EarlyChangeTable
  arrival: ArrivalTable
  channel_account: ChannelAccountTable
  channel_memory: ChannelMemoryTable
  lease: LeaseTable
  message_key: MessageKeyTable
  send_job: SendJobTable
  document_update: DocumentUpdateTable
  document_log: DocumentLogTable
  document_state: DocumentStateTable
  document_version: DocumentVersionTable
  account: AccountTable
  session: SessionTable
  revoked_session: RevokedSessionTable
  api_key: ApiKeyTable
  secret: SecretTable
  blob: BlobTable
  timer: TimerTable
  erasure: ErasureTable
  search_position: SearchPositionTable
  search_entry: SearchEntryTable
}

/** One row. `head` is the version of the newest change. */
interface HeadTable {
  id: number
  head: number
  epoch: string
  /** Nothing is known of what was deleted at or before this version. */
  horizon: number
}

/** Where the sequence stood at a time. */
interface MilestoneTable {
  at: number
  head: number
}

/** Live rows of each kind, kept by the commits, so that nobody counts a hundred thousand rows. */
interface CounterTable {
  kind: Kind
  live: number
}

/** Items have a table of their own. */
export type EntityKind = Exclude<Kind, 'item'>

/** Replicated rows of every kind but items. */
export interface EntityTable {
  kind: EntityKind
  id: string
  ver: number
  /** See Scope. */
  owner: string | null
  /** Order of dialogs; null for what is not listed by time and for the deleted. */
  sort_at: number | null
  /** Of a dialog; null for everything else and for the deleted. */
  state: DialogState | null
  /** JSON; null: deleted, kept so that devices hear of it. */
  body: string | null
}

export interface ItemTable {
  id: string
  dialog_id: string
  dseq: number
  is_message: 0 | 1
  ver: number
  body: string
}

interface CommandResultTable {
  operator_id: string
  id: string
  type: string
  status: 'done' | 'rejected'
  code: string | null
  seq: number
}

interface NameTable {
  key: string
  id: string
}

/** A change of a message that is not here yet. */
interface EarlyChangeTable {
  name: string
  key: string
  body: string
  /** So long its message is waited for. */
  until: number
}

interface InboundTable {
  channel_id: string
  key: string
  at: number
  raw: string
}

/** What came from a connected channel, as it came. */
export interface ArrivalTable {
  channel_id: string
  key: string
  /** Order in which they came. */
  place: number
  at: number
  raw: string
  state: 'waiting' | 'done' | 'unreadable' | 'failed'
  attempts: number
  due_at: number
  since: number
  /** Why it could not be read or handled. */
  reason: string | null
  /** Whom it concerns, once it has been read. */
  peer_key: string | null
}

export interface ChannelAccountTable {
  channel_id: string
  /** JSON. */
  settings: string
  /** Secrets under a key that is not in the database. */
  sealed: string
  changed_at: number
}

interface ChannelMemoryTable {
  channel_id: string
  key: string
  value: string
}

/** What a connected channel calls a message; one of several parts has several keys. */
interface MessageKeyTable {
  item_id: string
  n: number
  key: string
}

/** Who does what only one process may do, and until when. */
interface LeaseTable {
  name: string
  holder: string
  until: number
}

export interface SendJobTable {
  item_id: string
  dialog_id: string
  channel_id: string
  state: 'queued' | 'sending' | 'finished'
  attempts: number
  due_at: number
  since: number
  /** Order in which jobs were first written; jobs due at one time leave in it. */
  place: number
}

interface DocumentUpdateTable {
  seq: number
  doc: string
  /** Null for a compacted base. */
  update_id: string | null
  author_id: string | null
  at: number
  bytes: Uint8Array
}

/** Updates that have not been put into their table yet, those of a commit together. */
interface DocumentLogTable {
  seq: number
  entry: Uint8Array
}

interface DocumentStateTable {
  doc: string
  generation: number
  up_to: number
}

interface DocumentVersionTable {
  doc: string
  n: number
  started_at: number
  at: number
  /** JSON: ids, null for programs. */
  authors: string
  text: string
}

interface AccountTable {
  operator_id: string
  email: string
  password_hash: string
}

interface SessionTable {
  token_hash: string
  operator_id: string
  device_name: string
  created_at: number
  seen_at: number
}

/** Sign-ins ended from another device: whoever still comes with one is to wipe their device. */
interface RevokedSessionTable {
  token_hash: string
  at: number
}

interface ApiKeyTable {
  id: string
  name: string
  key_hash: string
  created_at: number
}

interface SecretTable {
  name: string
  value: string
}

export interface BlobTable {
  id: string
  owner_kind: 'operator' | 'visitor'
  owner_id: string
  dialog_id: string | null
  /** The dialog for a message of which it was chosen, sent or not. */
  chosen_in: string | null
  name: string
  mime: string
  size: number
  sha256: string
  created_at: number
}

/** One row. Rows up to `ver` are in the search index. */
interface SearchPositionTable {
  id: number
  ver: number
}

export const SEARCH_KINDS = ['item', 'contact', 'product', 'customer'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** What is in the search index, under the number it has there: greater for what is newer. */
export interface SearchEntryTable {
  place: number
  kind: SearchKind
  id: string
  /** Of an item; whoever may not see the dialog is not told of it. */
  dialog_id: string | null
  /** Of the text: what has not changed is not indexed again. */
  fingerprint: string
}

/** When the server must look at a dialog again: a put-off one returns, a message is to be sent. */
export interface TimerTable {
  dialog_id: string
  due_at: number
}

/** What is left to do for a person whose rows are gone. */
interface ErasureTable {
  id: string
  /** JSON. */
  body: string
}
