import { describe, expect, test } from 'vitest'
import { orderRow } from '#shared/domain/order-fixture'
import { productRow } from '#shared/domain/product-fixture'
import { type Change, change } from '#shared/domain/row'
import { card, closedEvent, commit, dialog, draft, ids, keys, message, put } from './contract-samples'
import type { Store } from './port'

export function feedRules(store: () => Store): void {
  describe('feeds', () => {
    changeFeed(store)
    dialogList(store)
    timelines(store)
    orders(store)
    madeFor(store)
    variants(store)
  })
}

function changeFeed(store: () => Store): void {
  test('changes of all kinds come merged by version, and the limit counts the merged', async () => {
    await put(store(), dialog('a'), message('a', 1), message('a', 2), dialog('b'), message('b', 1))
    expect(keys(await store().changes({ from: 0, to: 5, limit: 3 }))).toEqual(['dialog/a@1', 'item/a-1@2', 'item/a-2@3'])
    expect(keys(await store().changes({ from: 3, to: 5, limit: 3 }))).toEqual(['dialog/b@4', 'item/b-1@5'])
    expect(keys(await store().changes({ from: 1, to: 4, limit: 9 }))).toEqual(['item/a-1@2', 'item/a-2@3', 'dialog/b@4'])
    expect(await store().changes({ from: 5, to: 5, limit: 9 })).toEqual([])
  })

  test('a row changed again is listed under its last version only', async () => {
    await put(store(), dialog('a', 1), message('a', 1, 'x', 'Hello'))
    await put(store(), message('a', 1, 'x', 'Good day'), dialog('a', 2))
    const rows = await store().changes({ from: 0, to: 9, limit: 9 })
    expect(keys(rows)).toEqual(['item/x@3', 'dialog/a@4'])
    expect(rows[0]?.row).toMatchObject({ text: 'Good day' })
    expect(await store().count('item')).toBe(1)
  })
}

function orders(store: () => Store): void {
  test('orders are found by their dialog, as they now stand', async () => {
    const order = (id: string, dialogId: string, status: 'new' | 'done' = 'new') => change('order', orderRow(id, dialogId, { status }))
    await put(store(), order('o1', 'a'), order('o2', 'b'), order('o3', 'a'), draft('a', 'olga'))
    await put(store(), order('o3', 'a', 'done'))
    const found = await store().ordersOf(['a', 'a', 'nothing'])
    expect(keys(found)).toEqual(['order/o1@1', 'order/o3@5'])
    expect(found[1]?.row).toMatchObject({ status: 'done' })
    expect(ids(await store().ordersOf(['b', 'a']))).toEqual(['o2', 'o1', 'o3'])
    expect(await store().ordersOf([])).toEqual([])
  })
}

function madeFor(store: () => Store): void {
  test('what was made for somebody is found by dialog and by customer, each once, and not what is gone', async () => {
    const order = (id: string, dialogId: string, customerId: string | null) => change('order', orderRow(id, dialogId, { customerId }))
    await put(store(), order('o1', 'a', 'anna'), order('o2', 'b', 'anna'), order('o3', 'b', 'boris'), order('o4', 'a', null))
    await put(store(), card('c1', null, 'anna'), card('c2', 'a', null), card('c3', null, null), card('c4', 'a', 'anna'))
    await commit(store(), { deletions: [{ kind: 'card', id: 'c4' }] })
    const of = { dialogIds: ['a'], customerIds: ['anna', 'nobody'] }
    expect(ids(await store().madeFor('order', of))).toEqual(['o1', 'o2', 'o4'])
    expect(ids(await store().madeFor('card', of))).toEqual(['c1', 'c2'])
    expect(await store().madeFor('card', { dialogIds: [], customerIds: [] })).toEqual([])
  })
}

function variants(store: () => Store): void {
  test('products of one group are found by it', async () => {
    const product = (id: string, group: string) => change('product', productRow(id, { group }))
    await put(store(), product('s', '77'), product('m', '77'), product('l', '770'), product('x', ''))
    expect(ids(await store().variantsOf('77', 9))).toEqual(['m', 's'])
    expect(ids(await store().variantsOf('77', 1))).toEqual(['m'])
    expect(await store().variantsOf('7', 9)).toEqual([])
  })
}

function dialogList(store: () => Store): void {
  test('dialogs are paged from the newest, with ids where times are equal', async () => {
    await put(store(), dialog('a', 5), dialog('b', 7), dialog('c', 7), dialog('d', 1), message('a', 1))
    const first = await store().dialogsByRecency({ after: null, limit: 2 })
    expect(ids(first)).toEqual(['c', 'b'])
    const second = await store().dialogsByRecency({ after: { updatedAt: 7, id: 'b' }, limit: 2 })
    expect(ids(second)).toEqual(['a', 'd'])
    expect(await store().dialogsByRecency({ after: { updatedAt: 1, id: 'd' }, limit: 2 })).toEqual([])
    expect(ids(await store().dialogsByRecency({ after: { updatedAt: 7, id: 'c' }, limit: 1 }))).toEqual(['b'])
  })

  test('dialogs of one state are paged by themselves, as it stands, down to a time', async () => {
    await put(store(), dialog('a', 5), dialog('b', 7, 0, 'closed'), dialog('c', 7), dialog('d', 1, 0, 'closed'), dialog('e', 9))
    await put(store(), dialog('e', 9, 0, 'closed'))
    const page = { after: null, limit: 9 }
    expect(ids(await store().dialogsByRecency({ ...page, state: 'closed' }))).toEqual(['e', 'b', 'd'])
    expect(ids(await store().dialogsByRecency({ ...page, state: 'open', after: { updatedAt: 7, id: 'c' } }))).toEqual(['a'])
    expect(ids(await store().dialogsByRecency({ ...page, since: 7 }))).toEqual(['e', 'c', 'b'])
    expect(ids(await store().dialogsByRecency({ ...page, since: 5, state: 'closed' }))).toEqual(['e', 'b'])
  })

  test('summaries are the recent dialogs and the older open ones, counted from any place on', async () => {
    await put(store(), dialog('a', 5), dialog('b', 7, 0, 'closed'), dialog('c', 9), dialog('d', 1, 0, 'closed'), dialog('e', 2))
    expect([await store().countSummaries(0), await store().countSummaries(6), await store().countSummaries(20)]).toEqual([5, 4, 3])
    expect(await store().countSummaries(6, { updatedAt: 9, id: 'c' })).toBe(3)
    expect(await store().countSummaries(6, { updatedAt: 5, id: 'a' })).toBe(1)
  })

  test('a dialog moves up when it is written to, and away when it is deleted', async () => {
    await put(store(), dialog('a', 5), dialog('b', 7))
    await put(store(), dialog('a', 9))
    expect(ids(await store().dialogsByRecency({ after: null, limit: 9 }))).toEqual(['a', 'b'])
    await store().transact(async () => ({ writes: { deletions: [{ kind: 'dialog', id: 'a' }] }, value: null }))
    expect(ids(await store().dialogsByRecency({ after: null, limit: 9 }))).toEqual(['b'])
    expect(await store().count('dialog')).toBe(1)
  })

  test('rows of a kind are paged by id, without the deleted', async () => {
    await put(store(), draft('c', 'olga'), draft('a', 'olga'), draft('b', 'olga'), dialog('d'))
    await store().transact(async () => ({ writes: { deletions: [{ kind: 'draft', id: 'b' }] }, value: null }))
    expect(ids(await store().page('draft', { after: '', limit: 1 }))).toEqual(['a'])
    expect(ids(await store().page('draft', { after: 'a', limit: 5 }))).toEqual(['c'])
    expect(await store().page('draft', { after: 'c', limit: 5 })).toEqual([])
  })

  test('live rows are counted by kind', async () => {
    expect(await store().count('dialog')).toBe(0)
    await put(store(), dialog('a'), dialog('b'), message('a', 1), message('a', 2), message('b', 1))
    await put(store(), dialog('a'), message('a', 1))
    expect([await store().count('dialog'), await store().count('item'), await store().count('contact')]).toEqual([2, 3, 0])
  })
}

function timelines(store: () => Store): void {
  const thread = (id: string, length: number): Change[] => Array.from({ length }, (_, index) => message(id, index + 1))

  test('[I5] the newest items of each dialog come in order and without holes', async () => {
    await put(store(), ...thread('a', 7), ...thread('b', 2))
    const rows = await store().latestItems(['b', 'empty', 'a', 'b'], 3)
    expect(ids(rows)).toEqual(['b-1', 'b-2', 'a-5', 'a-6', 'a-7'])
    expect(await store().latestItems([], 3)).toEqual([])
  })

  test('[I5] older items are paged back from a place', async () => {
    await put(store(), ...thread('a', 7), ...thread('b', 7))
    expect(ids(await store().itemsBefore('a', { before: 6, limit: 3 }))).toEqual(['a-5', 'a-4', 'a-3'])
    expect(ids(await store().itemsBefore('a', { before: 3, limit: 3 }))).toEqual(['a-2', 'a-1'])
    expect(await store().itemsBefore('a', { before: 1, limit: 3 })).toEqual([])
  })

  test('older messages can be asked for without events', async () => {
    await put(store(), message('a', 1), closedEvent('a', 2), message('a', 3), closedEvent('a', 4))
    expect(ids(await store().itemsBefore('a', { before: 5, limit: 2, messagesOnly: true }))).toEqual(['a-3', 'a-1'])
    expect(ids(await store().itemsBefore('a', { before: 5, limit: 2 }))).toEqual(['a-4', 'a-3'])
  })
}
