/**
 * A pipeline as columns of cards. Thousands of cards are read in portions, so that the screen goes on between them, and
 * only when cards change, not with every batch.
 */
import Dexie from 'dexie'
import type { Card } from '#shared/domain/card'
import { byPosition } from '#shared/domain/column-order'
import type { Id } from '#shared/domain/id'
import { liveStages, type Pipeline, stageOf } from '#shared/domain/pipeline'
import { findMarks, searchVariants } from '#shared/lib/text'
import type { Board, BoardQuery } from './contract-cards'
import { readPeople } from './people'
import { look, type Store, type View } from './view'

const PORTION_CARDS = 500
/** Of a stage where cards end the newest are shown: they gather there for years. */
export const MAX_ENDED_CARDS = 500

/** @returns null when there is no such pipeline on this device. */
export async function readBoard(store: Store, query: BoardQuery): Promise<Board | null> {
  return look(store, async (view) => {
    const pipeline = await view.get('pipeline', query.pipelineId)
    if (!pipeline) return null
    const columns = new Map(liveStages(pipeline).map((stage) => [stage.id, [] as Card[]]))
    const cut = new Set<Id>()
    const put = (card: Card) => columns.get(stageOf(pipeline, card.stageId)?.id ?? '')?.push(card)
    const guessed = view.overlay.all('card')
    const isGuessed = new Set(guessed.map(({ id }) => id))
    for (const stage of pipeline.stages) {
      const limit = stage.kind === 'open' ? Number.POSITIVE_INFINITY : MAX_ENDED_CARDS
      const found = await readStage(store, { pipelineId: pipeline.id, stageId: stage.id }, limit)
      if (found.length >= limit) cut.add(stageOf(pipeline, stage.id)?.id ?? '')
      for (const card of found) if (!isGuessed.has(card.id)) put(card)
    }
    for (const card of guessed) if (card.pipelineId === pipeline.id) put(card)
    return boardOf(pipeline, { columns, cut, isWanted: await wantedBy(store, view, query, [...columns.values()].flat()) })
  })
}

function boardOf(
  pipeline: Pipeline,
  of: { columns: ReadonlyMap<Id, readonly Card[]>; cut: ReadonlySet<Id>; isWanted: (card: Card) => boolean },
): Board {
  const cards = new Map<Id, Card>()
  const columns = liveStages(pipeline).map((stage) => {
    const shown = (of.columns.get(stage.id) ?? []).filter(of.isWanted).sort(byPosition)
    for (const card of shown) cards.set(card.id, card)
    return { stage, ids: shown.map(({ id }) => id), isCut: of.cut.has(stage.id) }
  })
  return { pipeline, columns, cards }
}

async function readStage({ replica }: Store, at: { pipelineId: Id; stageId: Id }, limit: number): Promise<readonly Card[]> {
  const found: Card[] = []
  const end = [at.pipelineId, at.stageId, Dexie.maxKey, Dexie.maxKey]
  for (let last: Card | undefined; found.length < limit; ) {
    const from = [at.pipelineId, at.stageId, last?.position ?? Dexie.minKey, last?.id ?? Dexie.minKey]
    const index = replica.cards.where('[pipelineId+stageId+position+id]').between(from, end, last === undefined, true)
    const portion = await index.limit(Math.min(PORTION_CARDS, limit - found.length)).toArray()
    found.push(...portion)
    last = portion.at(-1)
    if (portion.length < PORTION_CARDS) break
  }
  return found
}

async function wantedBy(store: Store, view: View, query: BoardQuery, cards: readonly Card[]): Promise<(card: Card) => boolean> {
  const variants = searchVariants(query.text)
  const names = variants.length > 0 ? await namesOf(store, view, cards) : new Map<Id, string>()
  return (card) =>
    !card.isRemoved &&
    (query.managers.length === 0 || query.managers.includes(card.managerId)) &&
    (variants.length === 0 || findMarks(wordsOf(card, names.get(card.contactId ?? '') ?? ''), variants) !== null)
}

async function namesOf(store: Store, view: View, cards: readonly Card[]): Promise<ReadonlyMap<Id, string>> {
  const ids = [...new Set(cards.flatMap(({ contactId }) => contactId ?? []))]
  const names = new Map<Id, string>()
  for (let start = 0; start < ids.length; start += PORTION_CARDS) {
    const people = await readPeople(store, view, ids.slice(start, start + PORTION_CARDS))
    for (const [id, { contact, customer }] of people) names.set(id, `${customer?.name ?? ''}\n${contact.name}`)
  }
  return names
}

const wordsOf = ({ title, comment, lines }: Card, name: string): string =>
  [title, name, comment, ...lines.flatMap((line) => [line.sku, line.name])].join('\n')
