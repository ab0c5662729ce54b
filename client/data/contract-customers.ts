import type { Accessor } from 'solid-js'
import type { Attachment } from '#shared/domain/attachment'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { DialogRow, TimelineEntry } from './contract'
import type { OrderRow } from './contract-shop'

export interface CustomerQuery {
  /** Part of a name, phone, e-mail or field. Empty: everybody. */
  readonly text: string
  /** Ids of tags, all of which the customer has. */
  readonly tags: readonly Id[]
  /** Names in Latin letters before those in Cyrillic ones, and not after them. */
  readonly isLatinFirst?: boolean
}

/** The order is known ahead of the rows, of which only those near the screen are read. */
export interface CustomerList {
  /** By name; what was searched for, as it was found. Undefined while it is being read. */
  readonly ids: Accessor<readonly Id[] | undefined>
  /** False: there are more than `ids` names so far. */
  readonly isWhole: Accessor<boolean>
  row(id: Id): Customer | undefined
  /** These places are on the screen. */
  show(first: number, last: number): void
}

/** A file of a conversation, and the message it came with. */
export interface DialogFile {
  readonly attachment: Attachment
  readonly itemId: Id
  readonly dseq: number
  readonly at: number
}

/** Whom a customer may be the same as: others with one of these addresses. */
export interface Addresses {
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly exceptId: Id | undefined
}

/** All that was said with a person, in whatever channel, as one. */
export interface PersonTimeline {
  /** Ascending by time; a stable store. */
  readonly entries: readonly TimelineEntry[]
  readonly isLoading: Accessor<boolean>
  readonly hasOlder: Accessor<boolean>
  readonly isLoadingOlder: Accessor<boolean>
  /** Dialogs whose older part is not on this device and cannot be had now. */
  readonly missing: Accessor<readonly Id[]>
  loadOlder(): Promise<void>
}

/** Saved customers, as this device holds them under the operator's own pending commands. */
export interface CustomerData {
  createList(query: Accessor<CustomerQuery>): CustomerList
  /** Undefined while it is being read, null when it is not here. */
  createCustomer(id: Accessor<Id>): Accessor<Customer | null | undefined>
  createDuplicates(of: Accessor<Addresses>): Accessor<readonly Customer[]>
  /** All dialogs of the person in this dialog that are here, newest first: in every channel, once they are a customer. */
  createDialogsOf(contactId: Accessor<Id>): Accessor<readonly DialogRow[] | undefined>
  createDialogsOfCustomer(id: Accessor<Id>): Accessor<readonly DialogRow[] | undefined>
  /** All orders of a customer that are here, newest first. */
  createOrdersOf(id: Accessor<Id>): Accessor<readonly OrderRow[] | undefined>
  /** Contacts of the same person, in other channels, beside whom something has been remarked. */
  createRemarked(contactId: Accessor<Id>): Accessor<readonly Contact[] | undefined>
  createTimelineOf(dialogIds: Accessor<readonly Id[]>): PersonTimeline
  /** Newest first; of the part of the conversation that is here. */
  createFiles(dialogId: Accessor<Id>): Accessor<readonly DialogFile[] | undefined>
  readOne(id: Id): Promise<Customer | undefined>
  /** All who answer the query, for a table. */
  find(query: CustomerQuery): Promise<readonly Customer[]>
}
