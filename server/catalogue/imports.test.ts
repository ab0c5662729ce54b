import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCommand } from '#shared/commands/catalogue'
import { ListState, MAX_LIST_BYTES } from '#shared/domain/price-list'
import { Product } from '#shared/domain/product'
import { change } from '#shared/domain/row'
import { type Api, OWNER, startApi } from '../http/api-fixture'
import { portionsOf } from './imports'

let api: Api
let cookie: string
beforeAll(async () => {
  api = await startApi({ isSetUp: true })
  cookie = await api.signIn(OWNER)
})
afterAll(() => api.close())

const at = (id: string) => `/api/catalogue/imports/${id}`
const call = (method: string, path: string, more: Parameters<Api['call']>[2] = {}) =>
  api.call(method, path, { ...more, headers: { cookie, ...more.headers } })
const send = (id: string, offset: number, text: string) =>
  call('PATCH', at(id), { body: Buffer.from(text), headers: { 'upload-offset': String(offset) } })

async function settled(id: string): Promise<ListState> {
  for (;;) {
    const state = v.parse(ListState, await (await call('GET', at(id))).json())
    if (state.phase !== 'reading' && state.phase !== 'applying') return state
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function read(id: string, text: string, reading: object = { columns: null, skuFrom: 'vendorCode' }): Promise<ListState> {
  expect((await send(id, 0, text)).status).toBe(200)
  expect((await call('POST', `${at(id)}/preview`, { json: reading })).status).toBe(202)
  return settled(id)
}

const products = async () => (await api.store.all('product')).map(({ row }) => v.parse(Product, row))

describe('[A6] a price list', () => {
  test('says what it would change, changes that and nothing else, and again changes nothing', async () => {
    const list = 'sku;name;price;stock\nA;Плед;100;1\nB;Ковёр;200;2\n;нет;1;1'
    const state = await read('one', list)
    expect(state).toMatchObject({ phase: 'ready', preview: { format: 'csv', added: 2, changed: 0, same: 0, problems: 1 } })
    expect(state.preview?.bad).toEqual([{ line: 4, problem: 'sku' }])
    expect(await products()).toEqual([])
    expect((await call('POST', `${at('one')}/apply`, { json: {} })).status).toBe(202)
    expect(await settled('one')).toMatchObject({ phase: 'done', done: 2, total: 2 })
    expect(await products()).toMatchObject([
      { sku: 'A', price: { minor: 10_000 }, stock: 1 },
      { sku: 'B', price: { minor: 20_000 }, stock: 2 },
    ])

    const head = await api.store.head()
    const again = await read('two', list.replace('100', '150'))
    expect(again.preview).toMatchObject({ added: 0, changed: 1, same: 1 })
    expect(again.preview?.sample).toMatchObject([{ sku: 'A', effect: 'changed', price: { minor: 15_000 }, priceBefore: { minor: 10_000 } }])
    await call('POST', `${at('two')}/apply`, { json: {} })
    await settled('two')
    expect((await api.store.changes({ from: head, to: await api.store.head(), limit: 10 })).map(({ id }) => id)).toEqual(['A'])
  })

  test('a new product without a name is a line that is left out', async () => {
    expect((await read('nameless', 'sku;price\nNEW;5')).preview).toMatchObject({ problems: 1, bad: [{ line: 2, problem: 'name' }] })
  })

  test('is read anew by other columns', async () => {
    await read('columns', 'x;y\nQ-1;Пуф', { columns: ['property', 'name'], skuFrom: 'id' })
    expect(await settled('columns')).toMatchObject({
      preview: { added: 0, problems: 1, columns: [{ title: 'x', column: 'property' }, { title: 'y' }] },
    })
    await call('POST', `${at('columns')}/preview`, { json: { columns: ['sku', 'name'], skuFrom: 'id' } })
    expect(await settled('columns')).toMatchObject({ preview: { added: 1, problems: 0 } })
  })

  test('[UPL2] comes in parts, each where the last one ended', async () => {
    expect(await (await send('parts', 0, 'sku;na')).json()).toMatchObject({ offset: 6 })
    const elsewhere = await send('parts', 99, 'x')
    expect([elsewhere.status, await elsewhere.json()]).toMatchObject([409, { offset: 6 }])
    await send('parts', 6, 'me\nP;Пуф')
    await call('POST', `${at('parts')}/preview`, { json: { columns: null, skuFrom: 'id' } })
    expect(await settled('parts')).toMatchObject({ preview: { added: 1 } })
  })

  test('is for administrators, of a bounded size, and what is not there is not read', async () => {
    const anna = { name: 'Anna', email: 'anna@example.com', password: 'long enough too', role: 'operator' }
    await call('POST', '/api/operators', { json: anna })
    const own = await api.signIn(anna)
    const refused = await api.call('PATCH', at('x'), { body: Buffer.from('x'), headers: { cookie: own, 'upload-offset': '0' } })
    expect(refused.status).toBe(403)
    expect((await api.call('GET', at('x'))).status).toBe(401)
    expect((await send('large', MAX_LIST_BYTES, 'x')).status).toBe(413)
    expect((await call('POST', `${at('nothing')}/preview`, { json: { columns: null, skuFrom: 'id' } })).status).toBe(404)
    expect((await call('POST', `${at('nothing')}/apply`, { json: {} })).status).toBe(409)
  })

  test('travels in portions that each fit into one command', () => {
    const all = Array.from({ length: 120 }, (_, index) => ({ sku: `S${index}`, name: 'Плед', description: 'я'.repeat(index * 30) }))
    const portions = portionsOf(all)
    expect(portions.flat()).toEqual(all)
    for (const each of portions) expect(parseCommand({ id: 'c', type: 'product.upsert', args: { products: each } })).not.toBeNull()
  })
})

describe('[C3] products that a device does not hold', () => {
  test('are found by SKU, barcode, name and property, for operators only', async () => {
    const text = 'sku;name;barcode;Цвет\nTR-500;Плед «Карпаты»;4820000099999;молочный\nTR-600;Ковёр;;серый'
    await read('find', text)
    await call('POST', `${at('find')}/apply`, { json: {} })
    await settled('find')
    while ((await api.store.search.position()) < (await api.store.head())) await api.store.search.advance(500)
    const find = async (query: string) => {
      const answer = await call('GET', `/api/products?q=${encodeURIComponent(query)}`)
      return v.parse(v.object({ products: v.array(Product) }), await answer.json()).products.map(({ sku }) => sku)
    }
    for (const query of ['tr-500', 'TR500', '4820000099999', '9999', 'карпаты', 'плед молоч', 'rfhgfns'])
      expect({ query, found: await find(query) }).toEqual({ query, found: ['TR-500'] })
    expect(await find('молочный серый')).toEqual([])
    expect(await find('')).toEqual([])
    expect((await api.call('GET', '/api/products?q=плед')).status).toBe(401)
  })

  test('are found by what they are variants of, those that are sold', async () => {
    const text = 'sku;name;group\nVR-M;Футболка M;тишка & Ко\nVR-L;Футболка L;тишка & Ко\nVR-S;Футболка S;тишка & Ко\nVR-X;Футболка X;тишка'
    await read('variants', text)
    await call('POST', `${at('variants')}/apply`, { json: {} })
    await settled('variants')
    const gone = (await products()).flatMap((each) => (each.sku === 'VR-S' ? [change('product', { ...each, isRemoved: true })] : []))
    await api.access.commit(async () => ({ writes: { changes: gone }, value: null }))
    const answer = await call('GET', `/api/products?${new URLSearchParams({ group: 'тишка & Ко' })}`)
    const found = v.parse(v.object({ products: v.array(Product) }), await answer.json())
    expect(found.products.map(({ sku }) => sku)).toEqual(['VR-L', 'VR-M'])
    expect((await api.call('GET', '/api/products?group=x')).status).toBe(401)
  })
})
