import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import { newId } from '#shared/domain/id'
import { MAX_CLIENT_FRAME_BYTES } from '#shared/protocol/codec'
import { CLOSE } from '#shared/protocol/frames'
import { encodeClient } from '#shared/protocol/wire'
import { connectDevice, signInCookie } from './device'
import { expect, OWNER, test } from './okno'

const headOf = async (url: string): Promise<number> => ((await (await fetch(`${url}/health`)).json()) as { head: number }).head

test('a device that nobody has signed in is told so and sees nothing', async ({ okno }) => {
  for (const cookie of ['', 'okno_session=forged', `okno_session=${'a'.repeat(5000)}`]) {
    const device = await connectDevice(okno.url, { cookie })
    expect(await device.closed()).toBe(CLOSE.AUTH)
    expect(device.frames).toEqual([])
  }
})

test('a page of another origin cannot open the operators’ socket, cookie or not', async ({ okno }) => {
  const cookie = await signInCookie(okno.url, OWNER)
  const socket = new WebSocket(`${okno.url.replace('http', 'ws')}/sync`, { headers: { cookie, origin: 'https://evil.example' } })
  const status = await new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('open', () => resolve('open'))
    socket.on('error', () => undefined)
  })
  expect(status).toBe(403)
})

test('frames that are none close the connection and change nothing', async ({ okno }) => {
  const cookie = await signInCookie(okno.url, OWNER)
  const before = await headOf(okno.url)
  const frames: (Uint8Array | string)[] = [
    new Uint8Array(0),
    'text',
    randomBytes(50),
    encodeClient('CMD', { commands: [{ id: newId(), type: 'dialog.close', args: {} }] }).subarray(0, 20),
    encodeClient('PING', {}),
    new Uint8Array([0x01, 0xff, 0xff, 0xff, 0xff]),
  ]
  for (const frame of frames) {
    const device = await connectDevice(okno.url, { cookie })
    device.send(frame)
    expect(await device.closed()).toBe(CLOSE.BAD_FRAME)
  }
  expect(await headOf(okno.url)).toBe(before)
})

test('a frame above the limit ends the connection, not the server', async ({ okno }) => {
  const device = await connectDevice(okno.url, { cookie: await signInCookie(okno.url, OWNER) })
  device.hello()
  await device.until('WELCOME')
  device.send(new Uint8Array(MAX_CLIENT_FRAME_BYTES + 1))
  await device.closed()
  expect((await fetch(`${okno.url}/health`)).status).toBe(200)
})

test('commands with arguments that do not fit are rejected one by one, the others stand', async ({ okno }) => {
  const visitor = await okno.visitor()
  await visitor.say('здравствуйте')
  const device = await connectDevice(okno.url, { cookie: await signInCookie(okno.url, OWNER) })
  device.hello()
  await device.until('SNAPSHOT', ({ head }) => head.last)
  const dialog = device.frames.flatMap((frame) => (frame.name === 'SNAPSHOT' ? frame.head.rows : [])).find(({ kind }) => kind === 'dialog')
  const commands = [
    { id: newId(), type: 'message.send' as const, args: { dialogId: dialog?.id, text: 'x'.repeat(20_000) } },
    { id: newId(), type: 'dialog.close' as const, args: { dialogId: 'nowhere', seen: 0 } },
    { id: newId(), type: 'dialog.close' as const, args: { dialogId: dialog?.id, seen: 99 } },
  ]
  device.send(encodeClient('CMD', { commands }))
  const { head } = await device.until('RESULT')
  expect(head.results.map(({ status, code }) => [status, code])).toEqual([
    ['rejected', 'invalid'],
    ['rejected', 'not-found'],
    ['done', null],
  ])
})

test('thousands of damaged frames leave the server answering', async ({ okno }) => {
  const cookie = await signInCookie(okno.url, OWNER)
  const good = encodeClient('CMD', { commands: [{ id: newId(), type: 'dialog.reopen', args: { dialogId: 'd' } }] })
  for (let round = 0; round < 20; round += 1) {
    const device = await connectDevice(okno.url, { cookie })
    device.hello()
    for (let n = 0; n < 100; n += 1) {
      const damaged = good.slice()
      damaged[(round * 100 + n) % damaged.length] = n & 0xff
      device.send(damaged)
    }
    await Promise.race([device.closed(), new Promise((resolve) => setTimeout(resolve, 200))])
    device.close()
  }
  expect((await fetch(`${okno.url}/health`)).status).toBe(200)
})
