import { createServer } from 'node:http'
import { type AddressInfo, BlockList } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ProductPicture } from '#shared/domain/product'
import { productRow } from '#shared/domain/product-fixture'
import { change } from '#shared/domain/row'
import { type Api, startApi } from './api-fixture'
import { fetchPicture, isInside } from './fetch-picture'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let api: Api
let cookie: string
const asked: string[] = []

beforeAll(async () => {
  api = await startApi({
    isSetUp: true,
    pictures: async (url) => {
      asked.push(url)
      if (url.endsWith('.png')) return PNG
      return url.endsWith('.html') ? Buffer.from('<script>') : null
    },
  })
  cookie = await api.signIn()
})
afterAll(() => api.close())

async function product(id: string, pictures: ProductPicture[]): Promise<void> {
  await api.store.transact(async () => ({ writes: { changes: [change('product', productRow(id, { pictures }))] }, value: null }))
}
const get = (path: string, headers: Record<string, string> = { cookie }) => api.call('GET', `/api/products/${path}`, { headers })

describe('[C3] a product’s picture', () => {
  test('at the shop’s own address is fetched once, whoever looks and however often', async () => {
    await product('p1', [{ url: 'https://shop.example/p1.png' }])
    const shown = await get('p1/pictures/0')
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(Buffer.from(await shown.arrayBuffer()).equals(PNG)).toBe(true)
    await (await get('p1/pictures/0')).arrayBuffer()
    expect(asked.filter((url) => url.endsWith('p1.png'))).toHaveLength(1)
  })

  test('that is no picture, or is not there, is not shown', async () => {
    await product('p2', [{ url: 'https://shop.example/p2.html' }, { url: 'https://shop.example/gone' }])
    for (const path of ['p2/pictures/0', 'p2/pictures/1', 'p2/pictures/7', 'p2/pictures/x', 'nobody/pictures/0'])
      expect((await get(path)).status).toBe(404)
  })

  test('is for operators only', async () => {
    expect((await get('p1/pictures/0', {})).status).toBe(401)
  })
})

describe('a picture’s address', () => {
  test('never leads into the server’s own network', async () => {
    const addresses = [
      '127.0.0.1',
      '10.1.2.3',
      '192.168.0.1',
      '172.20.0.1',
      '169.254.169.254',
      '::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '0.0.0.0',
    ]
    expect(addresses.filter((address) => !isInside(address))).toEqual([])
    expect(['93.184.216.34', '2606:4700::1111'].filter(isInside)).toEqual([])
  })

  test('is not followed inside, by number or by name', async () => {
    const { port } = api
    expect(await fetchPicture(`http://127.0.0.1:${port}/health`)).toBeNull()
    expect(await fetchPicture(`http://localhost:${port}/health`)).toBeNull()
    expect(await fetchPicture(`http://[::1]:${port}/health`)).toBeNull()
  })

  test('that is none, at first or where it leads to, shows no picture and ends nothing', async () => {
    expect(await fetchPicture('http://[')).toBeNull()
    const shop = createServer((_request, response) => response.writeHead(302, { location: 'http://[' }).end()).listen(0, '127.0.0.1')
    await new Promise((resolve) => shop.once('listening', resolve))
    const check = vi.spyOn(BlockList.prototype, 'check').mockReturnValue(false)
    // The shop is a server of the world outside.
    expect(await fetchPicture(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)).toBeNull()
    check.mockRestore()
    shop.close()
  })
})
