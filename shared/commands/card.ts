import * as v from 'valibot'
import { CARD_WORDS, type Card, type CardWords, cardFields, MAX_CARD_HISTORY, MAX_CARD_LINES, mergeCardLines } from '../domain/card'
import { CARD_FIELDS, CardPlace } from '../domain/card-place'
import { Position } from '../domain/column-order'
import type { Dialog } from '../domain/dialog'
import { remember } from '../domain/earlier'
import { Id, PlainId } from '../domain/id'
import type { DialogEvent } from '../domain/item'
import { type Pipeline, stageOf } from '../domain/pipeline'
import { type Change, change, type Ref } from '../domain/row'
import { type CommandContext, command, done, NOTHING, type Outcome, rejected } from './spec'
import { openTimeline, record } from './timeline'

/**
 * A card and the dialog it belongs to, as its author knows: what happens to the card is told there. A manager who does
 * not see the dialog works with the card all the same; then its own history alone tells of it.
 */
const OnCard = { cardId: PlainId, dialogId: v.nullable(Id) }

const lane = ({ cardId }: { cardId: Id }): string => `card/${cardId}`
const cardRefs = ({ cardId, dialogId }: { cardId: Id; dialogId: Id | null }): readonly Ref[] => [
  { kind: 'card', id: cardId },
  ...(dialogId === null ? [] : [{ kind: 'dialog' as const, id: dialogId }]),
]
const placedRefs = (args: { cardId: Id; dialogId: Id | null; pipelineId: Id }): readonly Ref[] => [
  ...cardRefs(args),
  { kind: 'pipeline', id: args.pipelineId },
]

export const create = command({
  args: v.object({
    ...OnCard,
    ...CardPlace.entries,
    position: Position,
    ...cardFields,
    customerId: v.optional(v.nullable(Id), null),
  }),
  lane,
  refs: placedRefs,
  apply({ cardId, dialogId, pipelineId, stageId, ...fields }, context) {
    const { world, actor, now } = context
    if (world.get('card', cardId)) return NOTHING
    const dialog = dialogId === null ? null : world.get('dialog', dialogId)
    const pipeline = world.get('pipeline', pipelineId)
    if (dialog === undefined || !pipeline || pipeline.isRemoved) return rejected('not-found')
    const stage = stageOf(pipeline, stageId)
    if (!stage || !canManage(fields.managerId, context)) return rejected('invalid')
    const place = { pipelineId, stageId: stage.id }
    const card: Card = {
      id: cardId,
      ...place,
      ...fields,
      dialogId,
      contactId: dialog?.contactId ?? null,
      createdBy: actor.operatorId,
      createdAt: now,
      stageSince: now,
      history: [{ at: now, by: actor.operatorId, ...place }],
      isRemoved: false,
    }
    return told(card, dialog, context, { type: 'card-created', cardId, title: card.title, to: place })
  },
})

/**
 * Fields that two people have edited apart both stay, and of the products so do different lines; of one field, or one line,
 * the later edit stands. `seenLines`: what the products were changed from.
 */
export const edit = command({
  args: v.object({ ...OnCard, fields: v.partial(v.object(cardFields)), seenLines: v.optional(cardFields.lines) }),
  lane,
  refs: cardRefs,
  apply: ({ fields: { lines: given, ...others }, seenLines, ...at }, context) =>
    changed(at, context, (card) => {
      const lines = given && mergeCardLines(seenLines ?? card.lines, card.lines, given).lines
      if (lines && lines.length > MAX_CARD_LINES) return 'invalid'
      const fields = { ...others, ...(lines ? { lines } : {}) }
      const names = CARD_FIELDS.filter((name) => name in fields && JSON.stringify(fields[name]) !== JSON.stringify(card[name]))
      if (names.length === 0) return null
      if (names.includes('managerId') && !canManage(fields.managerId ?? null, context)) return 'invalid'
      const earlier = remember<CardWords>(card, fields, CARD_WORDS, { at: context.now, by: context.actor.operatorId })
      return { card: { ...card, ...fields, ...earlier }, event: { type: 'card-edited', cardId: card.id, title: card.title, fields: names } }
    }),
})

/** Into a stage, or to another place in its column. Of two who move a card apart the later one decides; both are remembered. */
export const move = command({
  args: v.object({ ...OnCard, ...CardPlace.entries, position: Position }),
  lane,
  refs: placedRefs,
  apply: ({ pipelineId, stageId, position, ...at }, context) =>
    changed(at, context, (card) => {
      const pipeline = context.world.get('pipeline', pipelineId)
      const stage = pipeline && stageOf(pipeline, stageId)
      if (!pipeline || !stage) return 'not-found'
      if (pipeline.isRemoved && card.pipelineId !== pipelineId) return 'invalid'
      const to = { pipelineId, stageId: stage.id }
      if (standsIn(card, pipeline, stage.id)) {
        return card.position === position && card.stageId === stage.id ? null : { card: { ...card, ...to, position } }
      }
      const { actor, now } = context
      const history = [...card.history, { at: now, by: actor.operatorId, ...to }].slice(-MAX_CARD_HISTORY)
      const from = { pipelineId: card.pipelineId, stageId: card.stageId }
      return {
        card: { ...card, ...to, position, stageSince: now, history },
        event: { type: 'card-moved', cardId: card.id, title: card.title, from, to },
      }
    }),
})

/** Takes a card away, or brings it back. */
export const remove = command({
  args: v.object({ ...OnCard, isRemoved: v.boolean() }),
  lane,
  refs: cardRefs,
  apply({ cardId, dialogId, isRemoved }, context) {
    const card = context.world.get('card', cardId)
    if (!card) return rejected('not-found')
    if (card.dialogId !== dialogId) return rejected('stale')
    if (card.isRemoved === isRemoved) return NOTHING
    const event: DialogEvent = { type: 'card-removed', cardId, title: card.title, isRemoved }
    return told({ ...card, isRemoved }, dialogOf(card, context), context, event)
  },
})

/** The card that a conversation was begun from, as that conversation's; null: there is none, or it has one. */
export function cardBegun(cardId: Id | undefined, dialog: Pick<Dialog, 'id' | 'contactId'>, { world }: CommandContext): Change | null {
  const card = cardId === undefined ? undefined : world.get('card', cardId)
  return card && card.dialogId === null ? change('card', { ...card, dialogId: dialog.id, contactId: dialog.contactId }) : null
}

type Next = { readonly card: Card; readonly event?: DialogEvent } | null | 'invalid' | 'not-found'

/** @param how null: the card is as it should be. */
function changed(at: { cardId: Id; dialogId: Id | null }, context: CommandContext, how: (card: Card) => Next): Outcome {
  const card = context.world.get('card', at.cardId)
  if (!card || card.isRemoved) return rejected('not-found')
  // A conversation was begun from it meanwhile: what is done now is to be told there.
  if (card.dialogId !== at.dialogId) return rejected('stale')
  const next = how(card)
  if (next === null) return NOTHING
  if (typeof next === 'string') return rejected(next)
  return told(next.card, dialogOf(card, context), context, next.event)
}

const dialogOf = ({ dialogId }: Card, { world }: CommandContext): Dialog | null =>
  dialogId === null ? null : (world.get('dialog', dialogId) ?? null)

function told(card: Card, dialog: Dialog | null, context: CommandContext, event?: DialogEvent): Outcome {
  const made = change('card', card)
  if (!dialog || !event) return done(made)
  const author = { causeId: context.commandId, actorId: context.actor.operatorId, now: context.now }
  return done(made, ...record(openTimeline(dialog), author, event).changes)
}

const standsIn = (card: Card, pipeline: Pipeline, stageId: Id): boolean =>
  card.pipelineId === pipeline.id && stageOf(pipeline, card.stageId)?.id === stageId

function canManage(managerId: Id | null, { world }: CommandContext): boolean {
  const manager = managerId === null ? null : world.get('operator', managerId)
  return manager === null || manager?.isDisabled === false
}
