import { describe, expect, test } from 'vitest'
import { encodeFrame, MAX_HELLO_BYTES } from '#shared/protocol/codec'
import { CLIENT_FRAMES, CLOSE } from '#shared/protocol/frames'
import { PROTOCOL_VERSION, upgradeReason } from '#shared/protocol/version'
import { encodeClient } from '#shared/protocol/wire'
import { dialogRows, messageRow, OLGA } from '../parts-fixture'
import { quiet } from './connection-fixture'
import { makeServer } from './session-fixture'

describe('[SES1] the first frame', () => {
  test('is HELLO, or the connection ends and nothing is changed', async () => {
    const { connect, put, row } = await makeServer()
    await put(...dialogRows('d'))
    const device = connect()
    device.say('CMD', { commands: [{ id: 'c', type: 'dialog.spam', args: { dialogId: 'd' } }] })
    expect(device.closed()).toMatchObject({ code: CLOSE.BAD_FRAME })
    await quiet()
    expect((await row('dialog', 'd'))?.state).toBe('open')
    expect(device.frames).toEqual([])
  })

  test('comes once', async () => {
    const { connect } = await makeServer()
    const device = connect()
    device.hello()
    await device.nth('WELCOME')
    device.hello()
    expect(device.closed()).toMatchObject({ code: CLOSE.BAD_FRAME })
  })

  test('of another protocol sends the device to update, and nothing else', async () => {
    for (const proto of [0, PROTOCOL_VERSION + 1]) {
      const { connect } = await makeServer()
      const device = connect()
      device.hello({ proto })
      expect(await device.ended()).toEqual({ code: CLOSE.UPGRADE, reason: upgradeReason(PROTOCOL_VERSION) })
      expect(device.frames).toEqual([])
    }
  })

  test('[VER1] of another protocol is told to update, whatever else it says or does not say', async () => {
    for (const head of [{ proto: PROTOCOL_VERSION + 1 }, { proto: 1, build: 7, cursor: 'none', new: [] }]) {
      const { connect } = await makeServer()
      const device = connect()
      device.sayRaw(encodeFrame(CLIENT_FRAMES.HELLO.type, head))
      expect(await device.ended()).toMatchObject({ code: CLOSE.UPGRADE })
    }
    const { connect } = await makeServer()
    const device = connect()
    device.sayRaw(encodeFrame(CLIENT_FRAMES.HELLO.type, { proto: PROTOCOL_VERSION }))
    expect(await device.ended()).toMatchObject({ code: CLOSE.BAD_FRAME })
  })

  test('is small', async () => {
    const hello = (ids: number) =>
      encodeClient('HELLO', {
        proto: PROTOCOL_VERSION,
        build: 'test',
        device: 'device',
        epoch: null,
        cursor: 0,
        aclEpoch: 0,
        staged: null,
        unanswered: Array.from({ length: ids }, () => 'x'.repeat(100)),
      })
    const { connect } = await makeServer()
    const [small, large] = [connect(), connect()]
    expect(hello(150).length).toBeLessThan(MAX_HELLO_BYTES)
    expect(hello(180).length).toBeGreaterThan(MAX_HELLO_BYTES)
    small.sayRaw(hello(150))
    large.sayRaw(hello(180))
    expect(large.closed()).toMatchObject({ code: CLOSE.BAD_FRAME })
    await small.nth('WELCOME')
  })

  test('is answered by WELCOME before anything else, whatever others do meanwhile', async () => {
    const { connect, put, presence } = await makeServer()
    await put(...dialogRows('d'))
    const device = connect(OLGA)
    presence.set('elsewhere', { dialogId: 'd', operatorId: 'pavel', state: 'typing' })
    await put(messageRow('d', 1))
    await quiet()
    expect(device.names()).toEqual([])
    device.hello()
    await device.nth('SNAPSHOT')
    expect(device.names()[0]).toBe('WELCOME')
    expect(device.of('PRESENCE').map(({ head }) => head.state)).toEqual(['typing'])
  })
})
