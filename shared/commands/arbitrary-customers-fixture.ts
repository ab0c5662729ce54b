/** Commands about contacts and customers at random, most of them sensible. */
import type { Chance } from '../lib/chance'
import type { CommandArgs, CommandType } from './catalogue'
import type { CustomerEntry } from './customer'
import type { Shop } from './world-fixture'

type CustomerCommand = Extract<CommandType, `customer${string}` | `contact${string}`>
type Generators = { [T in CustomerCommand]: (chance: Chance, shop: Shop) => CommandArgs<T> }

const phone = (chance: Chance) => `+3806700000${10 + chance.below(30)}`
const email = (chance: Chance) => `anna${chance.below(30)}@example.com`
const inDialog = (chance: Chance) => ({ dialogId: chance.pick(['d1', 'd1', 'd2', 'gone']), contactId: chance.pick(['c1', 'c1', 'c2']) })
const customerId = (chance: Chance) => chance.pick(['k1', 'k1', 'k2', 'k2', 'k3'])
type ListValue = { list: 'phones' | 'emails' | 'tags'; value: string }
const listValue = (chance: Chance): ListValue =>
  chance.pick<ListValue>([
    { list: 'phones', value: phone(chance) },
    { list: 'emails', value: email(chance) },
    { list: 'tags', value: chance.pick(['vip', 'late', 'none']) },
  ])
const fieldValue = (chance: Chance) =>
  chance.pick([
    { field: 'name', value: chance.pick(['Анна', 'Анна К.', '']) },
    { field: 'size', value: chance.pick(['M', 'L', 'XXL', null]) },
    { field: 'born', value: chance.pick(['1990-02-03', 'давно', null]) },
  ])

export const CUSTOMER_GENERATORS: Generators = {
  'contact.rename': (chance) => ({ ...inDialog(chance), name: `Имя ${chance.below(4)}` }),
  'contact.addPhone': (chance) => ({ ...inDialog(chance), phone: phone(chance) }),
  'contact.removePhone': (chance) => ({ ...inDialog(chance), phone: phone(chance) }),
  'contact.addEmail': (chance) => ({ ...inDialog(chance), email: email(chance) }),
  'contact.removeEmail': (chance) => ({ ...inDialog(chance), email: email(chance) }),
  'customer.save': (chance) => ({ ...inDialog(chance), customerId: customerId(chance), name: 'Анна' }),
  'customer.link': (chance) => ({ ...inDialog(chance), customerId: customerId(chance) }),
  'customer.unlink': (chance, shop) => {
    const at = inDialog(chance)
    const own = shop.get('contact', at.contactId)?.customerId ?? customerId(chance)
    const above = shop.get('customer', own)?.mergedInto
    return { ...at, chain: above && chance.below(4) > 0 ? [own, above] : [own] }
  },
  'customer.merge': (chance) => ({ into: customerId(chance), from: customerId(chance) }),
  'customer.unmerge': (chance) => ({ into: customerId(chance), from: customerId(chance) }),
  'customer.set': (chance) => ({ customerId: customerId(chance), ...fieldValue(chance), base: chance.pick([null, 'Анна', 'M']) }),
  'customer.add': (chance) => ({ customerId: customerId(chance), ...listValue(chance) }),
  'customer.take': (chance) => ({ customerId: customerId(chance), ...listValue(chance) }),
  'customer.upsert': (chance) => ({
    customers: [
      {
        id: customerId(chance),
        ...chance.pick<Omit<CustomerEntry, 'id'>>([{}, { name: 'Анна' }, { name: 'Анна', phones: [phone(chance)], fields: { size: 'M' } }]),
      },
    ],
  }),
  'customerField.put': (chance) => ({
    field: {
      id: chance.pick(['size', 'born']),
      name: chance.pick(['Размер', 'Рост']),
      type: chance.pick(['choice', 'date']),
      choices: chance.pick([['M', 'L'], ['M']]),
      isRemoved: chance.below(4) === 0,
    },
  }),
  'customerTag.put': (chance) => ({
    tag: { id: chance.pick(['vip', 'late', 'a.b']), name: 'VIP', color: chance.pick(['blue', 'red']), isRemoved: false },
  }),
}
