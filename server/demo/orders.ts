/** Orders of the sample shop: of its newest conversations, on their way in every state. */
import type { Actor } from '#shared/commands/spec'
import type { Dialog } from '#shared/domain/dialog'
import { newId } from '#shared/domain/id'
import type { OrderLine } from '#shared/domain/order'
import { listedOf } from '#shared/domain/order-check'
import { ORDER_STATUSES } from '#shared/domain/order-status'
import type { Product } from '#shared/domain/product'
import type { Committer } from '../commands/committer'
import { createExecutor, EVERYBODY } from '../commands/execute'
import type { Store } from '../store/port'
import type { Chance } from './chance'

const ORDERS = 12
const ADDRESSES = ['Киев, отделение 5', 'Одесса, отделение 12', 'Львов, ул. Садовая, 7', 'Харьков, почтомат 3301', '']

export async function fillOrders(options: {
  store: Store
  committer: Committer
  operators: readonly Actor[]
  chance: Chance
  now: number
}): Promise<void> {
  const { store, committer, operators, chance, now } = options
  const products = (await store.page('product', { after: '', limit: 100 })).map(({ row }) => row as Product)
  const dialogs = (await store.dialogsByRecency({ after: null, limit: ORDERS })).map(({ row }) => row as Dialog)
  for (const [index, { id: dialogId, contactId, updatedAt }] of dialogs.entries()) {
    const actor = operators[index % operators.length]
    const [stored] = await store.rows([{ kind: 'contact', id: contactId }])
    const name = (stored?.row as { name: string } | undefined)?.name ?? ''
    if (!actor) return
    // Right after what was said last, so that the conversation stays in order.
    const executor = createExecutor({ store, committer, visibility: EVERYBODY, clock: () => Math.min(updatedAt + 1000, now) })
    const at = { orderId: newId().replaceAll('.', '_'), dialogId }
    const fields = {
      customerId: null,
      customerName: name,
      currency: 'UAH',
      lines: linesOf(products, chance),
      discount: index % 4 === 0 ? { kind: 'percent' as const, hundredths: 500 } : null,
      delivery: { method: 'nova-poshta' as const, address: ADDRESSES[index % ADDRESSES.length] ?? '', cost: 7000 },
      payment: { status: index % 3 === 0 ? ('paid' as const) : ('unpaid' as const), method: 'card' as const, sum: 0 },
      source: 'Instagram',
      managerId: actor.operatorId,
      comment: '',
    }
    const to = ORDER_STATUSES[index % 4] ?? 'new'
    const commands = [
      { id: newId(), type: 'order.create' as const, args: { ...at, ...fields } },
      { id: newId(), type: 'order.status' as const, args: { ...at, to, seen: 'new' } },
    ]
    for (const result of await executor.admit(actor, commands)) await result
  }
}

function linesOf(products: readonly Product[], chance: Chance): OrderLine[] {
  return Array.from({ length: chance.between(1, 3) }, (_, index): OrderLine[] => {
    const product = products[chance.below(products.length)]
    if (!product) return []
    const { id: productId, sku, name } = product
    const listed = listedOf(product, 'UAH')
    return [{ id: `l${index}`, productId, sku, name, quantity: chance.between(1, 3), price: listed.price ?? 0, discount: null, listed }]
  }).flat()
}
