import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, kindOf, startApi } from './api-fixture'

let api: Api

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'okno-static-'))
  const client = join(root, 'client')
  await mkdir(join(client, 'assets'), { recursive: true })
  await mkdir(join(client, 'widget', 'assets'), { recursive: true })
  await writeFile(join(root, 'secret.txt'), 'secret')
  await writeFile(join(client, 'index.html'), '<title>Okno</title>')
  await writeFile(join(client, 'service-worker.js'), 'self')
  await writeFile(join(client, 'manifest.webmanifest'), '{}')
  await writeFile(join(client, 'widget.js'), 'loader')
  await writeFile(join(client, 'widget', 'frame.html'), 'frame')
  await writeFile(join(client, 'assets', 'main-abc.js'), 'console.log(1);'.repeat(500))
  api = await startApi({ isSetUp: true, clientFolder: client })
})
afterAll(() => api.close())

const get = (path: string, headers: Record<string, string> = {}) => api.call('GET', path, { headers })

test.each(['/', '/chats', '/chats/abc_-D', '/sign-in', '/set-up', '/settings/operators', '/figures'])(
  '%s is a page of the app, asked about each time',
  async (path) => {
    const response = await get(path)
    expect([response.status, await response.text()]).toEqual([200, '<title>Okno</title>'])
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'self'.*frame-ancestors 'none'/)
    expect(response.headers.get('x-frame-options')).toBe('DENY')
  },
)

test.each(['/api/nothing', '/api/', '/api/me/x'])('%s is JSON that says 404', async (path) => {
  expect(await kindOf(await get(path))).toEqual([404, 'not-found'])
})

test.each(['/assets/old-hash.js', '/widget/none', '/yjs/x', '/favicon.ico', '/chats.php', '/.env'])(
  '%s is not found, and not the app',
  async (path) => {
    expect((await get(path)).status).toBe(404)
  },
)

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '//secret.txt',
  '/assets\\..\\..\\secret.txt',
])('the path %s leads nowhere outside', async (path) => {
  expect(await raw(path)).not.toContain('secret\r\n')
  expect(await raw(path)).not.toMatch(/\r\n\r\nsecret/)
})

test('hashed assets are kept for a year; the service worker, the manifest and the widget are asked about', async () => {
  expect((await get('/assets/main-abc.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  for (const path of ['/service-worker.js', '/manifest.webmanifest', '/widget.js', '/widget/frame.html']) {
    expect((await get(path)).headers.get('cache-control')).toBe('no-cache')
  }
})

test('what has not changed is not sent again', async () => {
  const etag = (await get('/')).headers.get('etag') ?? ''
  expect((await get('/', { 'if-none-match': etag })).status).toBe(304)
  expect((await get('/chats', { 'if-none-match': `W/"x", ${etag}` })).status).toBe(304)
})

test('text is compressed for those who can read it', async () => {
  const plain = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip' })
  expect(plain.headers.get('content-encoding')).toBeNull()
  const small = await get('/assets/main-abc.js', { 'accept-encoding': 'gzip, br' })
  expect(small.headers.get('content-encoding')).toBe('br')
  expect(Number(small.headers.get('content-length'))).toBeLessThan(200)
  expect(await small.text()).toBe(await plain.text())
})

test('the widget stands in frames of other sites, the app in none', async () => {
  const frame = await get('/widget/frame.html')
  expect(frame.headers.get('content-security-policy')).toContain('frame-ancestors *')
  expect(frame.headers.get('x-frame-options')).toBeNull()
  expect((await get('/widget.js')).headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

test('a worker may connect to us: it goes by the policy of its own file', async () => {
  expect((await get('/assets/main-abc.js')).headers.get('content-security-policy')).toContain("connect-src 'self'")
})

test('nothing static is posted to', async () => {
  expect((await api.call('POST', '/chats')).status).toBe(404)
})

test('health tells the state of the store', async () => {
  expect(await (await get('/health')).json()).toEqual({ status: 'ok', version: 'test', store: 'sqlite', head: 4 })
})

/** As it is: client libraries tidy paths up before they send them. */
function raw(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(api.port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`))
    let text = ''
    socket.on('data', (data) => {
      text += data
      setTimeout(() => socket.destroy(), 20)
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}
