import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { makeLog } from '../log'
import { json } from './answers'
import { type Listener, listen } from './listen'
import type { Connection } from './port'

const log = makeLog({ write: () => undefined, isReadable: false, clock: Date.now })
let listener: Listener
let base: string
let connections: Connection[] = []

beforeAll(async () => {
  listener = await listen({
    port: 0,
    host: '127.0.0.1',
    log,
    routes: [{ method: 'GET', path: '/', handler: () => json({}) }],
    otherwise: () => json({}, 404),
    sockets(register) {
      register({
        path: '/socket/:room',
        maxFrameBytes: 1000,
        upgrade(request) {
          if (request.query.get('key') === 'throw') throw new Error('kaboom')
          if (request.query.get('key') !== 'yes') return { ok: false, status: 403, reason: 'no key' }
          return { ok: true, context: { room: request.params.room ?? '' } }
        },
        open(connection, context) {
          connections.push(connection)
          return {
            message(bytes, isBinary) {
              if (isBinary && bytes[0] === 255) throw new Error('kaboom')
              const kept = bytes
              setTimeout(() => connection.send(isBinary ? kept : `${context.room}: ${Buffer.from(kept).toString()}`), 20)
            },
            closed() {
              // Both are ignored: the connection is no more.
              connection.send('too late')
              connection.close(1000, 'again')
            },
          }
        },
      })
    },
  })
  base = `http://127.0.0.1:${listener.port}`
})
afterAll(() => listener.close(100))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const alive = async () => expect((await fetch(base)).status).toBe(200)

test('a socket is opened with its context and answers text with text and bytes with bytes', async () => {
  const socket = new WebSocket(`${base}/socket/%D1%8F?key=yes`)
  await once(socket, 'open')
  socket.send('hello')
  expect(String((await once(socket, 'message'))[0])).toBe('я: hello')
  socket.send(Buffer.from([1, 2, 3]))
  const [bytes, isBinary] = await once(socket, 'message')
  expect([[...bytes], isBinary]).toEqual([[1, 2, 3], true])
  socket.close()
})

test('an upgrade is refused with its status, and one that throws with 500', async () => {
  const status = async (key: string) => {
    const socket = new WebSocket(`${base}/socket/a?key=${key}`)
    const [, response] = await once(socket, 'unexpected-response')
    return response.statusCode
  }
  expect(await status('no')).toBe(403)
  expect(await status('throw')).toBe(500)
  await alive()
})

test('a visitor who hangs up during the upgrade is forgotten', async () => {
  const socket = connect(listener.port, '127.0.0.1')
  socket.write(
    'GET /socket/a?key=yes HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  )
  await pause(1)
  socket.destroy()
  await pause(50)
  await alive()
})

test('a frame over the cap and a handler that throws end their own connection only', async () => {
  const other = new WebSocket(`${base}/socket/b?key=yes`)
  await once(other, 'open')
  for (const frame of [Buffer.alloc(1001), Buffer.from([255])]) {
    const socket = new WebSocket(`${base}/socket/a?key=yes`)
    await once(socket, 'open')
    socket.send(frame)
    await once(socket, 'close')
  }
  other.send('still here')
  expect(String((await once(other, 'message'))[0])).toBe('b: still here')
  other.close()
})

test('a connection that has closed ignores every call', async () => {
  connections = []
  const socket = new WebSocket(`${base}/socket/a?key=yes`)
  await once(socket, 'open')
  socket.terminate()
  await pause(50)
  const [connection] = connections
  expect(connection?.isOpen).toBe(false)
  expect(connection?.send('hello')).toBe('dropped')
  expect(connection?.bufferedBytes()).toBe(0)
  connection?.close(1000, 'bye')
})

test('a peer that does not read is told apart: queued first, then dropped and ended', async () => {
  connections = []
  const socket = new WebSocket(`${base}/socket/a?key=yes`)
  await once(socket, 'open')
  socket.pause()
  const [connection] = connections
  const seen = new Set<string>()
  for (let index = 0; index < 400 && connection?.isOpen; index += 1) seen.add(connection.send(Buffer.alloc(100_000)))
  expect([...seen]).toEqual(['sent', 'queued', 'dropped'])
  await pause(20)
  expect(connection?.isOpen).toBe(false)
  socket.terminate()
  await alive()
})
