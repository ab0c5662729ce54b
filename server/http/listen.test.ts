import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeLog } from '../log'
import { json } from './answers'
import { type Listener, listen } from './listen'
import { peerAddress, RequestAborted } from './listen-exchange'

const FILE_BYTES = 3_000_000
const lines: string[] = []
const log = makeLog({ write: (line) => lines.push(line), isReadable: false, clock: Date.now })
let listener: Listener
let base: string
let file: string
let aborted = 0

beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'okno-listen-')), 'file.bin')
  await writeFile(file, Buffer.alloc(FILE_BYTES, 'abcdefghij'))
  listener = await listen({
    port: 0,
    host: '127.0.0.1',
    log,
    headers: { 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' },
    routes: [
      { method: 'GET', path: '/things/:id/parts/:part', handler: (request) => json({ params: request.params, q: request.query.get('q') }) },
      { method: 'GET', path: '/throws', handler: () => Promise.reject(new Error('kaboom')) },
      { method: 'GET', path: '/file', handler: () => ({ status: 200, headers: { etag: '"one"' }, body: { file } }) },
      { method: 'GET', path: '/gone-file', handler: () => ({ status: 200, body: { file: `${file}.missing` } }) },
      { method: 'GET', path: '/framed', handler: () => ({ status: 200, headers: { 'x-frame-options': '', bad: 'a\r\nset-cookie: x' } }) },
      { method: 'POST', path: '/unread', handler: () => pause(50).then(() => json({ ok: false }, 401)) },
      {
        method: 'POST',
        path: '/echo',
        handler: async (request) => {
          await pause(20)
          const body = await request.body(1_000_000).catch((error: unknown) => {
            if (error instanceof RequestAborted) aborted += 1
            throw error
          })
          return json({ bytes: body.length })
        },
      },
    ],
    otherwise: () => json({ error: 'nothing here' }, 404),
  })
  base = `http://127.0.0.1:${listener.port}`
})
afterAll(() => listener.close(100))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const alive = async () => expect((await fetch(`${base}/things/a/parts/b`)).status).toBe(200)

test('parameters and the query are decoded, and base headers are on every answer', async () => {
  const response = await fetch(`${base}/things/%D1%8F%2F..%2F1/parts/two?q=%D1%8F`)
  expect(await response.json()).toEqual({ params: { id: 'я/../1', part: 'two' }, q: 'я' })
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await fetch(`${base}/nowhere`)).status).toBe(404)
  expect((await fetch(`${base}/framed`)).headers.get('x-frame-options')).toBeNull()
})

test('a header cannot be split by a line break', async () => {
  expect((await fetch(`${base}/framed`)).headers.get('set-cookie')).toBeNull()
})

test('a path that is not valid percent-encoding is refused', async () => {
  const status = await raw('GET /things/%zz/parts/b HTTP/1.1\r\nHost: x\r\n\r\n')
  expect(status).toMatch(/^HTTP\/1\.1 400/)
  await alive()
})

test('HEAD answers the headers of GET without a body', async () => {
  const response = await fetch(`${base}/file`, { method: 'HEAD' })
  expect(response.headers.get('content-length')).toBe(String(FILE_BYTES))
  expect(await response.text()).toBe('')
  expect((await fetch(`${base}/things/a/parts/b`, { method: 'HEAD' })).status).toBe(200)
})

test('a handler that throws answers 500 with an id that the log knows, and nothing of the error', async () => {
  const response = await fetch(`${base}/throws`)
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).not.toContain('kaboom')
  const id = response.headers.get('x-request-id') ?? 'none'
  expect(lines.some((line) => line.includes(id) && line.includes('kaboom'))).toBe(true)
})

test('a large file arrives whole', async () => {
  const body = Buffer.from(await (await fetch(`${base}/file`)).arrayBuffer())
  expect(body.length).toBe(FILE_BYTES)
  expect(body.equals(Buffer.alloc(FILE_BYTES, 'abcdefghij'))).toBe(true)
})

test.each([
  ['bytes=0-9', 206, 'bytes 0-9/3000000', 'abcdefghij'],
  ['bytes=2999995-', 206, 'bytes 2999995-2999999/3000000', 'fghij'],
  ['bytes=-3', 206, 'bytes 2999997-2999999/3000000', 'hij'],
  ['bytes=2999999-9999999', 206, 'bytes 2999999-2999999/3000000', 'j'],
  ['bytes=3000000-', 416, 'bytes */3000000', ''],
])('range %s is answered with %i %s', async (range, status, contentRange, body) => {
  const response = await fetch(`${base}/file`, { headers: { range } })
  expect([response.status, response.headers.get('content-range'), await response.text()]).toEqual([status, contentRange, body])
})

test('a range of another version of the file gets the whole file', async () => {
  const response = await fetch(`${base}/file`, { headers: { range: 'bytes=0-9', 'if-range': '"two"' } })
  expect(response.status).toBe(200)
  expect((await response.arrayBuffer()).byteLength).toBe(FILE_BYTES)
})

test('a file that is not there hangs up without ending the process', async () => {
  await expect(fetch(`${base}/gone-file`)).rejects.toThrow()
  await alive()
})

test('a reader who stops half-way costs nothing', async () => {
  const socket = connect(listener.port, '127.0.0.1')
  socket.write('GET /file HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(socket, 'data')
  socket.destroy()
  await pause(50)
  await alive()
})

test('a body at the cap is taken and one byte more is refused with 413', async () => {
  const post = (bytes: number) => fetch(`${base}/echo`, { method: 'POST', body: Buffer.alloc(bytes) })
  expect(await (await post(1_000_000)).json()).toEqual({ bytes: 1_000_000 })
  expect((await post(1_000_001)).status).toBe(413)
  expect(await (await post(0)).json()).toEqual({ bytes: 0 })
})

test('a body of undeclared length is capped too', async () => {
  const send = (chunks: number) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${base}/echo`, { method: 'POST' }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      request.on('error', reject)
      for (let index = 0; index < chunks; index += 1) request.write(Buffer.alloc(100_000))
      request.end()
    })
  expect(await send(10)).toBe(200)
  expect(await send(11)).toBe(413)
  await alive()
})

test('an answer that does not wait for a large body still arrives, and the connection can be used again', async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    const response = await fetch(`${base}/unread`, { method: 'POST', body: Buffer.alloc(5_000_000) })
    expect(response.status).toBe(401)
    await response.text()
  }
})

test('a sender who hangs up in the middle of a body is forgotten', async () => {
  const before = aborted
  const socket = connect(listener.port, '127.0.0.1')
  socket.write('POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\nabc')
  await pause(60)
  socket.destroy()
  await pause(60)
  expect(aborted).toBe(before + 1)
  await alive()
})

test('bytes that are no HTTP are refused and the process goes on', async () => {
  await raw('\x16\x03\x01\x02\x00 not http at all\r\n\r\n')
  await raw('GET / HTTP/1.1\r\nContent-Length: -5\r\n\r\n')
  await alive()
})

test('two processes cannot share a port', async () => {
  await expect(listen({ port: listener.port, host: '127.0.0.1', log, routes: [], otherwise: () => json({}) })).rejects.toThrow(/taken/)
})

test.each([
  ['0000:0000:0000:0000:0000:ffff:7f00:0001', undefined, 0, '127.0.0.1'],
  ['10.0.0.1', '6.6.6.6, 1.2.3.4', 0, '10.0.0.1'],
  ['10.0.0.1', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
  ['10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.2', 2, '1.2.3.4'],
  ['10.0.0.1', '1.2.3.4', 3, '1.2.3.4'],
])('the peer of %s forwarded %s behind %i proxies is %s', (direct, forwarded, proxies, peer) => {
  expect(peerAddress(direct, forwarded, proxies)).toBe(peer)
})

/** First bytes of the answer to bytes that no client library would send. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(listener.port, '127.0.0.1')
  socket.write(bytes)
  return await new Promise((resolve) => {
    let text = ''
    socket.on('data', (data) => {
      text += data
      socket.destroy()
    })
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
  })
}
