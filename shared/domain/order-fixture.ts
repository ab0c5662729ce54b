import type { Order } from './order'

/** An order of one plaid, for tests. */
export const orderRow = (id: string, dialogId: string, more: Partial<Order> = {}): Order => ({
  id,
  number: 1,
  dialogId,
  contactId: `${dialogId}-contact`,
  customerId: null,
  customerName: 'Гость',
  currency: 'UAH',
  lines: [{ id: 'l1', productId: 'PL-1', sku: 'PL-1', name: 'Плед', quantity: 1, price: 129_900, discount: null, listed: null }],
  discount: null,
  delivery: { method: 'none', address: '', cost: 0 },
  payment: { status: 'unpaid', method: 'none', sum: 0 },
  source: 'Сайт',
  managerId: null,
  comment: '',
  status: 'new',
  revision: 1,
  differences: [],
  history: [],
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_000_000,
  ...more,
})
