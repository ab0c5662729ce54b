import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Customer, contactIdsOf, mergedIdsOf, newCustomer } from '../domain/customer'
import { type Change, change } from '../domain/row'
import { makeChance } from '../lib/chance'
import { arbitraryCommand } from './arbitrary-fixture'
import { applyCommand, type CommandArgs, type CommandType } from './catalogue'
import type { Actor, Outcome } from './spec'
import { makeShop, NOON, OLGA, type Shop } from './world-fixture'

const PAVEL: Actor = { operatorId: 'pavel', role: 'operator', name: 'Павел' }
const AT = { dialogId: 'd1', contactId: 'c1' }

let commands = 0
function act<T extends CommandType>(shop: Shop, type: T, args: CommandArgs<T>, actor = OLGA): Outcome {
  commands += 1
  const outcome = applyCommand({ id: `c${commands}`, type, args }, { actor, now: NOON + commands, world: shop })
  if (outcome.ok) shop.put(outcome.changes)
  return outcome
}

const buyer = (id: string, more: Partial<Customer> = {}): Change =>
  change('customer', { ...newCustomer({ id, name: id, createdBy: 'olga' }, NOON), ...more })

function shopWith(...changes: Change[]): Shop {
  const shop = makeShop()
  shop.put(changes)
  act(shop, 'customerTag.put', { tag: { id: 'vip', name: 'VIP', color: 'blue', isRemoved: false } })
  act(shop, 'customerField.put', { field: { id: 'size', name: 'Размер', type: 'choice', choices: ['M', 'L'], isRemoved: false } })
  act(shop, 'customerField.put', { field: { id: 'born', name: 'Рождён', type: 'date', choices: [], isRemoved: false } })
  return shop
}

const contactWith = (shop: Shop, phones: string[], id = 'c1'): void => {
  const contact = shop.get('contact', id)
  if (contact) shop.put([change('contact', { ...contact, phones })])
}

describe('[K2] a contact saved as a customer', () => {
  test('becomes a customer with what is known of them, and the dialog tells of it', () => {
    const shop = shopWith()
    contactWith(shop, ['+380671234567'])
    act(shop, 'customer.save', { ...AT, customerId: 'k', name: 'Анна' })
    expect(shop.get('contact', 'c1')?.customerId).toBe('k')
    expect(shop.get('customer', 'k')).toMatchObject({ name: 'Анна', phones: ['+380671234567'], createdBy: 'olga', mergedInto: null })
    expect(shop.all('item').at(-1)).toMatchObject({ kind: 'event', event: { type: 'customer-saved', customerId: 'k' } })
  })

  test('by two operators apart is one customer', () => {
    const shop = shopWith()
    act(shop, 'customer.save', { ...AT, customerId: 'k', name: 'Анна' })
    expect(act(shop, 'customer.save', { ...AT, customerId: 'k', name: 'Аня' }, PAVEL)).toEqual({ ok: true, changes: [] })
    expect(shop.all('customer')).toHaveLength(1)
  })

  test('is not saved as another while somebody has chosen who they are', () => {
    const shop = shopWith(buyer('anna'))
    act(shop, 'customer.link', { ...AT, customerId: 'anna' })
    expect(act(shop, 'customer.save', { ...AT, customerId: 'k', name: 'Анна' }, PAVEL)).toEqual({ ok: false, code: 'stale' })
    expect(act(shop, 'customer.link', { ...AT, customerId: 'anna' }, PAVEL)).toEqual({ ok: true, changes: [] })
  })

  test('leaves with what it brought, and not with what was there', () => {
    const shop = shopWith(buyer('anna', { phones: ['+380671234567'] }))
    contactWith(shop, ['+380671234567', '+380501112233'])
    act(shop, 'customer.link', { ...AT, customerId: 'anna' })
    expect(shop.get('customer', 'anna')?.phones).toEqual(['+380671234567', '+380501112233'])
    act(shop, 'customer.unlink', { ...AT, chain: ['anna'] })
    expect(shop.get('customer', 'anna')).toMatchObject({ phones: ['+380671234567'], gains: [] })
    expect(shop.get('contact', 'c1')?.customerId).toBeNull()
  })

  test('is a person of the dialog it is named with', () => {
    expect(act(shopWith(), 'customer.save', { dialogId: 'd2', contactId: 'c1', customerId: 'k', name: 'А' })).toEqual({
      ok: false,
      code: 'not-found',
    })
  })
})

describe('[K2] two customers who are one person', () => {
  const two = () =>
    shopWith(
      buyer('anna', { phones: ['+380671234567'], tags: ['vip'], fields: { size: 'M' } }),
      buyer('anya', {
        phones: ['+380671234567', '+380501112233'],
        emails: ['anya@example.com'],
        fields: { size: 'L', born: '1990-02-03' },
      }),
    )

  test('are merged: all addresses stay, a field that both have stays as it was, and the other row says whom it is', () => {
    const shop = two()
    act(shop, 'customer.merge', { into: 'anna', from: 'anya' })
    expect(shop.get('customer', 'anna')).toMatchObject({
      name: 'anna',
      phones: ['+380671234567', '+380501112233'],
      emails: ['anya@example.com'],
      tags: ['vip'],
      fields: { size: 'M', born: '1990-02-03' },
    })
    expect(shop.get('customer', 'anya')?.mergedInto).toBe('anna')
    expect(act(shop, 'customer.set', { customerId: 'anya', field: 'name', value: 'Аня', base: 'anya' }, PAVEL)).toEqual({
      ok: false,
      code: 'stale',
    })
  })

  test('are two again as they were; what was written since stays', () => {
    const shop = two()
    const before = [shop.get('customer', 'anna'), shop.get('customer', 'anya')].map(known)
    act(shop, 'customer.merge', { into: 'anna', from: 'anya' })
    act(shop, 'customer.add', { customerId: 'anna', list: 'emails', value: 'new@example.com' })
    act(shop, 'customer.unmerge', { into: 'anna', from: 'anya' })
    act(shop, 'customer.take', { customerId: 'anna', list: 'emails', value: 'new@example.com' })
    expect([shop.get('customer', 'anna'), shop.get('customer', 'anya')].map(known)).toEqual(before)
  })

  test('are not merged around in a circle, nor with themselves', () => {
    const shop = two()
    act(shop, 'customer.merge', { into: 'anna', from: 'anya' })
    expect(act(shop, 'customer.merge', { into: 'anya', from: 'anna' })).toEqual({ ok: false, code: 'stale' })
    expect(act(shop, 'customer.merge', { into: 'anna', from: 'anna' })).toEqual({ ok: false, code: 'invalid' })
  })

  test('[EVC8] a contact is unlinked through all who are above it, and each of them is written', () => {
    const shop = two()
    act(shop, 'customer.link', { ...AT, customerId: 'anya' })
    act(shop, 'customer.merge', { into: 'anna', from: 'anya' })
    expect(act(shop, 'customer.unlink', { ...AT, chain: ['anya'] })).toEqual({ ok: false, code: 'stale' })
    const outcome = act(shop, 'customer.unlink', { ...AT, chain: ['anya', 'anna'] })
    expect(outcome.ok && outcome.changes.filter(({ kind }) => kind === 'customer').map(({ row }) => row.id)).toEqual(['anya', 'anna'])
  })
})

/** All that was known of somebody, without when it was written down. */
const known = (customer: Customer | undefined) => ({ ...customer, history: [], updatedAt: 0 })

describe('[K7] what two people write of one customer', () => {
  test('on different fields both stay', () => {
    const shop = shopWith(buyer('anna'))
    act(shop, 'customer.set', { customerId: 'anna', field: 'name', value: 'Анна Коваль', base: 'anna' })
    act(shop, 'customer.set', { customerId: 'anna', field: 'size', value: 'L', base: null }, PAVEL)
    act(shop, 'customer.add', { customerId: 'anna', list: 'phones', value: '+380671234567' })
    act(shop, 'customer.add', { customerId: 'anna', list: 'phones', value: '+380501112233' }, PAVEL)
    expect(shop.get('customer', 'anna')).toMatchObject({
      name: 'Анна Коваль',
      fields: { size: 'L' },
      phones: ['+380671234567', '+380501112233'],
    })
  })

  test('on one field: the later stands, the other is in the history, with the mark that its author was not seen', () => {
    const shop = shopWith(buyer('anna'))
    act(shop, 'customer.set', { customerId: 'anna', field: 'name', value: 'Анна', base: 'anna' })
    act(shop, 'customer.set', { customerId: 'anna', field: 'name', value: 'Ганна', base: 'anna' }, PAVEL)
    const customer = shop.get('customer', 'anna')
    expect(customer?.name).toBe('Ганна')
    expect(customer?.history.slice(-2)).toMatchObject([
      { field: 'name', from: 'anna', to: 'Анна', by: 'olga' },
      { field: 'name', from: 'Анна', to: 'Ганна', by: 'pavel', unseen: true },
    ])
    expect(customer?.history.at(-2)?.unseen).toBeUndefined()
  })

  test('the same thing twice is one edit', () => {
    const shop = shopWith(buyer('anna'))
    act(shop, 'customer.add', { customerId: 'anna', list: 'tags', value: 'vip' })
    expect(act(shop, 'customer.add', { customerId: 'anna', list: 'tags', value: 'vip' }, PAVEL)).toEqual({ ok: true, changes: [] })
    expect(shop.get('customer', 'anna')?.history).toHaveLength(1)
  })

  test('the history forgets its oldest lines, and the customer can still be read', () => {
    const shop = shopWith(buyer('anna'))
    for (let n = 0; n < 130; n += 1) act(shop, 'customer.set', { customerId: 'anna', field: 'name', value: `Анна ${n}`, base: null })
    const customer = shop.get('customer', 'anna')
    expect(customer?.history).toHaveLength(100)
    expect(customer?.history.at(-1)).toMatchObject({ to: 'Анна 129' })
    expect(v.is(Customer, customer)).toBe(true)
  })
})

describe('[K8] fields and tags of the workspace', () => {
  test('hold what they are of and nothing else', () => {
    const shop = shopWith(buyer('anna'))
    const set = (field: string, value: string | number | null) =>
      act(shop, 'customer.set', { customerId: 'anna', field, value, base: null })
    for (const [field, value] of [
      ['size', 'XXL'],
      ['born', '30.02.1990'],
      ['born', '1990-02-31'],
      ['nothing', 'x'],
      ['name', ''],
      ['name', null],
    ] as const)
      expect({ field, value, outcome: set(field, value) }).toEqual({ field, value, outcome: { ok: false, code: 'invalid' } })
    expect(set('born', '1990-02-28')).toMatchObject({ ok: true })
    expect(set('born', null)).toMatchObject({ ok: true })
    expect(shop.get('customer', 'anna')?.fields).toEqual({})
    expect(act(shop, 'customer.add', { customerId: 'anna', list: 'tags', value: 'nowhere' })).toEqual({ ok: false, code: 'invalid' })
  })

  test('are defined by administrators, and what a field is of does not change', () => {
    const field = { id: 'size', name: 'Размер', type: 'text' as const, choices: [], isRemoved: false }
    expect(act(shopWith(), 'customerField.put', { field }, PAVEL)).toEqual({ ok: false, code: 'forbidden' })
    expect(act(shopWith(), 'customerField.put', { field })).toEqual({ ok: false, code: 'invalid' })
    expect(act(makeShop(), 'customerField.put', { field: { ...field, id: 'name' } })).toEqual({ ok: false, code: 'invalid' })
  })
})

describe('a table of customers', () => {
  const row = { id: 'k', name: 'Анна', phones: ['+380671234567'], tags: ['vip', 'nowhere'], fields: { size: 'L', born: 'давно' } }

  test('makes who is new, completes who is there, and read again changes nothing', () => {
    const shop = shopWith()
    act(shop, 'customer.upsert', { customers: [row] })
    expect(shop.get('customer', 'k')).toMatchObject({ name: 'Анна', phones: ['+380671234567'], tags: ['vip'], fields: { size: 'L' } })
    act(shop, 'customer.upsert', { customers: [{ id: 'k', phones: ['+380501112233'] }] })
    expect(shop.get('customer', 'k')?.phones).toHaveLength(2)
    expect(act(shop, 'customer.upsert', { customers: [row] })).toEqual({ ok: true, changes: [] })
  })

  test('[PERM5] is not read by who sees a part of the dialogs', () => {
    const narrowed: Actor = { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 1 } }
    expect(act(shopWith(), 'customer.upsert', { customers: [row] }, narrowed)).toEqual({ ok: false, code: 'forbidden' })
  })
})

test('[CUS1] after any commands a customer knows exactly the contacts and the merged customers that name them', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const chance = makeChance(seed)
    const shop = makeShop()
    for (let n = 0; n < 80; n += 1) {
      const command = arbitraryCommand(chance, shop, `cmd${seed}x${n}`)
      if (!command.type.startsWith('customer')) continue
      const outcome = applyCommand(command, { actor: OLGA, now: NOON + n, world: shop })
      if (outcome.ok) shop.put(outcome.changes)
    }
    for (const customer of shop.all('customer')) {
      const contacts = shop.all('contact').filter(({ customerId }) => customerId === customer.id)
      const merged = shop.all('customer').filter(({ mergedInto }) => mergedInto === customer.id)
      expect([...contactIdsOf(customer)].sort()).toEqual(contacts.map(({ id }) => id).sort())
      expect([...mergedIdsOf(customer)].sort()).toEqual(merged.map(({ id }) => id).sort())
    }
  }
})
