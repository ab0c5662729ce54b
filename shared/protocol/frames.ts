/** What client and server say to each other: every frame's type byte and the schema of its head. */
import * as v from 'valibot'
import { Command } from '../commands/catalogue'
import { REJECT_CODES } from '../commands/spec'
import { DialogState } from '../domain/dialog'
import { DocumentName } from '../domain/document'
import { Id } from '../domain/id'
import { KindSchema } from '../domain/row'
import { MAX_SEARCH_CHARS } from '../domain/search'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Place in the workspace's one sequence of changes. */
const Version = Count
const Handle = Count

/** Most commands of one CMD frame, and most commands a client may name as unanswered. */
export const MAX_COMMANDS = 200
export const MAX_PAGE_ITEMS = 100
export const MAX_BATCH_ROWS = 500
export const MAX_LISTED_DIALOGS = 100
/** Of one CHECK: some milliseconds of work for the server. */
export const MAX_CHECKED_DIALOGS = 100
export const MAX_CHECKED_ROWS = 2000
/** Messages and notes of one answer to a search. */
export const MAX_SEARCH_HITS = 30

/** A dialog's place in the order of the list, newest first. Without an id: below all that are of the time or newer. */
export const Place = v.object({ updatedAt: Count, id: v.union([Id, v.literal('')]) })
export type Place = v.InferOutput<typeof Place>

/** How far a snapshot has come that is not at its end: all that is needed to go on with it in another connection. */
export const Staged = v.object({
  epoch: Id,
  aclEpoch: Count,
  to: Version,
  /** See SNAPSHOT. */
  since: Count,
  place: v.nullable(Place),
})
export type Staged = v.InferOutput<typeof Staged>

const Status = v.picklist(['done', 'rejected'])

/** The one final answer to a command. `seq`: the version at which its effect is in the rows. */
export const Result = v.object({ id: Id, status: Status, code: v.nullable(v.picklist(REJECT_CODES)), seq: Version })
export type Result = v.InferOutput<typeof Result>

/** A row as it now stands; `row: null` means gone, or no longer for these eyes. Parsed by kind when applied. */
export const SyncedRow = v.object({ kind: KindSchema, id: Id, ver: Version, row: v.unknown() })
export type SyncedRow = v.InferOutput<typeof SyncedRow>

export const PRESENCE_STATES = ['viewing', 'typing', 'away'] as const

/** Something found in the full history. `text` is what matched, cut around the first of its marks. */
export const FoundHit = v.object({
  kind: v.picklist(['contact', 'message', 'note']),
  dialogId: Id,
  /** Of a message or note: its id and its place. */
  itemId: v.nullable(Id),
  dseq: v.nullable(Count),
  name: v.string(),
  text: v.string(),
  marks: v.array(v.tuple([Count, Count])),
  at: Count,
})
export type FoundHit = v.InferOutput<typeof FoundHit>

/** Client → server. */
export const CLIENT_FRAMES = {
  /** First frame of a connection; nothing else is read before it. */
  HELLO: {
    type: 0x01,
    head: v.object({
      proto: Count,
      build: v.pipe(v.string(), v.maxLength(64)),
      device: Id,
      /** Null before the end of the first snapshot, and from the beginning of every other to its end. */
      epoch: v.nullable(Id),
      cursor: Version,
      aclEpoch: Count,
      staged: v.nullable(Staged),
      /** Commands sent in an earlier connection whose result never came. */
      unanswered: v.pipe(v.array(Id), v.maxLength(MAX_COMMANDS)),
    }),
  },
  /** Everything up to `cursor` is durable on the device, and so many BATCH and SNAPSHOT frames of this connection. */
  ACK: { type: 0x03, head: v.object({ cursor: Version, taken: Count }) },
  CMD: { type: 0x04, head: v.object({ commands: v.pipe(v.array(Command), v.minLength(1), v.maxLength(MAX_COMMANDS)) }) },
  /** Older items: those with `dseq` below `before`, newest first. */
  PAGE: { type: 0x06, head: v.object({ rid: Count, dialogId: Id, before: Count, limit: v.pipe(Count, v.maxValue(MAX_PAGE_ITEMS)) }) },
  /** Dialogs of one state, or of all, that come after a place in the order of the list, with their people. */
  LIST: {
    type: 0x12,
    head: v.object({ rid: Count, state: v.nullable(DialogState), after: Place, limit: v.pipe(Count, v.maxValue(MAX_LISTED_DIALOGS)) }),
  },
  /**
   * Opens a document for live editing; `h` names it in this connection from now on. `lineage`: of the copy held here,
   * null when nothing is.
   */
  DOC_OPEN: { type: 0x07, head: v.object({ h: Handle, doc: DocumentName, lineage: v.nullable(Id) }) },
  /** A y-protocols message for an open document (state vector, awareness). */
  DOC: { type: 0x08, head: v.object({ h: Handle }) },
  DOC_CLOSE: { type: 0x09, head: v.object({ h: Handle }) },
  /**
   * Whether the rows of a slice are the server's: the small kinds, the cards after an id up to another (null: to
   * the last), or dialogs updated at `from` or later and before `before`, with what belongs to them. `dialogs` are those held there and the stretch of items that is compared; is the
   * slice `isWhole`, one that is not among them is missing. `claims`: the rows themselves, once the digests differ.
   */
  CHECK: {
    type: 0x0b,
    head: v.object({
      rid: Count,
      cursor: Version,
      scope: v.picklist(['small', 'cards', 'dialogs']),
      from: Count,
      before: v.nullable(Count),
      cards: v.optional(v.object({ after: v.union([Id, v.literal('')]), upTo: v.nullable(Id) })),
      isWhole: v.boolean(),
      dialogs: v.pipe(v.array(v.object({ id: Id, lo: Count, hi: Count })), v.maxLength(MAX_CHECKED_DIALOGS)),
      digest: Count,
      claims: v.nullable(v.pipe(v.array(v.object({ kind: KindSchema, id: Id, hash: Count })), v.maxLength(MAX_CHECKED_ROWS))),
    }),
  },
  PRESENCE: { type: 0x0a, head: v.object({ dialogId: Id, state: v.picklist(PRESENCE_STATES) }) },
  /** Looks in the full history. `after`: the `next` of the answer before, for the page that follows it. */
  SEARCH: {
    type: 0x11,
    head: v.object({ rid: Count, text: v.pipe(v.string(), v.maxLength(MAX_SEARCH_CHARS)), after: v.nullable(Count) }),
  },
  /** A local change of a document, to be stored. Raw: one Yjs update (V1), of the history that `lineage` names. */
  DOC_PUSH: { type: 0x10, head: v.object({ id: Id, doc: DocumentName, lineage: v.nullable(Id) }) },
  PING: { type: 0x0f, head: v.object({}) },
} as const

/** Server → client. */
export const SERVER_FRAMES = {
  WELCOME: {
    type: 0x41,
    head: v.object({
      session: Id,
      epoch: Id,
      head: Version,
      aclEpoch: Count,
      now: Count,
      /**
       * `resume`: changes after the cursor follow. `snapshot`: all rows follow; what is held stays until they are
       * complete. `continue`: the rest of the snapshot that was cut off. `erase`: everything held is to be forgotten
       * first, then as `snapshot`.
       */
      mode: v.picklist(['resume', 'snapshot', 'continue', 'erase']),
      /** Final answers to `unanswered`; what is not here was never executed. */
      results: v.array(Result),
    }),
  },
  /** Every visible change in (from, to]; applied as one transaction, and only if `from` is the cursor. */
  BATCH: { type: 0x42, head: v.object({ from: Version, to: Version, head: Version, rows: v.array(SyncedRow) }) },
  /**
   * A part of a snapshot; after the part marked `last` the cursor is `to` and what no part has named goes. `low`: first
   * `dseq` that is held, by dialog; 0: none. `since`: dialogs updated at this time or later are all there, older ones
   * if they are open. `place`: a connection that is cut may go on after it.
   */
  SNAPSHOT: {
    type: 0x43,
    head: v.object({
      part: Count,
      to: Version,
      done: Count,
      total: Count,
      last: v.boolean(),
      rows: v.array(SyncedRow),
      low: v.record(Id, Count),
      since: Count,
      place: v.nullable(Place),
    }),
  },
  RESULT: { type: 0x44, head: v.object({ results: v.array(Result) }) },
  /** Answer to PAGE: all items of the dialog with lo ≤ dseq ≤ hi; `hi` 0 when there are none. */
  PAGE_RES: { type: 0x47, head: v.object({ rid: Count, dialogId: Id, rows: v.array(SyncedRow), lo: Count, hi: Count }) },
  /**
   * The history that an open document is of, once what the device lacks is about to follow; raw: the state vector of
   * the server's copy. Of another lineage than the device's nothing follows: such copies are never merged.
   */
  DOC_SYNC: { type: 0x48, head: v.object({ h: Handle, lineage: Id }) },
  /** Answer to LIST. `next`: where the next page begins; null: there is none. */
  LIST_RES: { type: 0x52, head: v.object({ rid: Count, rows: v.array(SyncedRow), next: v.nullable(Place) }) },
  /**
   * Answer to CHECK. `isSame` false without rows: the digests differ, the claims are wanted. Otherwise `rows` are what is
   * to be put right, `row: null` for what is too much; `low` as in SNAPSHOT, of dialogs that were missing.
   */
  CHECK_RES: {
    type: 0x46,
    head: v.object({ rid: Count, isSame: v.boolean(), rows: v.array(SyncedRow), low: v.record(Id, Count) }),
  },
  /** A y-protocols message for an open document. */
  DOC: { type: 0x49, head: v.object({ h: Handle }) },
  /** The pushed updates are committed. */
  DOC_ACK: { type: 0x4a, head: v.object({ ids: v.array(Id) }) },
  /** The pushed update, or the opening, is refused; the text stays with its author. */
  DOC_REJ: { type: 0x4b, head: v.object({ id: v.nullable(Id), h: v.nullable(Handle), code: v.picklist(REJECT_CODES) }) },
  /** Somebody's presence in a dialog: an operator, or the customer when `operatorId` is null. */
  PRESENCE: { type: 0x4c, head: v.object({ dialogId: Id, operatorId: v.nullable(Id), state: v.picklist(PRESENCE_STATES) }) },
  /** The server is going away; come back after a random time in [minMs, maxMs]. */
  /** Answer to SEARCH, newest first. `next` null: there is no more. `isWhole` false: the index has not reached everything yet. */
  SEARCH_RES: {
    type: 0x51,
    head: v.object({ rid: Count, hits: v.array(FoundHit), next: v.nullable(Count), isWhole: v.boolean() }),
  },
  GOAWAY: { type: 0x4e, head: v.object({ minMs: Count, maxMs: Count }) },
  PONG: { type: 0x4f, head: v.object({ now: Count, head: Version }) },
} as const

export type ClientFrameName = keyof typeof CLIENT_FRAMES
export type ServerFrameName = keyof typeof SERVER_FRAMES
export type ClientHead<N extends ClientFrameName> = v.InferOutput<(typeof CLIENT_FRAMES)[N]['head']>
export type ServerHead<N extends ServerFrameName> = v.InferOutput<(typeof SERVER_FRAMES)[N]['head']>

/** A decoded frame, tagged with its name. */
export type ClientFrame = { [N in ClientFrameName]: { name: N; head: ClientHead<N>; raw: Uint8Array } }[ClientFrameName]
export type ServerFrame = { [N in ServerFrameName]: { name: N; head: ServerHead<N>; raw: Uint8Array } }[ServerFrameName]

/** Why the server closes a connection. */
export const CLOSE = {
  BAD_FRAME: 4400,
  AUTH: 4401,
  REVOKED: 4403,
  SLOW: 4408,
  SUPERSEDED: 4409,
  EPOCH: 4410,
  UPGRADE: 4426,
  RATE: 4429,
  DRAINING: 4503,
} as const
