import * as v from 'valibot'
import { Card } from './card'
import { Channel } from './channel'
import { Contact } from './contact'
import { Customer } from './customer'
import { Dialog } from './dialog'
import { DocumentRow } from './document-row'
import { Draft } from './draft'
import type { Id } from './id'
import { Item } from './item'
import { Operator } from './operator'
import { Order } from './order'
import { Pipeline } from './pipeline'
import { Preferences } from './preferences'
import { Product } from './product'
import { Template } from './template'
import { Workspace } from './workspace'

/** Every kind of row that devices hold, with its schema. */
export const ROW_SCHEMAS = {
  workspace: Workspace,
  operator: Operator,
  channel: Channel,
  contact: Contact,
  customer: Customer,
  dialog: Dialog,
  item: Item,
  draft: Draft,
  document: DocumentRow,
  preferences: Preferences,
  template: Template,
  product: Product,
  order: Order,
  pipeline: Pipeline,
  card: Card,
} as const

export type Kind = keyof typeof ROW_SCHEMAS
export const KINDS = Object.keys(ROW_SCHEMAS) as readonly Kind[]
export const KindSchema = v.picklist(Object.keys(ROW_SCHEMAS) as [Kind, ...Kind[]])

export type RowOf<K extends Kind> = v.InferOutput<(typeof ROW_SCHEMAS)[K]>

/** A row under its kind, as written by a command. */
export type Change = { [K in Kind]: { kind: K; row: RowOf<K> } }[Kind]

export interface Ref {
  readonly kind: Kind
  readonly id: Id
}

export const change = <K extends Kind>(kind: K, row: RowOf<K>): Change => ({ kind, row }) as Change
export const refKey = (kind: Kind, id: Id): string => `${kind}/${id}`

/** Rows as they stand for whoever asks: the server's current ones, or a device's replica. */
export interface World {
  get<K extends Kind>(kind: K, id: Id): RowOf<K> | undefined
}
