import { describe, expect, test } from 'vitest'
import { positionBetween } from '#shared/domain/column-order'
import { newCustomer } from '#shared/domain/customer'
import type { Pipeline } from '#shared/domain/pipeline'
import { MAX_ENDED_CARDS, readBoard } from './board'
import { listCardsOf, listPipelines } from './cards'
import type { BoardQuery } from './contract-cards'
import { card, contact, furnish, makeDevice, NOON, outboxRow } from './device-fixture'
import { readPeople } from './people'
import { look } from './view'

const stage = (id: string, kind: 'open' | 'won' | 'lost', heirId: string | null = null) =>
  ({ id, name: id, colour: 'grey', kind, heirId }) as const
const SALES: Pipeline = {
  id: 'sales',
  name: 'Продажи',
  stages: [stage('new', 'open'), stage('old', 'open', 'new'), stage('working', 'open'), stage('won', 'won')],
  isRemoved: false,
  createdAt: NOON,
}
const ALL: BoardQuery = { pipelineId: 'sales', managers: [], text: '' }
const at = (n: number) => positionBetween(null, null, NOON + n)

async function makeBoard() {
  const device = makeDevice()
  await furnish(device)
  await device.replica.pipelines.put(SALES)
  const columns = async (query: Partial<BoardQuery> = {}) =>
    (await readBoard(device, { ...ALL, ...query }))?.columns.map(({ stage, ids }) => [stage.id, ids.join()])
  return { ...device, columns }
}

describe('[K4] a board', () => {
  test('has the stages that are there, newest cards on top; cards of a removed stage stand in its heir', async () => {
    const { replica, columns } = await makeBoard()
    await replica.cards.bulkPut([
      card('a', { position: at(1) }),
      card('b', { position: at(3) }),
      card('c', { stageId: 'old', position: at(2) }),
      card('elsewhere', { pipelineId: 'returns' }),
      card('removed', { isRemoved: true }),
    ])
    expect(await columns()).toEqual([
      ['new', 'b,c,a'],
      ['working', ''],
      ['won', ''],
    ])
  })

  test('shows what is being done here at once: a card moved, one that is new', async () => {
    const { replica, vault, columns } = await makeBoard()
    await replica.cards.put(card('a', { position: at(1) }))
    await vault.outbox.add(
      outboxRow('m', {
        type: 'card.move',
        args: { cardId: 'a', dialogId: null, pipelineId: 'sales', stageId: 'working', position: at(5) },
        lane: 'card/a',
        dialogId: null,
      }),
    )
    await vault.outbox.add(
      outboxRow('n', {
        type: 'card.create',
        args: {
          cardId: 'b',
          dialogId: 'd',
          pipelineId: 'sales',
          stageId: 'new',
          position: at(6),
          title: 'Плед',
          lines: [],
          managerId: null,
          comment: '',
          customerId: null,
        },
        lane: 'card/b',
      }),
    )
    expect(await columns()).toEqual([
      ['new', 'b'],
      ['working', 'a'],
      ['won', ''],
    ])
  })

  test('is narrowed to managers and to words: titles, products, names of customers, on the wrong layout too', async () => {
    const { replica, columns } = await makeBoard()
    await replica.contacts.put(contact('anna', { name: 'Аня', customerId: 'k' }))
    await replica.customers.put(newCustomer({ id: 'k', name: 'Анна Коваль', createdBy: null }, NOON))
    await replica.cards.bulkPut([
      card('a', { title: 'Плед', managerId: 'olga', position: at(1) }),
      card('b', { contactId: 'anna', position: at(2) }),
      card('c', { lines: [{ sku: 'KV-1', name: 'Ковёр', quantity: 1, price: null }], position: at(3) }),
    ])
    const found = async (query: Partial<BoardQuery>) => (await columns(query))?.[0]?.[1]
    expect(await found({ managers: ['olga'] })).toBe('a')
    expect(await found({ managers: [null] })).toBe('c,b')
    expect(await found({ text: 'gktl' })).toBe('a')
    expect(await found({ text: 'коваль анна' })).toBe('b')
    expect(await found({ text: 'аня' })).toBe('b')
    expect(await found({ text: 'kv-1' })).toBe('c')
    expect(await found({ text: 'ковер', managers: ['olga'] })).toBe('')
  })

  test('reads every open card, and of ended ones the newest', async () => {
    const { replica } = await makeBoard()
    const many = (count: number, stageId: string) =>
      Array.from({ length: count }, (_, n) => card(`${stageId}${n}`, { stageId, position: at(n) }))
    await replica.cards.bulkPut([...many(1200, 'working'), ...many(MAX_ENDED_CARDS + 5, 'won')])
    const board = await readBoard(makeStore(replica), ALL)
    const [, working, won] = board?.columns ?? []
    expect([working?.ids.length, working?.isCut]).toEqual([1200, false])
    expect([won?.ids.length, won?.isCut]).toEqual([MAX_ENDED_CARDS, true])
    expect([working?.ids[0], won?.ids[0]]).toEqual(['working1199', `won${MAX_ENDED_CARDS + 4}`])

    function makeStore(held: typeof replica) {
      return { ...makeDevice(), replica: held }
    }
  })

  test('of a pipeline that is not there is null', async () => {
    const { columns } = await makeBoard()
    expect(await columns({ pipelineId: 'gone' })).toBeUndefined()
  })
})

test('[K4] cards of a person are those of the conversation and of every other with them', async () => {
  const { replica, ...device } = await makeBoard()
  await replica.cards.bulkPut([
    card('here', { dialogId: 'd', contactId: 'd-contact', createdAt: NOON + 1 }),
    card('there', { dialogId: 'other', contactId: 'd-contact', createdAt: NOON + 2 }),
    card('of-another', { dialogId: 'x', contactId: 'y' }),
    card('removed', { dialogId: 'd', isRemoved: true }),
  ])
  const cards = await listCardsOf({ ...device, replica }, { dialogId: 'd', contactId: 'd-contact' })
  expect(cards.map(({ id }) => id)).toEqual(['there', 'here'])
  expect((await listPipelines({ ...device, replica })).map(({ id }) => id)).toEqual(['sales'])
})

test('[K4] whoever is saved is called on a board what their customer is called', async () => {
  const device = await makeBoard()
  await device.replica.contacts.bulkPut([contact('c', { name: 'Аня', customerId: 'anya' }), contact('unsaved', { name: 'Гость' })])
  await device.replica.customers.bulkPut([
    { ...newCustomer({ id: 'anya', name: 'Аня К.', createdBy: null }, NOON), mergedInto: 'anna' },
    newCustomer({ id: 'anna', name: 'Анна Коваль', createdBy: null }, NOON),
  ])
  const people = await look(device, (view) => readPeople(device, view, ['c', 'unsaved', 'gone']))
  expect([...people].map(([id, { customer }]) => [id, customer?.name])).toEqual([
    ['c', 'Анна Коваль'],
    ['unsaved', undefined],
  ])
})
