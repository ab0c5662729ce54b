import { describe, expect, test } from 'vitest'
import { CLOSE } from '#shared/protocol/frames'
import { encodeServer } from '#shared/protocol/wire'
import { OLGA, PAVEL } from '../parts-fixture'
import { quiet } from './connection-fixture'
import { type Device, makeServer } from './session-fixture'
import { createSessions, returnOf } from './sessions'

async function greeted(device: Device): Promise<Device> {
  device.hello()
  await device.nth('WELCOME')
  return device
}

describe('open connections', () => {
  test('[I1] of a sign-in that ended are closed, the others of the operator stay', async () => {
    const { connect, sessions } = await makeServer()
    const [one, two, other] = [connect(OLGA, 'one'), connect(OLGA, 'two'), connect(PAVEL, 'other')]
    sessions.revoke({ tokenHash: 'one' }, false)
    expect([one, two, other].map((device) => device.closed()?.code)).toEqual([CLOSE.AUTH, undefined, undefined])
    sessions.revoke({ operatorId: 'olga' }, true)
    expect([one, two, other].map((device) => device.closed()?.code)).toEqual([CLOSE.AUTH, CLOSE.REVOKED, undefined])
  })

  test('of an operator whose role has changed come back at once in the new one', async () => {
    const { connect, sessions } = await makeServer()
    const [mine, other] = [connect(OLGA), connect(PAVEL)]
    sessions.renew('olga')
    expect([mine.closed()?.code, other.closed()]).toEqual([CLOSE.SUPERSEDED, null])
  })

  test('are told when to come back before the process goes', async () => {
    const { connect, sessions } = await makeServer()
    const device = await greeted(connect())
    sessions.drain()
    expect(device.of('GOAWAY')[0]?.head).toEqual({ minMs: 500, maxMs: 3000 })
    expect(device.closed()).toMatchObject({ code: CLOSE.DRAINING })
  })

  test('[GO1] come back over a time that grows with their number, within limits', () => {
    expect([1, 1500, 5000, 100_000].map((devices) => returnOf(devices).maxMs)).toEqual([3000, 3000, 10_000, 30_000])
  })

  test('hear what concerns everybody, but for the operator who did it', async () => {
    const { connect, sessions } = await makeServer()
    const [mine, other] = await Promise.all([greeted(connect(OLGA)), greeted(connect(PAVEL))])
    sessions.tell(
      encodeServer('PRESENCE', { dialogId: 'd', operatorId: 'olga', state: 'typing' }),
      ({ operatorId }) => operatorId !== 'olga',
    )
    expect([mine.of('PRESENCE').length, other.of('PRESENCE').length]).toEqual([0, 1])
  })

  test('are poked once for all commits of a turn', async () => {
    const waiting: (() => void)[] = []
    const sessions = createSessions((run) => void waiting.push(run))
    const pokes: number[] = []
    const { connect } = await makeServer()
    const { session } = connect()
    sessions.add({ ...session, poke: () => void pokes.push(pokes.length) }, 'token')
    for (let n = 0; n < 5; n += 1) sessions.poke()
    expect(waiting).toHaveLength(1)
    waiting.shift()?.()
    sessions.poke()
    waiting.shift()?.()
    expect(pokes).toHaveLength(2)
  })

  test('are counted while they are open', async () => {
    const { connect, sessions } = await makeServer()
    const device = connect()
    expect(sessions.size()).toBe(1)
    device.hangUp()
    await quiet()
    expect(sessions.size()).toBe(0)
  })
})
