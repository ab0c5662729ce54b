import { beforeEach, describe, expect, test } from 'vitest'
import { orderRow } from '#shared/domain/order-fixture'
import { act } from './act'
import { furnish, makeDevice, NOON, outboxRow } from './device-fixture'
import { listOrders } from './orders'
import { sendAnyway } from './outbox'
import type { Store } from './view'

const { lines, delivery, payment } = orderRow('any', 'd')
const NEW = {
  dialogId: 'd',
  customerId: null,
  customerName: 'Гость',
  currency: 'UAH',
  lines,
  discount: null,
  delivery,
  payment,
  source: '',
  managerId: null,
  comment: '',
}

let store: Store
beforeEach(async () => {
  store = makeDevice()
  await furnish(store)
  await store.replica.workspace.put({ id: 'workspace', name: 'Shop', country: 'UA', guardsReplies: true, lastOrder: 7 })
})

describe('[K5] orders on a device', () => {
  test('are those of one person or of everybody, the newest first', async () => {
    await store.replica.orders.bulkPut([
      orderRow('o1', 'd', { number: 1, createdAt: NOON }),
      orderRow('o2', 'd', { number: 2, createdAt: NOON + 5 }),
      orderRow('o3', 'other', { number: 3, createdAt: NOON + 9 }),
    ])
    const ids = async (contactId: string | null) => (await listOrders(store, contactId)).map(({ order }) => order.id)
    expect(await ids('d-contact')).toEqual(['o2', 'o1'])
    expect(await ids(null)).toEqual(['o3', 'o2', 'o1'])
  })

  test('[OVL1][OVL3] one that waits is there at once, changed as it was given, without a number of its own', async () => {
    await act(store, 'order.create', { orderId: 'o1', ...NEW })
    await act(store, 'order.status', { orderId: 'o1', dialogId: 'd', to: 'confirmed', seen: 'new' })
    expect(await listOrders(store, 'd-contact')).toMatchObject([{ order: { id: 'o1', status: 'confirmed' }, isNumbered: false }])
    expect(await store.replica.orders.count()).toBe(0)
  })

  test('a change that was refused because a colleague was first is given again over what stands now', async () => {
    await store.replica.orders.put(orderRow('o1', 'd', { revision: 4, status: 'packed' }))
    const at = { orderId: 'o1', dialogId: 'd' }
    const refused = { state: 'refused', code: 'stale', lane: 'order/o1' } as const
    await store.vault.outbox.add(
      outboxRow('edit', { ...refused, type: 'order.edit', args: { ...at, fields: { discount: null }, seenRevision: 2 } }),
    )
    await store.vault.outbox.add(outboxRow('move', { ...refused, type: 'order.status', args: { ...at, to: 'done', seen: 'new' } }))
    for (const id of ['edit', 'move']) await sendAnyway(store, id)
    expect((await store.vault.outbox.toArray()).map(({ state, args }) => [state, args])).toMatchObject([
      ['waiting', { seenRevision: 4 }],
      ['waiting', { seen: 'packed' }],
    ])
  })
})
