/** Commands about pipelines and cards at random: see arbitrary-fixture. */
import { positionBetween } from '../domain/column-order'
import { STAGE_COLOURS, STAGE_KINDS } from '../domain/pipeline'
import type { Chance } from '../lib/chance'
import type { Generators } from './arbitrary-fixture'
import type { CommandArgs } from './catalogue'
import { NOON, type Shop } from './world-fixture'

const person = (chance: Chance) => chance.pick([null, 'olga', 'pavel', 'former', 'nobody'])
const pipelineId = (chance: Chance) => chance.pick(['sales', 'sales', 'sales', 'returns', 'gone'])
const stageId = (chance: Chance) => chance.pick(['new', 'new', 'working', 'won', 'lost', 'extra', 'nowhere'])
const stage = (chance: Chance) => ({
  id: chance.pick(['extra', 'more', 'won']),
  name: 'Ещё',
  colour: chance.pick(STAGE_COLOURS),
  kind: chance.pick(STAGE_KINDS),
})
const line = (chance: Chance) => ({
  sku: 'A-1',
  name: 'Плед',
  quantity: 1 + chance.below(3),
  price: chance.pick([null, { minor: 129_900, currency: 'UAH' }]),
})
/** Mostly with the dialog it has. */
const onCard = (chance: Chance, shop: Shop) => {
  const cardId = `k${chance.below(6)}`
  const card = shop.get('card', cardId)
  return { cardId, dialogId: card && chance.below(6) > 0 ? card.dialogId : chance.pick([null, 'd1', 'd2', 'gone']) }
}
const cardPlace = (chance: Chance) => ({ pipelineId: pipelineId(chance), stageId: stageId(chance) })
const position = (chance: Chance) => positionBetween(null, null, NOON + chance.below(5))

export const CARD_GENERATORS = {
  'pipeline.create': (chance) => ({
    id: pipelineId(chance),
    name: 'Возвраты',
    stages: chance.pick([[{ ...stage(chance), kind: 'open' as const }], [stage(chance), stage(chance)]]),
  }),
  'pipeline.rename': (chance) => ({ id: pipelineId(chance), name: `Воронка ${chance.below(3)}` }),
  'pipeline.remove': (chance) => ({ id: pipelineId(chance), isRemoved: chance.below(4) === 0 }),
  'pipeline.addStage': (chance) => ({ id: pipelineId(chance), stage: stage(chance), before: chance.pick([null, 'working', 'nowhere']) }),
  'pipeline.editStage': (chance) => ({
    id: pipelineId(chance),
    stageId: stageId(chance),
    fields: chance.pick<CommandArgs<'pipeline.editStage'>['fields']>([
      { name: `Этап ${chance.below(3)}` },
      { colour: chance.pick(STAGE_COLOURS) },
      {},
    ]),
  }),
  'pipeline.moveStage': (chance) => ({ id: pipelineId(chance), stageId: stageId(chance), before: chance.pick([null, stageId(chance)]) }),
  'pipeline.removeStage': (chance) => ({ id: pipelineId(chance), stageId: stageId(chance), heirId: chance.pick([null, stageId(chance)]) }),
  'card.create': (chance, shop) => ({
    ...onCard(chance, shop),
    ...cardPlace(chance),
    position: position(chance),
    title: 'Плед',
    lines: [line(chance)],
    managerId: person(chance),
    comment: '',
    customerId: null,
  }),
  'card.edit': (chance, shop) => ({
    ...onCard(chance, shop),
    fields: chance.pick<CommandArgs<'card.edit'>['fields']>([
      { title: `Плед ${chance.below(3)}` },
      { lines: [line(chance)] },
      { managerId: person(chance) },
      { comment: 'Срочно' },
    ]),
    seenLines: [{ sku: 'A-1', name: 'Плед', quantity: 1, price: null }],
  }),
  'card.move': (chance, shop) => ({ ...onCard(chance, shop), ...cardPlace(chance), position: position(chance) }),
  'card.remove': (chance, shop) => ({ ...onCard(chance, shop), isRemoved: chance.below(2) === 0 }),
} satisfies Partial<Generators>
