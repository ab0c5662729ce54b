import { describe, expect, test } from 'vitest'
import type { Product } from '#shared/domain/product'
import { productRow } from '#shared/domain/product-fixture'
import {
  changedFields,
  draftTotals,
  emptyDraft,
  readDiscount,
  readDraft,
  withOwnLine,
  withPaymentStatus,
  withProduct,
  withVariant,
} from './order-draft'

const product = (sku: string, more: Partial<Product> = {}) =>
  productRow(sku, { name: `Товар ${sku}`, price: { minor: 129_900, currency: 'UAH' }, stock: 4, ...more })
const empty = emptyDraft({ currency: 'UAH', source: 'Сайт', managerId: 'olga' })

describe('[K5] an order while it is written', () => {
  test('takes name, price and stock from the catalogue, and one more of what is there already', () => {
    const draft = withProduct(withProduct(empty, product('PL-1'), 'ru'), product('PL-1'), 'ru')
    expect(draft.lines).toMatchObject([{ sku: 'PL-1', quantity: '2', price: '1\u00a0299,00', listed: { price: 129_900, stock: 4 } }])
    expect(draftTotals(draft)).toEqual({ goods: 259_800, discount: 0, delivery: 0, total: 259_800 })
  })

  test('is in the currency of its first product; a price in another is to be typed', () => {
    const dollars = withProduct(empty, product('A', { price: { minor: 500, currency: 'USD' } }), 'ru')
    expect(dollars.currency).toBe('USD')
    const mixed = withProduct(dollars, product('B'), 'ru')
    expect(mixed.lines[1]).toMatchObject({ price: '', listed: { price: null, stock: 4 } })
    expect(readDraft(mixed)).toEqual({ ok: false, fault: 'price' })
    // One that is there keeps its own, also while nothing stands in it.
    const emptied = withProduct({ ...empty, isNew: false }, product('A', { price: { minor: 500, currency: 'USD' } }), 'ru')
    expect(emptied).toMatchObject({ currency: 'UAH', lines: [{ price: '', listed: { price: null } }] })
  })

  test('another variant brings its SKU, stock and price; a price that was agreed on by hand stays', () => {
    const draft = withProduct(empty, product('M'), 'ru')
    const [line] = draft.lines
    const other = product('L', { price: { minor: 149_900, currency: 'UAH' }, stock: 1 })
    const id = line?.id ?? ''
    expect(withVariant(draft, id, other, 'ru').lines).toMatchObject([
      { id, productId: 'L', sku: 'L', name: 'Товар L', quantity: '1', price: '1\u00a0499,00', listed: { price: 149_900, stock: 1 } },
    ])
    const agreed = { ...draft, lines: draft.lines.map((each) => ({ ...each, price: '1200', quantity: '3' })) }
    expect(withVariant(agreed, id, other, 'ru').lines).toMatchObject([
      { sku: 'L', quantity: '3', price: '1200', listed: { price: 149_900 } },
    ])
    const dollars = product('D', { price: { minor: 3000, currency: 'USD' } })
    expect(withVariant(draft, id, dollars, 'ru').lines).toMatchObject([{ sku: 'D', price: '', listed: { price: null } }])
  })

  test('says what it lacks', () => {
    const [line] = withOwnLine(empty).lines
    const faultOf = (more: object) => readDraft({ ...empty, lines: line ? [{ ...line, name: 'Ткань', price: '10', ...more }] : [] })
    expect(readDraft(empty)).toEqual({ ok: false, fault: 'no-lines' })
    expect(faultOf({ name: ' ' })).toEqual({ ok: false, fault: 'name' })
    for (const quantity of ['0', '', '1.5', '-1', 'два', '100001']) expect(faultOf({ quantity })).toEqual({ ok: false, fault: 'quantity' })
    expect(faultOf({ price: 'дорого' })).toEqual({ ok: false, fault: 'price' })
    expect(faultOf({ discount: '120%' })).toEqual({ ok: false, fault: 'discount' })
    expect(faultOf({ price: '90000000000000', quantity: '100000' })).toEqual({ ok: false, fault: 'too-large' })
    expect(faultOf({}).ok).toBe(true)
  })

  test('what is paid has been received in full, unless another sum stands there', () => {
    const draft = withProduct(empty, product('PL-1'), 'ru')
    expect(withPaymentStatus(draft, 'paid', 'en').payment).toMatchObject({ status: 'paid', sum: '1,299.00' })
    expect(withPaymentStatus(draft, 'partial', 'en').payment.sum).toBe('')
    const received = { ...draft, payment: { ...draft.payment, sum: '500' } }
    expect(withPaymentStatus(received, 'paid', 'en').payment).toMatchObject({ status: 'paid', sum: '500' })
  })

  test('of an edit only what it changed travels, of delivery and payment part by part', () => {
    const read = (draft: typeof empty) => {
      const found = readDraft(draft)
      if (!found.ok) throw new Error(found.fault)
      return found.fields
    }
    const before = withProduct(empty, product('PL-1'), 'ru')
    const after = { ...before, comment: 'Звонить', delivery: { ...before.delivery, address: 'Киев' } }
    expect(changedFields(read(before), read(after))).toEqual({ comment: 'Звонить', delivery: { address: 'Киев' } })
    expect(changedFields(read(before), read(before))).toEqual({})
  })

  test('a discount is a sum or a share, as it is typed', () => {
    const read = ['', '50', '10%', '12,5 %', '100%'].map((text) => readDiscount(text, 'UAH'))
    const share = (hundredths: number) => ({ kind: 'percent', hundredths })
    expect(read).toEqual([null, { kind: 'sum', minor: 5000 }, share(1000), share(1250), share(10_000)])
    for (const text of ['101%', '%', '10%%', '1.234%', 'x']) expect(readDiscount(text, 'UAH')).toBeUndefined()
  })
})
