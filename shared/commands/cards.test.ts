import { describe, expect, test } from 'vitest'
import { MAX_CARD_LINES, sumsOf } from '../domain/card'
import { positionBetween } from '../domain/column-order'
import { liveStages, stageOf } from '../domain/pipeline'
import { applyCommand, type CommandArgs, type CommandType } from './catalogue'
import type { Actor, Outcome } from './spec'
import { makeShop, NOON, OLGA, type Shop } from './world-fixture'

const PAVEL: Actor = { operatorId: 'pavel', role: 'operator', name: 'Павел' }
const TOP = positionBetween(null, null, NOON)

let count = 0
function act<T extends CommandType>(shop: Shop, type: T, args: CommandArgs<T>, actor = OLGA, now = NOON): Outcome {
  count += 1
  const outcome = applyCommand({ id: `cmd${count}`, type, args }, { actor, now, world: shop })
  if (outcome.ok) shop.put(outcome.changes)
  return outcome
}

const PLED = { sku: 'PL-1', name: 'Плед', quantity: 2, price: { minor: 129_900, currency: 'UAH' } }
const NEW: CommandArgs<'card.create'> = {
  cardId: 'k1',
  dialogId: 'd1',
  pipelineId: 'sales',
  stageId: 'new',
  position: TOP,
  title: 'Два пледа',
  lines: [PLED],
  managerId: 'olga',
  comment: '',
  customerId: null,
}
const ON_CARD = { cardId: 'k1', dialogId: 'd1' }
const to = (stageId: string, position = TOP) => ({ ...ON_CARD, pipelineId: 'sales', stageId, position })
const card = (shop: Shop) => shop.get('card', 'k1')
const events = (shop: Shop) => shop.all('item').flatMap((item) => (item.kind === 'event' ? [item.event] : []))

describe('[K4] a card', () => {
  test('is made for an unsaved buyer, and the dialog tells of it', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    expect(card(shop)).toMatchObject({ contactId: 'c1', customerId: null, createdBy: 'olga', stageSince: NOON })
    expect(events(shop)).toEqual([{ type: 'card-created', cardId: 'k1', title: 'Два пледа', to: { pipelineId: 'sales', stageId: 'new' } }])
  })

  test('needs no dialog, and gets one when a conversation is begun from it', () => {
    const shop = makeShop()
    act(shop, 'card.create', { ...NEW, dialogId: null })
    expect(card(shop)).toMatchObject({ dialogId: null, contactId: null })
    const start = {
      channelId: 'phones',
      address: '+380671234567',
      name: 'Анна',
      subject: '',
      itemId: 'i1',
      text: 'Добрый день',
      attachments: [],
    }
    act(shop, 'dialog.start', { ...start, cardId: 'k1' })
    const begun = shop.all('dialog').find(({ id }) => id !== 'd1' && id !== 'd2')
    expect(card(shop)).toMatchObject({ dialogId: begun?.id, contactId: begun?.contactId })
    act(shop, 'dialog.start', { ...start, address: '+380671234568', itemId: 'i2', cardId: 'k1' })
    expect(card(shop)?.dialogId).toBe(begun?.id)
  })

  test('moves with its history: who, where, when', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    act(shop, 'card.move', to('won'), PAVEL, NOON + 5000)
    expect(card(shop)).toMatchObject({ stageId: 'won', stageSince: NOON + 5000 })
    expect(card(shop)?.history).toEqual([
      { at: NOON, by: 'olga', pipelineId: 'sales', stageId: 'new' },
      { at: NOON + 5000, by: 'pavel', pipelineId: 'sales', stageId: 'won' },
    ])
    expect(events(shop).at(-1)).toMatchObject({ type: 'card-moved', from: { stageId: 'new' }, to: { stageId: 'won' } })
  })

  test('moved apart by two stands where the later one put it, and remembers both', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    act(shop, 'card.move', to('working'), OLGA, NOON + 1)
    act(shop, 'card.move', to('lost'), PAVEL, NOON + 2)
    expect(card(shop)?.stageId).toBe('lost')
    expect(card(shop)?.history.map(({ stageId, by }) => [stageId, by])).toEqual([
      ['new', 'olga'],
      ['working', 'olga'],
      ['lost', 'pavel'],
    ])
  })

  test('[K7] whose words two have written apart has the later ones, and remembers what they replaced', () => {
    const shop = makeShop()
    act(shop, 'card.create', { ...NEW, comment: 'Доставка в субботу' })
    act(shop, 'card.edit', { ...ON_CARD, fields: { comment: 'Самовывоз' } }, PAVEL, NOON + 2)
    act(shop, 'card.edit', { ...ON_CARD, fields: { title: 'Плед и ковёр', lines: [] } }, OLGA, NOON + 3)
    expect(card(shop)).toMatchObject({ title: 'Плед и ковёр', lines: [], comment: 'Самовывоз' })
    expect(card(shop)?.earlier).toEqual([
      { at: NOON + 2, by: 'pavel', was: { comment: 'Доставка в субботу' } },
      { at: NOON + 3, by: 'olga', was: { title: 'Два пледа', lines: [PLED] } },
    ])
    // What was empty is not missed.
    act(shop, 'card.edit', { ...ON_CARD, fields: { lines: [PLED] } }, PAVEL, NOON + 4)
    expect(card(shop)?.earlier).toHaveLength(2)
  })

  test('[K7] whose products two have changed apart has the changes of both, line by line', () => {
    const shop = makeShop()
    const rug = { ...PLED, sku: 'KV-1', name: 'Ковёр', quantity: 1 }
    act(shop, 'card.create', NEW)
    act(shop, 'card.edit', { ...ON_CARD, fields: { lines: [PLED, rug] }, seenLines: [PLED] }, PAVEL, NOON + 2)
    act(shop, 'card.edit', { ...ON_CARD, fields: { lines: [{ ...PLED, quantity: 5 }] }, seenLines: [PLED] }, OLGA, NOON + 3)
    expect(card(shop)?.lines).toEqual([{ ...PLED, quantity: 5 }, rug])
    // Of one line the later edit stands, and what it replaced is remembered.
    act(shop, 'card.edit', { ...ON_CARD, fields: { lines: [rug] }, seenLines: [PLED, rug] }, PAVEL, NOON + 4)
    expect(card(shop)?.lines).toEqual([rug])
    expect(card(shop)?.earlier?.at(-1)).toEqual({ at: NOON + 4, by: 'pavel', was: { lines: [{ ...PLED, quantity: 5 }, rug] } })
  })

  test('[K7] has no more products than it can hold, also where two have added theirs apart', () => {
    const shop = makeShop()
    const lines = (from: number, count: number) => Array.from({ length: count }, (_, n) => ({ ...PLED, sku: `S-${from + n}` }))
    act(shop, 'card.create', { ...NEW, lines: lines(0, MAX_CARD_LINES - 1) })
    const [seenLines, fields] = [lines(0, MAX_CARD_LINES - 1), { lines: lines(0, MAX_CARD_LINES) }]
    expect(act(shop, 'card.edit', { ...ON_CARD, fields, seenLines })).toMatchObject({ ok: true })
    const theirs = [...lines(0, MAX_CARD_LINES - 1), { ...PLED, sku: 'other' }]
    expect(act(shop, 'card.edit', { ...ON_CARD, fields: { lines: theirs }, seenLines }, PAVEL)).toEqual({ ok: false, code: 'invalid' })
  })

  test('put to another place in its column has not changed its stage', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    act(shop, 'card.move', to('new', positionBetween(null, TOP, NOON)), PAVEL, NOON + 9)
    expect(card(shop)).toMatchObject({ stageSince: NOON, history: [{ stageId: 'new' }] })
    expect(events(shop)).toHaveLength(1)
  })

  test('edited in different fields by two keeps both edits', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    act(shop, 'card.edit', { ...ON_CARD, fields: { title: 'Три пледа' } })
    act(shop, 'card.edit', { ...ON_CARD, fields: { comment: 'Срочно' } }, PAVEL)
    expect(card(shop)).toMatchObject({ title: 'Три пледа', comment: 'Срочно' })
    expect(events(shop).at(-1)).toMatchObject({ type: 'card-edited', fields: ['comment'] })
  })

  test('whose conversation has been begun meanwhile is looked at again before it is changed', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    expect(act(shop, 'card.move', { ...to('won'), dialogId: null })).toEqual({ ok: false, code: 'stale' })
  })

  test('is changed by a manager who does not see its dialog; its own history tells of it', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    const narrow = { get: (kind: 'card', id: string) => (kind === 'card' || kind === 'pipeline' ? shop.get(kind, id) : undefined) }
    const command = { id: 'narrow', type: 'card.move' as const, args: to('won') }
    const outcome = applyCommand(command, { actor: PAVEL, now: NOON, world: narrow as never })
    expect(outcome).toMatchObject({ ok: true, changes: [{ kind: 'card' }] })
  })

  test('removed can be brought back, and cannot be moved meanwhile', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    act(shop, 'card.remove', { ...ON_CARD, isRemoved: true })
    expect(act(shop, 'card.move', to('won'))).toEqual({ ok: false, code: 'not-found' })
    act(shop, 'card.remove', { ...ON_CARD, isRemoved: false })
    expect(act(shop, 'card.move', to('won'))).toMatchObject({ ok: true })
  })

  test('is given to nobody who has left', () => {
    expect(act(makeShop(), 'card.create', { ...NEW, managerId: 'former' })).toEqual({ ok: false, code: 'invalid' })
  })

  test('counts money exactly, each currency by itself', () => {
    const lines = [
      { ...PLED, quantity: 3, price: { minor: 10, currency: 'UAH' } },
      { ...PLED, price: { minor: 5, currency: 'EUR' } },
    ]
    expect(sumsOf([{ lines }, { lines: [{ ...PLED, quantity: 1, price: { minor: 20, currency: 'UAH' } }] }])).toEqual([
      { minor: 50, currency: 'UAH' },
      { minor: 10, currency: 'EUR' },
    ])
    expect(sumsOf([{ lines: [{ ...PLED, price: null }] }])).toEqual([])
  })
})

describe('[A6] pipelines', () => {
  const sales = (shop: Shop) => shop.get('pipeline', 'sales')
  const OPEN = { id: 'talks', name: 'Переговоры', colour: 'teal', kind: 'open' } as const

  test('are changed by administrators only', () => {
    expect(act(makeShop(), 'pipeline.rename', { id: 'sales', name: 'X' }, PAVEL)).toEqual({ ok: false, code: 'forbidden' })
  })

  test('gain stages where they are wanted, and stages change places', () => {
    const shop = makeShop()
    act(shop, 'pipeline.addStage', { id: 'sales', stage: OPEN, before: 'won' })
    act(shop, 'pipeline.moveStage', { id: 'sales', stageId: 'new', before: 'talks' })
    expect(sales(shop)?.stages.map(({ id }) => id)).toEqual(['working', 'new', 'talks', 'won', 'lost'])
  })

  test('lose a stage without its cards: they stand in its heir, also those that come later', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    act(shop, 'pipeline.removeStage', { id: 'sales', stageId: 'new', heirId: 'working' })
    const pipeline = sales(shop)
    expect(pipeline && stageOf(pipeline, card(shop)?.stageId ?? '')?.id).toBe('working')
    act(shop, 'card.create', { ...NEW, cardId: 'k2' })
    expect(shop.get('card', 'k2')?.stageId).toBe('working')
    act(shop, 'pipeline.removeStage', { id: 'sales', stageId: 'new', heirId: null })
    expect(pipeline && liveStages(sales(shop) ?? pipeline)).toHaveLength(4)
  })

  test('keep an open stage, and give a removed one’s cards to a stage of its kind', () => {
    const shop = makeShop()
    expect(act(shop, 'pipeline.removeStage', { id: 'sales', stageId: 'new', heirId: 'won' })).toEqual({ ok: false, code: 'invalid' })
    act(shop, 'pipeline.removeStage', { id: 'sales', stageId: 'new', heirId: 'working' })
    expect(act(shop, 'pipeline.removeStage', { id: 'sales', stageId: 'working', heirId: 'new' })).toEqual({ ok: false, code: 'invalid' })
  })

  test('that are removed take no new cards, and let go of those they have', () => {
    const shop = makeShop()
    act(shop, 'card.create', NEW)
    act(shop, 'pipeline.create', { id: 'returns', name: 'Возвраты', stages: [OPEN] })
    act(shop, 'pipeline.remove', { id: 'sales', isRemoved: true })
    expect(act(shop, 'card.create', { ...NEW, cardId: 'k2' })).toEqual({ ok: false, code: 'not-found' })
    act(shop, 'card.move', { ...ON_CARD, pipelineId: 'returns', stageId: 'talks', position: TOP })
    expect(card(shop)).toMatchObject({ pipelineId: 'returns', stageId: 'talks' })
    expect(act(shop, 'card.move', to('new'))).toEqual({ ok: false, code: 'invalid' })
  })
})
