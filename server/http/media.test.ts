import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_ATTACHMENT_BYTES } from '#shared/domain/attachment'
import { newId } from '#shared/domain/id'
import { type Api, bodyOf, startApi } from './api-fixture'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

let api: Api
let cookie: string
let other: string

beforeAll(async () => {
  api = await startApi({
    isSetUp: true,
    // A stand-in for signed tokens: "visitor/dialog".
    authorizeVisitor: async (request) => {
      const [visitorId, dialogId] = request.header('authorization')?.split('/') ?? []
      return visitorId ? { visitorId, dialogId: dialogId ?? null } : null
    },
  })
  cookie = await api.signIn()
  const colleague = { name: 'Anna', email: 'anna@example.com', password: 'battery staple', role: 'operator' }
  await api.call('POST', '/api/operators', { json: colleague, headers: { cookie } })
  other = await api.signIn(colleague)
})
afterAll(() => api.close())

const put = (id: string, bytes: Uint8Array<ArrayBuffer> | string, headers: Record<string, string> = { cookie }) =>
  api.call('PUT', `/api/blobs/${id}`, { body: bytes, headers })
const get = (id: string, headers: Record<string, string> = { cookie }) => api.call('GET', `/api/blobs/${id}`, { headers })
const name = (text: string) => ({ cookie, 'x-file-name': encodeURIComponent(text) })

test('a picture comes back byte for byte, shown in place, with its type by content and its name in any language', async () => {
  const id = newId()
  const response = await put(id, PNG, { ...name('Фото «дома».jpg'), 'content-type': 'text/html' })
  expect(await response.json()).toEqual({ id, name: 'Фото «дома».jpg', mime: 'image/png', size: PNG.length })
  const read = await get(id)
  expect(Buffer.from(await read.arrayBuffer()).equals(PNG)).toBe(true)
  expect(Object.fromEntries(read.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, max-age=31536000, immutable',
  })
  expect(read.headers.get('content-disposition')).toBe(
    `inline; filename="____ ______.jpg"; filename*=UTF-8''%D0%A4%D0%BE%D1%82%D0%BE%20%C2%AB%D0%B4%D0%BE%D0%BC%D0%B0%C2%BB.jpg`,
  )
})

test('the bytes lie under their hash, once, and no unfinished file is left', async () => {
  const bytes = Buffer.from('the same in two messages')
  await Promise.all([put(newId(), bytes), put(newId(), bytes), put(newId(), bytes)])
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(await readdir(join(api.folder, 'blobs', sha256.slice(0, 2)))).toEqual([sha256])
})

test.each([
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['a drawing with a prolog', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a document', '%PDF-1.7\n%âãÏÓ\n'],
  ['a script', 'alert(document.cookie)'],
])('%s that calls itself a picture is only downloaded', async (_what, body) => {
  const id = newId()
  await put(id, body, { ...name('picture.png'), 'content-type': 'image/png' })
  const read = await get(id)
  expect(read.headers.get('content-disposition')).toMatch(/^attachment; /)
  expect(read.headers.get('content-type')).not.toMatch(/html|svg|image/)
})

test('bytes of no known kind are bytes', async () => {
  const id = newId()
  expect(await (await put(id, Buffer.from([0, 1, 2, 255]))).json()).toMatchObject({ mime: 'application/octet-stream', name: 'file' })
})

test.each([
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['a\r\nSet-Cookie: x', 'aSet-Cookie: x'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(195)}.jpeg`],
  ['   ', 'file'],
])('the name %j is kept as %j', async (given, kept) => {
  const id = newId()
  expect((await bodyOf(await put(id, 'x', name(given)))).name).toBe(kept)
  expect((await get(id)).status).toBe(200)
})

test('a name that is not percent-encoding, or half a character, does no harm', async () => {
  for (const given of ['%zz', '%ED%A0%80', '%']) {
    expect((await put(newId(), 'x', { cookie, 'x-file-name': given })).status).toBe(200)
  }
})

test('the same file again is taken again; another file or another owner under the id is refused', async () => {
  const id = newId()
  expect((await put(id, 'first')).status).toBe(200)
  expect((await put(id, 'first')).status).toBe(200)
  expect((await put(id, 'second')).status).toBe(409)
  expect((await put(id, 'first', { cookie: other })).status).toBe(409)
  expect(await (await get(id)).text()).toBe('first')
})

test('a file belongs to its sender until a message carries it', async () => {
  const id = newId()
  await put(id, 'draft')
  expect((await get(id, { cookie: other })).status).toBe(404)
  await api.store.blobs.attach([id], 'dialog-1')
  expect((await get(id, { cookie: other })).status).toBe(200)
})

test('a stranger neither puts nor gets', async () => {
  expect((await put(newId(), 'x', {})).status).toBe(401)
  expect((await get(newId(), {})).status).toBe(401)
  expect((await api.call('PUT', `/widget/blobs/${newId()}`, { body: 'x' })).status).toBe(401)
})

test('a file at the cap is taken, one byte more is not, and an empty one neither', async () => {
  expect((await put(newId(), Buffer.alloc(MAX_ATTACHMENT_BYTES, 1))).status).toBe(200)
  expect((await put(newId(), Buffer.alloc(MAX_ATTACHMENT_BYTES + 1, 1))).status).toBe(413)
  expect((await put(newId(), Buffer.alloc(0))).status).toBe(400)
})

test.each(['a b', '..%2f..%2fetc', 'я', 'x'.repeat(161), '%00'])('the id %s is refused', async (id) => {
  expect((await put(id, 'x')).status).toBe(400)
  expect((await get(id)).status).toBe(404)
})

test('a sound is played from the middle', async () => {
  const id = newId()
  await put(id, 'abcdefghij')
  const response = await get(id, { cookie, range: 'bytes=3-5' })
  expect([response.status, await response.text()]).toEqual([206, 'def'])
  const etag = response.headers.get('etag') ?? ''
  expect((await get(id, { cookie, 'if-none-match': etag })).status).toBe(304)
})

test('a visitor reads their own file and those of their conversation, and nobody else’s', async () => {
  const as = (authorization: string) => ({ authorization })
  const [own, answer, strange, draft] = [newId(), newId(), newId(), newId()]
  expect((await api.call('PUT', `/widget/blobs/${own}?name=a.txt`, { body: 'own', headers: as('v1') })).status).toBe(200)
  await Promise.all([put(answer, 'answer'), put(strange, 'strange'), put(draft, 'draft')])
  await api.store.blobs.attach([answer], 'd1')
  await api.store.blobs.attach([strange], 'd2')
  const status = async (id: string, who: string) => (await api.call('GET', `/widget/blobs/${id}`, { headers: as(who) })).status
  expect([await status(own, 'v1/d1'), await status(answer, 'v1/d1')]).toEqual([200, 200])
  expect([await status(strange, 'v1/d1'), await status(draft, 'v1/d1'), await status(own, 'v2')]).toEqual([404, 404, 404])
  expect((await get(own)).status).toBe(404)
})

test('one address cannot fill the disk', async () => {
  const headers = { authorization: 'v9', 'x-forwarded-for': '198.51.100.7' }
  const upload = () => api.call('PUT', `/widget/blobs/${newId()}`, { body: 'x', headers })
  const statuses = await Promise.all(Array.from({ length: 45 }, async () => (await upload()).status))
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
})

test('an upload cut in the middle leaves nothing', async () => {
  const id = newId()
  const socket = connect(api.port, '127.0.0.1')
  socket.write(`PUT /api/blobs/${id} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Length: 100000\r\n\r\nabc`)
  await new Promise((resolve) => setTimeout(resolve, 50))
  socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect((await get(id)).status).toBe(404)
})
