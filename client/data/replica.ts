/**
 * What the server has said, on this device. May be dropped and fetched again; nothing the operator has written and
 * the server has not acknowledged is ever here (that is the vault's).
 */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type { Card } from '#shared/domain/card'
import type { Channel } from '#shared/domain/channel'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Dialog } from '#shared/domain/dialog'
import type { DocumentRow } from '#shared/domain/document-row'
import type { Draft } from '#shared/domain/draft'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import type { Operator } from '#shared/domain/operator'
import type { Order } from '#shared/domain/order'
import type { Pipeline } from '#shared/domain/pipeline'
import type { Preferences } from '#shared/domain/preferences'
import type { Product } from '#shared/domain/product'
import type { Kind, RowOf } from '#shared/domain/row'
import type { Template } from '#shared/domain/template'
import type { Workspace } from '#shared/domain/workspace'
import type { Staged } from '#shared/protocol/frames'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { type CustomerName, NAME_INDEXES } from './customer-names'
import { watchHandle } from './handle'
import { LISTING_INDEXES, type Listed } from './listing'
import type { ProductLines } from './product-index'
import type { Shelf } from './product-shelf'
import type { Range } from './ranges'
import { SEARCH_TABLES, type Segment, type SegmentWords, type Unindexed } from './search-tables'

/** Where this device stands in the server's sequence. One row, changed in the same transaction as the rows it speaks of. */
export interface Position {
  readonly key: 'position'
  /** Names this device to the server; made with the first lead, the same for every tab and after every reset. */
  readonly device: Id
  /** Null before the first complete snapshot, and while another is laid over what is held. */
  readonly epoch: Id | null
  /** Protocol of whoever wrote these rows; of another one they are fetched anew (DEV6). */
  readonly proto?: number
  /** Every visible change up to here is applied. */
  readonly cursor: number
  readonly aclEpoch: number
  /** A snapshot under way, and how far it has come. */
  readonly staged: Staged | null
  /** Dialogs updated at this time or later are all here, older ones if they are open. Ms since 1970. */
  readonly since: number
  /** Number of the tab that may write; a tab that was overtaken finds another number here and stops. */
  readonly leader: number
  /** Open dialogs without an answer; kept with every change of a dialog. */
  readonly waiting: number
}

export const START: Position = {
  key: 'position',
  device: 'new',
  epoch: null,
  proto: PROTOCOL_VERSION,
  cursor: 0,
  aclEpoch: 0,
  staged: null,
  since: 0,
  leader: 0,
  waiting: 0,
}

/** Which stretches of a dialog's items are held, complete. */
export interface DialogRanges {
  readonly dialogId: Id
  readonly ranges: readonly Range[]
}

/** An update of a document that this device knows to be stored by the server, or saw from another editor. */
export interface KnownUpdate {
  readonly n?: number
  readonly doc: string
  readonly bytes: Uint8Array
  /** Absent: of an older time, or of no copy. */
  readonly lineage?: Id | null
  /** See sealed.ts. */
  readonly crc?: number
  readonly encoding?: 'v1'
}

/** A file's bytes, kept for the next look. */
export interface CachedFile {
  readonly id: Id
  readonly blob: Blob
  readonly usedAt: number
}

export interface DexiePlatform {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
}

/** Among the erased dialogs: every one that is not here. The device was emptied, and nothing tells which were withdrawn. */
export const NOT_HELD: Id = '*'

export class Replica extends Dexie {
  declare readonly position: EntityTable<Position, 'key'>
  declare readonly workspace: EntityTable<Workspace, 'id'>
  declare readonly operators: EntityTable<Operator, 'id'>
  declare readonly channels: EntityTable<Channel, 'id'>
  declare readonly contacts: EntityTable<Contact, 'id'>
  declare readonly customers: EntityTable<Customer, 'id'>
  /** See customer-names.ts. */
  declare readonly customerNames: EntityTable<CustomerName, 'id'>
  declare readonly dialogs: EntityTable<Dialog, 'id'>
  /** See listing.ts. */
  declare readonly listing: EntityTable<Listed, 'id'>
  declare readonly items: Table<Item, [Id, number]>
  declare readonly drafts: EntityTable<Draft, 'id'>
  declare readonly documents: EntityTable<DocumentRow, 'id'>
  declare readonly preferences: EntityTable<Preferences, 'id'>
  declare readonly templates: EntityTable<Template, 'id'>
  declare readonly products: EntityTable<Product, 'id'>
  /** See product-index.ts and product-shelf.ts. */
  declare readonly productIndex: EntityTable<ProductLines, 'n'>
  declare readonly productShelf: EntityTable<Shelf, 'key'>
  declare readonly orders: EntityTable<Order, 'id'>
  declare readonly pipelines: EntityTable<Pipeline, 'id'>
  declare readonly cards: EntityTable<Card, 'id'>
  declare readonly ranges: EntityTable<DialogRanges, 'dialogId'>
  declare readonly knownUpdates: EntityTable<KnownUpdate, 'n'>
  declare readonly files: EntityTable<CachedFile, 'id'>
  /** Files of erased dialogs that the service worker may still keep. */
  declare readonly evictedFiles: EntityTable<{ readonly id: Id }, 'id'>
  /** Erased dialogs of which something may lie outside the tables yet; see leftovers.ts. */
  declare readonly evictedDialogs: EntityTable<{ readonly id: Id }, 'id'>
  /** See search-index.ts. */
  declare readonly unindexed: EntityTable<Unindexed, 'n'>
  declare readonly segments: Table<Segment, number>
  declare readonly segmentWords: Table<SegmentWords, [string, number]>

  /** Keys of rows that the snapshot under way has brought. */
  declare readonly marks: EntityTable<{ readonly n?: number; readonly keys: readonly string[] }, 'n'>

  readonly onHandle = watchHandle(this)
  /** For whoever reads past Dexie. */
  readonly keyRange: typeof IDBKeyRange

  constructor(operatorId: Id, platform?: DexiePlatform) {
    super(`okno-replica-${operatorId}`, { chromeTransactionDurability: 'relaxed', ...platform })
    this.keyRange = platform?.IDBKeyRange ?? IDBKeyRange
    this.version(1).stores({
      position: 'key',
      workspace: 'id',
      operators: 'id',
      channels: 'id',
      contacts: 'id',
      dialogs: 'id, contactId, updatedAt, [state+updatedAt]',
      items: '[dialogId+dseq], id',
      drafts: 'id',
      documents: 'id',
      ranges: 'dialogId',
      knownUpdates: '++n, doc',
      files: 'id, usedAt',
      evictedFiles: 'id',
    })
    this.version(2)
      .stores({
        dialogs: 'id, contactId, updatedAt',
        contacts: 'id, customerId',
        customers: 'id, mergedInto, *phones, *emails, *tags',
        customerNames: NAME_INDEXES,
        listing: LISTING_INDEXES,
        ...SEARCH_TABLES,
        preferences: 'id',
        templates: 'id',
        products: 'id',
        productIndex: '++n',
        productShelf: 'key',
        orders: 'id, number, dialogId, contactId, createdAt',
        pipelines: 'id',
        cards: 'id, dialogId, contactId, [pipelineId+stageId+position+id]',
        marks: '++n',
        evictedDialogs: 'id',
      })
      // What an older version has kept lacks what this one reads; everything can be had from the server again.
      .upgrade(async (replica) => {
        for (const { name } of this.tables) await replica.table(name).clear()
      })
  }

  /** The tables that rows from the server go to. */
  tableOf<K extends Kind>(kind: K): Table<RowOf<K>> {
    const tables = {
      workspace: this.workspace,
      operator: this.operators,
      channel: this.channels,
      contact: this.contacts,
      customer: this.customers,
      dialog: this.dialogs,
      item: this.items,
      draft: this.drafts,
      document: this.documents,
      preferences: this.preferences,
      template: this.templates,
      product: this.products,
      order: this.orders,
      pipeline: this.pipelines,
      card: this.cards,
    } satisfies { [Each in Kind]: unknown }
    // Each table holds the rows of its kind.
    return tables[kind] as unknown as Table<RowOf<K>>
  }
}

export const readPosition = async (replica: Replica): Promise<Position> => (await replica.position.get('position')) ?? START
