import { describe, expect, test } from 'vitest'
import { newDialog } from '#shared/domain/dialog'
import { change } from '#shared/domain/row'
import { CLOSE } from '#shared/protocol/frames'
import { messageRow, NOON, OLGA, PAVEL } from '../parts-fixture'
import { ALLOWED, makeAllowance } from './allowance'
import { quiet } from './connection-fixture'
import { Flow, STALLED_MS, WINDOW_BYTES } from './flow'
import { makeServer } from './session-fixture'

describe('[FLOW1] what a device has not made durable', () => {
  test('is bounded: at the bound more is added, above it nothing until something is confirmed', () => {
    const flow = new Flow(() => 0)
    flow.sent(WINDOW_BYTES)
    expect(flow.isFull).toBe(false)
    flow.sent(1)
    expect(flow.isFull).toBe(true)
    expect(flow.confirmed(1)).toBe(true)
    expect(flow.isFull).toBe(false)
  })

  test('is counted from the first frame of the connection; a word that is late changes nothing, one about the future is a lie', () => {
    const flow = new Flow(() => 0)
    for (const bytes of [10, 20, 30]) flow.sent(bytes)
    expect([flow.confirmed(2), flow.confirmed(1), flow.confirmed(4), flow.confirmed(3)]).toEqual([true, true, false, true])
  })

  test('stops a snapshot in the middle, and no other device', async () => {
    const server = await makeServer()
    const text = 'x'.repeat(9000)
    const dialogs = Array.from({ length: 60 }, (_, n) =>
      change('dialog', newDialog({ id: `d${n}`, channelId: 'website', contactId: 'c' }, NOON + n)),
    )
    const items = dialogs.flatMap(({ row }) => Array.from({ length: 20 }, (_, n) => messageRow(row.id, n + 1, { text })))
    await server.put(...dialogs)
    await server.put(...items)
    const [slow, healthy] = [server.connect(OLGA), server.connect(PAVEL)]
    for (const device of [slow, healthy]) device.hello()
    let taken = 0
    const isWhole = () => healthy.of('SNAPSHOT').at(-1)?.head.last === true
    for (let turn = 0; turn < 200 && !isWhole(); turn += 1) {
      await quiet()
      taken = healthy.of('SNAPSHOT').length
      healthy.say('ACK', { cursor: 0, taken })
    }
    expect(isWhole()).toBe(true)
    expect(slow.of('SNAPSHOT').at(-1)?.head.last).toBe(false)
    expect(slow.of('SNAPSHOT').length).toBeLessThan(taken)
  })

  test('confirmed beyond what was sent ends the connection', async () => {
    const { connect } = await makeServer()
    const device = connect()
    device.hello()
    await device.nth('SNAPSHOT', 2)
    device.say('ACK', { cursor: 0, taken: 9 })
    expect(device.closed()).toMatchObject({ code: CLOSE.BAD_FRAME })
  })
})

describe('[FLOW2] a device that makes nothing durable', () => {
  test('is sent away after two minutes, and not before; one that has nothing to confirm stays', async () => {
    const { connect, sessions, time, store, feed } = await makeServer()
    const [stalled, idle] = [connect(), connect()]
    stalled.hello()
    idle.hello({ epoch: store.epoch, cursor: feed.head() })
    await stalled.nth('SNAPSHOT', 2)
    time.now += STALLED_MS
    sessions.check()
    expect(stalled.closed()).toBeNull()
    stalled.say('ACK', { cursor: 0, taken: 1 })
    time.now += STALLED_MS
    sessions.check()
    expect(stalled.closed()).toBeNull()
    time.now += 1
    sessions.check()
    expect([stalled.closed()?.code, idle.closed()]).toEqual([CLOSE.SLOW, null])
  })
})

describe('[RATE1] a connection may send', () => {
  const frame = (more: Partial<{ name: string; bytes: number; commands: number }> = {}) => ({
    name: 'PING',
    bytes: 10,
    commands: 0,
    ...more,
  })
  const many = (count: number, take: () => boolean) => Array.from({ length: count }, take).every(Boolean)

  test('so many frames at once, and then as many as come back with time', () => {
    let now = 0
    const allowance = makeAllowance(() => now)
    expect(many(ALLOWED.frames.burst, () => allowance.takes(frame()))).toBe(true)
    expect(allowance.takes(frame())).toBe(false)
    now += 1000
    expect(many(ALLOWED.frames.perSecond - 1, () => allowance.takes(frame()))).toBe(true)
    expect(many(2, () => allowance.takes(frame()))).toBe(false)
  })

  test('so many commands, in however few frames', () => {
    const allowance = makeAllowance(() => 0)
    expect(many(ALLOWED.commands.burst / 200, () => allowance.takes(frame({ name: 'CMD', commands: 200 })))).toBe(true)
    expect(allowance.takes(frame({ name: 'CMD', commands: 1 }))).toBe(false)
  })

  test('so many bytes, of documents too, which are not counted otherwise', () => {
    const allowance = makeAllowance(() => 0)
    const push = frame({ name: 'DOC_PUSH', bytes: 64 * 1024 })
    expect(many(ALLOWED.bytes.burst / push.bytes, () => allowance.takes(push))).toBe(true)
    expect(allowance.takes(frame({ name: 'DOC_PUSH', bytes: 1 }))).toBe(false)
  })

  test('and is closed when it sends more', async () => {
    const { connect } = await makeServer()
    const device = connect()
    device.hello()
    await device.nth('WELCOME')
    for (let n = 0; n < ALLOWED.frames.burst; n += 1) device.say('PING', {})
    expect(device.closed()).toBeNull()
    device.say('PING', {})
    expect(device.closed()).toMatchObject({ code: CLOSE.RATE })
  })
})
