/**
 * What the screen may know and do. Features import this file and nothing deeper: no Dexie, no Yjs, no socket.
 * Everything here answers from the device; nothing waits for the network.
 */
import type { Accessor } from 'solid-js'
import type { CommandArgs, CommandType } from '#shared/commands/catalogue'
import type { Attachment } from '#shared/domain/attachment'
import type { Channel } from '#shared/domain/channel'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import type { DocumentName } from '#shared/domain/document'
import type { DocumentHistory } from '#shared/domain/document-version'
import type { Id } from '#shared/domain/id'
import type { Item, MessageItem } from '#shared/domain/item'
import type { Operator, Role } from '#shared/domain/operator'
import type { Preferences } from '#shared/domain/preferences'
import type { Template } from '#shared/domain/template'
import type { Workspace } from '#shared/domain/workspace'
import type { BegunByMessage, BegunEdit, BegunEdits } from './begun-edit'
import type { CardData } from './contract-cards'
import type { CustomerData } from './contract-customers'
import type { DeviceTrouble, StorageReport, UploadState } from './contract-device'
import type { Search } from './contract-search'
import type { ShopData } from './contract-shop'
import type { RefusedText, SharedText } from './contract-texts'
import type { RefusalCode } from './vault'

export type { BegunEdit, BegunEdits }

/** A command that is to be given. */
export type AnyCommand = { [T in CommandType]: { readonly type: T; readonly args: CommandArgs<T> } }[CommandType]

export interface Me {
  readonly operatorId: Id
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** `done` and `total` count rows while the device is catching up; null when not known. */
export type ConnectionState =
  | { readonly phase: 'offline' }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'catching-up'; readonly done: number; readonly total: number | null }
  | { readonly phase: 'live' }
  /** The server does not know this sign-in any more; work goes on locally until the next sign-in. */
  | { readonly phase: 'signed-out' }
  /** The sign-in was ended from another device: this one is being wiped. */
  | { readonly phase: 'revoked' }
  /** The server speaks a newer protocol: reload to update. */
  | { readonly phase: 'outdated' }
  /** The server speaks an older protocol than this app: it is being updated; tried again by itself. */
  | { readonly phase: 'ahead' }

export type DialogTab = 'open' | 'closed' | 'all' | 'spam'

export interface DialogQuery {
  readonly tab: DialogTab
  /** `snoozed`: those that are put off. */
  readonly answer: 'all' | 'waiting' | 'answered' | 'snoozed'
  /** Empty: all. `null` among them: without assignee. */
  readonly assignees: readonly (Id | null)[]
  /** Empty: all. */
  readonly channels: readonly Id[]
}

/** A row of the dialog list. */
export interface DialogRow {
  readonly id: Id
  readonly dialog: Dialog
  readonly contact: Contact | undefined
  /** The saved buyer this person is; undefined: not saved. */
  readonly customer: Customer | undefined
  readonly channel: Channel | undefined
  readonly assignee: Operator | undefined
  readonly draft: string
  /** Files chosen for the message being written. */
  readonly draftFiles: readonly Attachment[]
  /** Commands of this dialog waiting in the outbox, and those the server refused. */
  readonly waiting: number
  readonly refused: number
}

/** The order is known far ahead of the rows, of which only those near the screen are read. */
export interface DialogList {
  /** In order, newest first. */
  readonly ids: Accessor<readonly Id[]>
  /** What `ids` answer, which may not be the latest question yet; null: nothing has been read. */
  readonly answers: Accessor<DialogQuery | null>
  /** What stands in the list under this id; undefined while it is being read. */
  row(id: Id): DialogRow | undefined
  readonly isLoading: Accessor<boolean>
  readonly hasMore: Accessor<boolean>
  /** Dialogs closed long ago that are not on the device: `loadMore` asks for them; `offline`: they are out of reach now. */
  readonly older: Accessor<'none' | 'on-server' | 'loading' | 'offline'>
  loadMore(): void
  /** The order further down, as far as it is on the device: wherever somebody scrolls, it goes on. */
  readOn(): void
  /** These places of `order` are on the screen: their rows and the next ones are kept read. */
  show(first: number, last: number, order: readonly Id[]): void
}

export interface TimelineEntry {
  readonly id: Id
  readonly item: Item
  /** Not acknowledged by the server yet. */
  readonly isPending: boolean
}

export interface Timeline {
  /** Ascending by place; a stable store. */
  readonly entries: readonly TimelineEntry[]
  readonly isLoading: Accessor<boolean>
  /** There are older items on the server or on the device. */
  readonly hasOlder: Accessor<boolean>
  /** The conversation is complete on this device from the item with this number on; 0: nothing of it is here. */
  readonly heldFrom: Accessor<number>
  readonly isLoadingOlder: Accessor<boolean>
  /** Why older items cannot be had now. */
  readonly olderError: Accessor<'offline' | null>
  loadOlder(): void
  /** The entries end before the newest item: a place further back is shown. */
  readonly hasNewer: Accessor<boolean>
  loadNewer(): void
  showLatest(): void
  /**
   * Shows what stands around an item, fetched when it is not on the device. `dseq`: its place, if it is known.
   * `unknown`: nobody here knows where it stands.
   */
  showAround(id: Id, dseq: number | null): Promise<'ready' | 'unknown' | 'offline'>
}

export interface OutboxEntry {
  readonly id: Id
  readonly type: CommandType
  readonly args: unknown
  readonly dialogId: Id | null
  readonly createdAt: number
  /** `waiting`: not sent. `sent`: no answer yet. `refused`: the server said no; kept until the operator decides. */
  readonly state: 'waiting' | 'sent' | 'refused'
  readonly code: RefusalCode | null
  /** Text worth showing: the message, the new name. */
  readonly summary: string
}

export interface FileState {
  /** Object or server URL; null while it is not on this device and there is no network. */
  readonly url: Accessor<string | null>
  /** Of a picture or a film, a small still picture of it, as it stands in the conversation. */
  readonly small: Accessor<string | null>
  /** 0–1 while it is being uploaded, null otherwise. */
  readonly progress: Accessor<number | null>
  /** How far it is on its way from this device; null: there is nothing to be sent. */
  readonly upload: Accessor<UploadState | null>
}

/** Presence of others in a dialog. */
export interface DialogPresence {
  readonly operators: readonly { readonly id: Id; readonly name: string; readonly state: 'viewing' | 'typing' }[]
  readonly isCustomerTyping: boolean
}

/** A dialog that has been read ahead of being opened. */
export interface ForeseenDialog {
  readonly id: Id
}

/** The local data of the signed-in operator. `create*` need a Solid owner and stop with it. */
export interface Data extends CardData, ShopData {
  readonly me: Accessor<Me>
  readonly connection: Accessor<ConnectionState>
  /** Milliseconds by which this device's clock is ahead of the server's, negative: behind; 0: near enough, or not known. */
  readonly clockAhead: Accessor<number>
  /** Null: the device keeps what it is given. */
  readonly trouble: Accessor<DeviceTrouble | null>
  /** Open dialogs without an answer: kept, not counted. */
  readonly waitingCount: Accessor<number>
  readonly outbox: Accessor<readonly OutboxEntry[]>
  readonly refusedTexts: Accessor<readonly RefusedText[]>
  /** Throws away edits of a document that the server has refused. */
  discardText(name: DocumentName): Promise<void>
  /** What the document said before. Kept by the server: there is none offline. */
  documentHistory(name: DocumentName): Promise<DocumentHistory>
  /** Documents with changes that the server has not acknowledged. */
  readonly unsynced: Accessor<ReadonlySet<string>>
  readonly workspace: Accessor<Workspace | undefined>
  readonly channels: Accessor<ReadonlyMap<Id, Channel>>
  readonly operators: Accessor<ReadonlyMap<Id, Operator>>
  readonly preferences: Accessor<Preferences>
  /** Quick replies: everybody's and the operator's own, in no order. */
  readonly templates: Accessor<readonly Template[]>

  /**
   * @param isInSight given for the list of the page: in sight it begins as it was left when the app was last here, follows what
   * has changed since, and is left for the next time.
   */
  createDialogList(query: Accessor<DialogQuery>, isInSight?: Accessor<boolean>): DialogList
  /** Reads what a chat opens with: made within the next moment, its dialog and its timeline begin with that. */
  foresee(dialogId: Id): Promise<void>
  /** Chats that are likely to be opened next, instead of those named before: what they open with is kept at hand. */
  expect(dialogIds: readonly Id[]): void
  /** Those of them that have been read; another object each time what one opens with has changed. */
  readonly foreseen: Accessor<readonly ForeseenDialog[]>
  /** `undefined` while it is being read, `null` when it is not on this device. */
  createDialog(id: Accessor<Id>): Accessor<DialogRow | null | undefined>
  /** Those of the dialogs that are on this device, as they stand now. */
  readDialogs(ids: readonly Id[]): Promise<readonly DialogRow[]>
  /** The dialog in which a conversation stands that was begun here under this id; null: in that one, or it is not known. */
  begunElsewhere(dialogId: Id): Promise<Id | null>
  createTimeline(dialogId: Accessor<Id>): Timeline
  /** @param isNear somebody is about to ask: their first letter finds everything at hand. */
  createSearch(text: Accessor<string>, isNear?: Accessor<boolean>): Search
  /** Saved customers; the code comes when somebody asks. */
  customers(): Promise<CustomerData>
  /** The conversation that this device knows of with somebody of this address in a channel. */
  findConversation(channelId: Id, peerKey: string): Promise<{ readonly dialogId: Id; readonly contactId: Id } | null>
  /** The words of a note that was begun on this device and is none yet, and the way to change them. */
  createNoteText(dialogId: Id): [Accessor<string>, (text: string) => void]
  /** Other words for messages of the dialog that are being written on this device, for whoever only shows them. */
  begunEdits(dialogId: Id): BegunByMessage
  /** The same, and the way to change them. */
  createBegunEdits(dialogId: Accessor<Id>): BegunEdits
  /** The way where its chat is not open. */
  keepBegunEdit(dialogId: Id, itemId: Id, edit: BegunEdit): void
  /** Null: not wanted yet; nothing is opened. */
  createSharedText(name: Accessor<DocumentName | null>): SharedText
  createFile(attachment: Accessor<Attachment>): FileState
  /** What others have written since the author of a refused reply looked; the newest last. */
  createMissed(commandId: Accessor<Id>): Accessor<readonly MessageItem[]>
  createPresence(dialogId: Accessor<Id>): Accessor<DialogPresence>

  /** Stores the command in the vault; the effect shows at once. @returns the command's id once it is durable. */
  act<T extends CommandType>(type: T, args: CommandArgs<T>): Promise<Id>
  /** Several at once: all are durable, or none. */
  actAll(commands: readonly AnyCommand[]): Promise<void>
  /** A reply made of the draft that stands in the field, which ends with it, files included. @returns the command's id once both are durable. */
  send(args: CommandArgs<'message.send'>, draft: string): Promise<Id>
  /** Messages of a channel that have failed for good and can be sent again, in the order in which they are to go. */
  failedReplies(channelId: Id): Promise<readonly CommandArgs<'message.retry'>[]>
  /** A refused or waiting command is thrown away. */
  discard(commandId: Id): Promise<void>
  /** A refused command is given again, over what stands now: a reply although the thread has moved on. */
  sendAnyway(commandId: Id): Promise<void>
  /**
   * Keeps the draft of a dialog, as it stands in the field; durable at once, replicated when typing pauses. `base`: the
   * draft that the text was made from; what another device has made of it meanwhile stays too.
   */
  saveDraft(dialogId: Id, text: string, base: string): Promise<void>
  /**
   * Copies a file to the device, to be uploaded when it can be; into the draft of `dialogId`, if given, in the same moment.
   * @throws FileRefused too large, or empty.
   */
  addFile(file: File, dialogId?: Id): Promise<Attachment>
  /** Files that are on the device or the server join a draft, or leave it; their bytes stay. */
  attachToDraft(dialogId: Id, attachments: readonly Attachment[]): Promise<void>
  detachFromDraft(dialogId: Id, attachmentIds: readonly Id[]): Promise<void>
  /** Takes a file that is not part of a message off the device, wherever its upload stands. */
  removeFile(attachmentId: Id): Promise<void>
  pauseUpload(attachmentId: Id): Promise<void>
  resumeUpload(attachmentId: Id): Promise<void>
  /** A file's bytes; null when they are on the server alone and it cannot be reached. */
  fileBytes(attachmentId: Id): Promise<Blob | null>
  measureStorage(): Promise<StorageReport>
  /** Lets go of history and files that the server has. @returns whether there is more room now. */
  makeRoom(): Promise<boolean>
  /** Tells colleagues and the customer; cheap to repeat. */
  setPresence(dialogId: Id, state: 'viewing' | 'typing' | 'away'): void
}

export class FileRefused extends Error {
  constructor(
    readonly reason: 'too-large' | 'empty' | 'no-space' | 'unreadable',
    cause?: unknown,
  ) {
    super(`File refused: ${reason}`, { cause })
  }
}
