import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { HELLO_TIMEOUT_MS, MAX_WIDGET_FRAME_BYTES, WIDGET_CLOSE, WIDGET_VERSION } from '#shared/protocol/widget'
import { CHANNEL, startTestServer, type TestServer } from './test-server'
import { connectVisitor } from './visitor-client'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const hello = JSON.stringify({ t: 'hello', version: WIDGET_VERSION, token: null, language: 'ru', page: '', unanswered: [] })

/** Sends frames as they are and waits for the end. @returns the close code. */
function endAfter(frames: readonly (string | Uint8Array)[]): Promise<number> {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/widget/ws?channel=${CHANNEL.id}`)
  socket.on('open', () => {
    for (const frame of frames) socket.send(frame)
  })
  return new Promise((resolve, reject) => {
    socket.on('close', resolve)
    socket.on('error', reject)
  })
}

test.each([
  ['a message before the hello', ['{"t":"send","id":"a","text":"b","files":[]}']],
  ['a ping before the hello', ['{"t":"ping"}']],
  ['a second hello', [hello, hello]],
  ['rubbish', ['}{']],
  ['rubbish after the hello', [hello, '{"t":"send"}']],
  ['bytes', [new Uint8Array([1, 2, 3])]],
  ['a hello of another shape', ['{"t":"hello"}']],
  ['a token that is not text', [hello.replace('null', '{"$gt":""}')]],
])('[WG1] %s ends the connection', async (_, frames) => {
  expect(await endAfter(frames)).toBe(WIDGET_CLOSE.BAD_FRAME)
})

test('a window of another version is told to reload', async () => {
  expect(await endAfter([hello.replace(`"version":${WIDGET_VERSION}`, '"version":999')])).toBe(WIDGET_CLOSE.UPGRADE)
})

test('a frame beyond the cap ends the connection', async () => {
  expect(await endAfter([hello, ' '.repeat(MAX_WIDGET_FRAME_BYTES + 1)])).not.toBe(1000)
})

test('[WG1] silence instead of a hello is not waited for', { timeout: HELLO_TIMEOUT_MS + 3_000 }, async () => {
  expect(await endAfter([])).toBe(WIDGET_CLOSE.BAD_FRAME)
})

test('a flood of frames ends its connection and no other', async () => {
  const neighbour = await connectVisitor({ origin: server.origin, channelId: CHANNEL.id })
  const flood = Array.from({ length: 500 }, () => '{"t":"older","before":"x"}')
  expect(await endAfter([hello, ...flood])).toBe(WIDGET_CLOSE.RATE)
  await expect(neighbour.say('Я ещё тут')).resolves.toMatchObject({ t: 'ack' })
  neighbour.close()
})

test('nothing of this has stored anything or been an error of the server', () => {
  expect(server.events.map((event) => event.type === 'message' && event.text)).toEqual(['Я ещё тут'])
  expect(server.logged.filter((line) => line.includes('error'))).toEqual([])
})
