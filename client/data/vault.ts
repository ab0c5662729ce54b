/**
 * What the operator has done and the server has not acknowledged. Written with strict durability, never dropped by a
 * reset of the replica, changed by additive migrations only.
 */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type { CommandType } from '#shared/commands/catalogue'
import type { RejectCode } from '#shared/commands/spec'
import type { Id } from '#shared/domain/id'
import { watchHandle } from './handle'
import type { DexiePlatform } from './replica'

/**
 * `waiting`: to be sent. `sent`: sent, no answer known. `done`: in force on the server, kept until the replica shows
 * it (`cursor` ≥ `seq`). `refused`: the server said no; kept until the operator decides.
 */
export type OutboxState = 'waiting' | 'sent' | 'done' | 'refused'

/** What the server said, or why the device itself has held the command back. */
export type RefusalCode =
  | RejectCode
  /** A file of the message will never be taken. */
  | 'file-refused'
  /** A reply that waited too long to be sent without asking. */
  | 'too-old'
  /** Written in a conversation that was begun here and refused. */
  | 'not-begun'
  /** Given in another build, whose commands this one does not know. */
  | 'not-understood'

export interface OutboxRow {
  /** Order of the operator's doings on this device. */
  readonly n: number
  readonly id: Id
  readonly type: CommandType
  readonly args: unknown
  readonly lane: string
  readonly dialogId: Id | null
  readonly createdAt: number
  readonly state: OutboxState
  /** Not to be sent before this time, ms: a draft waits for the typing to pause. */
  readonly notBefore: number
  /** Files that must be uploaded first. */
  readonly files: readonly Id[]
  readonly code: RefusalCode | null
  readonly seq: number
}

/** What keeps an operator's own draft: nobody decides about it, so it neither shows while it waits nor when it is refused. */
export const isOfDraft = (type: CommandType): boolean => type === 'draft.set' || type === 'draft.attach' || type === 'draft.detach'

/** A local change of a document. */
export interface LocalUpdate {
  readonly id: Id
  readonly doc: string
  readonly bytes: Uint8Array
  readonly at: number
  readonly state: 'waiting' | 'refused'
  /** History of the copy it was made on. Null or absent: made on no copy. */
  readonly lineage?: Id | null
  /** See sealed.ts. */
  readonly crc?: number
  readonly encoding?: 'v1'
  readonly code?: RejectCode
}

/**
 * A document with changes that the server has not acknowledged, as text: what it was without them, and what it is with
 * them alone. What cannot go as updates (another lineage, a row that storage has spoilt) goes as this difference.
 */
export interface UnsyncedText {
  readonly doc: string
  /** Empty: of no copy. */
  readonly lineage: Id | ''
  readonly base: string
  readonly mine: string
}

/** A row that could not be read. Kept for whoever looks into it; its text has gone another way. */
export interface SpoiltUpdate extends LocalUpdate {
  readonly foundAt: number
}

export interface VaultFile {
  readonly id: Id
  readonly name: string
  readonly mime: string
  readonly blob: Blob
  readonly isUploaded: boolean
  /** The operator has stopped it for now. */
  readonly isPaused?: boolean
  /** The server will never take it. */
  readonly isRefused?: boolean
  readonly at: number
}

export class Vault extends Dexie {
  declare readonly outbox: EntityTable<OutboxRow, 'n'>
  declare readonly updates: EntityTable<LocalUpdate, 'id'>
  declare readonly unsynced: Table<UnsyncedText, [string, string]>
  declare readonly spoilt: EntityTable<SpoiltUpdate, 'id'>
  declare readonly files: EntityTable<VaultFile, 'id'>
  readonly onHandle = watchHandle(this)

  constructor(operatorId: Id, platform?: DexiePlatform) {
    super(`okno-vault-${operatorId}`, { chromeTransactionDurability: 'strict', ...platform })
    this.version(1).stores({
      outbox: '++n, &id, lane, state',
      updates: 'id, doc',
      files: 'id',
    })
    this.version(2).stores({ unsynced: '[doc+lineage], doc', spoilt: 'id, doc' })
  }
}
