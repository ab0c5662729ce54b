/** What operators keep at hand: quick replies and products. */
import { describe, expect, test } from 'vitest'
import { canSee, scopeOf } from '../domain/permissions'
import { productId } from '../domain/product'
import { applyCommand, type CommandArgs, type CommandType, parseCommand } from './catalogue'
import { MAX_UPSERT_CHARS, MAX_UPSERT_PRODUCTS } from './product'
import type { Actor, Outcome } from './spec'
import { makeShop, NOON, OLGA, type Shop } from './world-fixture'

const PAVEL: Actor = { operatorId: 'pavel', role: 'operator', name: 'Павел' }

function act<T extends CommandType>(shop: Shop, type: T, args: CommandArgs<T>, actor = OLGA, now = NOON): Outcome {
  const outcome = applyCommand({ id: 'cmd', type, args }, { actor, now, world: shop })
  if (outcome.ok) shop.put(outcome.changes)
  return outcome
}

const CARD = { folder: 'Оплата', title: 'Карта', text: '{имя клиента}, карта 1234', shortcut: 'карта', attachments: [] }

describe('[C2] templates', () => {
  test('[PERM2] a personal one is its author’s alone, a shared one everybody’s', () => {
    const shop = makeShop()
    act(shop, 'template.create', { id: 't1', isShared: false, ...CARD })
    act(shop, 'template.create', { id: 't2', isShared: true, ...CARD })
    const [personal, shared] = shop.all('template').map((row) => scopeOf({ kind: 'template', row }))
    expect([OLGA, PAVEL].map((viewer) => canSee(viewer, personal ?? { owner: 'nobody' }))).toEqual([true, false])
    expect([OLGA, PAVEL].map((viewer) => canSee(viewer, shared ?? { owner: 'nobody' }))).toEqual([true, true])
  })

  test('edits of different fields by two people both stay', () => {
    const shop = makeShop()
    act(shop, 'template.create', { id: 't1', isShared: true, ...CARD })
    act(shop, 'template.update', { id: 't1', fields: { text: 'Карта 5678' } })
    act(shop, 'template.update', { id: 't1', fields: { title: 'Карта магазина' } }, PAVEL)
    expect(shop.get('template', 't1')).toMatchObject({ text: 'Карта 5678', title: 'Карта магазина' })
  })

  test('[K7] of one field that two people wrote apart the later text stands, and the other is remembered with who and when', () => {
    const shop = makeShop()
    const edit = (text: string, actor: Actor, now: number) => act(shop, 'template.update', { id: 't1', fields: { text } }, actor, now)
    act(shop, 'template.create', { id: 't1', isShared: true, ...CARD })
    edit('Карта 5678', OLGA, NOON + 1)
    edit('Карта 9999', PAVEL, NOON + 2)
    expect(shop.get('template', 't1')).toMatchObject({
      text: 'Карта 9999',
      earlier: [
        { at: NOON + 1, by: 'olga', was: { text: CARD.text } },
        { at: NOON + 2, by: 'pavel', was: { text: 'Карта 5678' } },
      ],
    })
    edit('Карта 9999', OLGA, NOON + 3)
    expect(shop.get('template', 't1')?.earlier).toHaveLength(2)
    for (let n = 0; n < 9; n += 1) edit(`ещё ${n}`, OLGA, NOON + 4 + n)
    expect(shop.get('template', 't1')?.earlier?.map(({ was }) => was.text)).toEqual(['ещё 3', 'ещё 4', 'ещё 5', 'ещё 6', 'ещё 7'])
  })

  test('one without text and files is neither made nor left', () => {
    const shop = makeShop()
    expect(act(shop, 'template.create', { id: 't1', isShared: true, ...CARD, text: ' ' })).toEqual({ ok: false, code: 'invalid' })
    act(shop, 'template.create', { id: 't1', isShared: true, ...CARD })
    expect(act(shop, 'template.update', { id: 't1', fields: { text: '' } })).toEqual({ ok: false, code: 'invalid' })
  })

  test('removing keeps the contents, so that it can be undone', () => {
    const shop = makeShop()
    act(shop, 'template.create', { id: 't1', isShared: true, ...CARD })
    act(shop, 'template.remove', { id: 't1', isRemoved: true })
    expect(act(shop, 'template.update', { id: 't1', fields: { title: 'Другое' } })).toEqual({ ok: false, code: 'not-found' })
    act(shop, 'template.remove', { id: 't1', isRemoved: false })
    expect(shop.get('template', 't1')).toMatchObject({ ...CARD, isRemoved: false })
  })

  test('a folder moves with everything in it', () => {
    const shop = makeShop()
    for (const id of ['t1', 't2']) act(shop, 'template.create', { id, isShared: true, ...CARD })
    act(shop, 'template.move', { ids: ['t1', 't2', 't1', 'gone'], folder: 'Деньги' })
    expect(shop.all('template').map(({ folder }) => folder)).toEqual(['Деньги', 'Деньги'])
  })
})

describe('[C3] products', () => {
  const PLED = { sku: 'PL-1', name: 'Плед', price: { minor: 129_900, currency: 'UAH' }, stock: 4 }

  test('are changed by administrators only', () => {
    expect(act(makeShop(), 'product.upsert', { products: [PLED] }, PAVEL)).toEqual({ ok: false, code: 'forbidden' })
    expect(act(makeShop(), 'product.remove', { skus: ['PL-1'], isRemoved: true }, PAVEL)).toEqual({ ok: false, code: 'forbidden' })
  })

  test('a price list changes what it names and leaves the rest', () => {
    const shop = makeShop()
    act(shop, 'product.upsert', { products: [{ ...PLED, description: 'Тёплый' }] })
    act(shop, 'product.upsert', { products: [{ sku: 'PL-1', stock: 3 }] })
    expect(shop.all('product')).toMatchObject([{ ...PLED, description: 'Тёплый', stock: 3 }])
  })

  test('the same list again changes nothing, so nothing travels', () => {
    const shop = makeShop()
    act(shop, 'product.upsert', { products: [PLED] })
    expect(act(shop, 'product.upsert', { products: [PLED] }, OLGA, NOON + 5)).toEqual({ ok: true, changes: [] })
  })

  test('of an SKU named twice what is said last counts', () => {
    const shop = makeShop()
    act(shop, 'product.upsert', { products: [PLED, { sku: 'PL-1', stock: 0 }] })
    expect(shop.all('product')).toMatchObject([{ name: 'Плед', stock: 0 }])
  })

  test('a new one needs a name', () => {
    expect(act(makeShop(), 'product.upsert', { products: [{ sku: 'PL-1', stock: 3 }] })).toEqual({ ok: false, code: 'invalid' })
  })

  test('one command holds so many products and characters, and no more', () => {
    const parse = (products: readonly object[]) => parseCommand({ id: 'cmd', type: 'product.upsert', args: { products } }) !== null
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ sku: `S${index}` }))
    expect([parse(many(MAX_UPSERT_PRODUCTS)), parse(many(MAX_UPSERT_PRODUCTS + 1))]).toEqual([true, false])
    const long = (chars: number) => many(16).map((each) => ({ ...each, description: 'я'.repeat(chars / 16) }))
    expect([parse(long(MAX_UPSERT_CHARS - 2000)), parse(long(MAX_UPSERT_CHARS))]).toEqual([true, false])
  })

  test('are named by their SKU: different SKUs never meet, and one too long is refused', () => {
    const skus = ['A-1', 'a-1', 'A.1', 'A 1', 'А-1', 'A-1.0', '.0041', 'A']
    expect(new Set(skus.map(productId)).size).toBe(skus.length)
    expect(productId(' A-1 ')).toBe('A-1')
    expect(productId('Ж'.repeat(60))).toBeNull()
  })
})
