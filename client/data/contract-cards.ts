/** Pipelines and their cards, as the screen knows them. */
import type { Accessor } from 'solid-js'
import type { Card } from '#shared/domain/card'
import type { Contact } from '#shared/domain/contact'
import type { Customer } from '#shared/domain/customer'
import type { Id } from '#shared/domain/id'
import type { Pipeline, Stage } from '#shared/domain/pipeline'

export interface BoardQuery {
  readonly pipelineId: Id
  /** Empty: all. `null` among them: without a manager. */
  readonly managers: readonly (Id | null)[]
  /** Looked for in titles, comments, products and names of customers; empty: everything. */
  readonly text: string
}

export interface BoardColumn {
  readonly stage: Stage
  /** In their order. */
  readonly ids: readonly Id[]
  /** There are more, of long ago; they are neither read nor counted. */
  readonly isCut: boolean
}

export interface Board {
  readonly pipeline: Pipeline
  readonly columns: readonly BoardColumn[]
  readonly cards: ReadonlyMap<Id, Card>
}

/** Whose cards are wanted: of one conversation and of everybody with whom it is held. */
export interface CardOwner {
  readonly dialogId: Id
  readonly contactId: Id
}

export interface Person {
  readonly contact: Contact
  /** Whom they are saved as. */
  readonly customer: Customer | undefined
}

export interface CardData {
  /** In the order in which they were made, removed ones included; undefined while they are being read. */
  readonly pipelines: Accessor<readonly Pipeline[] | undefined>
  /** `undefined` while it is being read, `null`: there is no such pipeline. */
  createBoard(query: Accessor<BoardQuery>): Accessor<Board | null | undefined>
  /** `undefined` while it is being read, `null` when it is not on this device. */
  createCard(id: Accessor<Id>): Accessor<Card | null | undefined>
  /** Newest first; those that have been removed are not among them. */
  createCardsOf(owner: Accessor<CardOwner>): Accessor<readonly Card[]>
  /** Who these contacts are, as far as they are on this device. */
  createPeople(ids: Accessor<readonly Id[]>): Accessor<ReadonlyMap<Id, Person>>
}
