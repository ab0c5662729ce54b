import { afterEach, describe, expect, test } from 'vitest'
import { CLOSE, type ClientFrame, MAX_COMMANDS } from '#shared/protocol/frames'
import { PROTOCOL_VERSION, upgradeReason } from '#shared/protocol/version'
import { encodeServer } from '#shared/protocol/wire'
import { contact, dialog, NOON, outboxRow } from '../data/device-fixture'
import { closeDriver, makeDriver, settle, WELCOME } from './driver-fixture'
import { SyncStore } from './store'
import { batch, part, row } from './store-fixture'

afterEach(closeDriver)

const commandsIn = (frames: readonly ClientFrame[]) =>
  frames.flatMap((frame) => (frame.name === 'CMD' ? frame.head.commands.map(({ id }) => id) : []))

describe('the driver', () => {
  test('[ENG2] introduces itself with its place and what was never answered; nothing leaves before WELCOME', async () => {
    const device = await makeDriver()
    await device.vault.outbox.bulkAdd([outboxRow('a', { state: 'sent' }), outboxRow('b')])
    device.driver.dispatch({ type: 'start' })
    await device.until(() => device.connections.length === 1)
    device.last()?.events.opened()
    await device.until(() => device.sent('HELLO').length === 1)
    device.driver.dispatch({ type: 'outbox' })
    expect(device.sent('HELLO')[0]?.head).toMatchObject({ epoch: 'epoch', cursor: 10, aclEpoch: 3, unanswered: ['a'] })
    expect(device.sent('CMD')).toEqual([])
    device.say('WELCOME', WELCOME)
    await device.until(() => device.sent('CMD').length === 1)
    expect(commandsIn(device.sent('CMD'))).toEqual(['a', 'b'])
  })

  test('pushes so many updates at once, and the others when these are answered', async () => {
    const device = await makeDriver()
    const update = (n: number) => ({ id: `u${n}`, doc: 'remark.c', bytes: new Uint8Array([1]), at: n, state: 'waiting' as const })
    await device.vault.updates.bulkAdd(Array.from({ length: 510 }, (_, n) => update(n)))
    await device.live()
    await device.until(() => device.sent('DOC_PUSH').length === 500)
    const pushed = device.sent('DOC_PUSH').flatMap((frame) => (frame.name === 'DOC_PUSH' ? [frame.head.id] : []))
    for (const id of pushed) device.say('DOC_ACK', { ids: [id] })
    await device.until(() => device.sent('DOC_PUSH').length === 510)
    expect(await device.vault.updates.count()).toBe(10)
  })

  test('[VER2] hears from the server which of the two is to be updated', async () => {
    const device = await makeDriver()
    for (const [protocol, phase] of [
      [PROTOCOL_VERSION - 1, 'ahead'],
      [PROTOCOL_VERSION + 1, 'outdated'],
    ] as const) {
      device.driver.dispatch({ type: 'start' })
      await device.until(() => device.driver.state.phase === 'connecting')
      device.last()?.events.closed(CLOSE.UPGRADE, upgradeReason(protocol))
      await device.until(() => device.driver.state.phase === phase)
      await device.retry()
    }
  })

  test('a device that missed nothing is live at once, and acknowledges where it stands', async () => {
    const device = await makeDriver()
    await device.live()
    expect(device.sent('ACK')[0]?.head).toEqual({ cursor: 10, taken: 0 })
  })

  test('[I4] what WELCOME answers is not sent again', async () => {
    const device = await makeDriver()
    await device.vault.outbox.bulkAdd([outboxRow('a', { state: 'sent' }), outboxRow('b', { state: 'sent' })])
    await device.greet({ results: [{ id: 'a', status: 'done', code: null, seq: 9 }] })
    await device.until(() => device.sent('CMD').length === 1)
    expect(commandsIn(device.sent('CMD'))).toEqual(['b'])
  })

  test('[I4] a command on its way is not sent twice in one connection, and is in the next', async () => {
    const device = await makeDriver()
    await device.live()
    await device.vault.outbox.add(outboxRow('a'))
    for (let n = 0; n < 3; n += 1) device.driver.dispatch({ type: 'outbox' })
    device.say('PONG', { now: NOON, head: 10 })
    await device.until(() => device.sent('CMD').length > 0)
    await settle()
    expect(commandsIn(device.sent('CMD'))).toEqual(['a'])
    device.last()?.events.closed(1006, '')
    await device.until(() => device.driver.state.phase === 'offline')
    await device.retry()
    await device.greet()
    await device.until(() => device.sent('CMD').length > 0)
    expect(commandsIn(device.sent('CMD'))).toEqual(['a'])
  })

  test('[VLT2] a command that is taken back while it is about to leave does not leave', async () => {
    const device = await makeDriver()
    await device.live()
    await device.vault.outbox.bulkAdd([outboxRow('a'), outboxRow('b')])
    const { outgoing } = device.store
    device.store.outgoing = async (now) => {
      const found = await outgoing(now)
      await device.vault.outbox.where('id').equals('a').delete()
      return found
    }
    device.driver.dispatch({ type: 'outbox' })
    await device.until(() => device.sent('CMD').length > 0)
    await settle()
    expect(commandsIn(device.sent('CMD'))).toEqual(['b'])
  })

  test('[ENG4][I2] a batch that does not fit is not applied: the connection is begun again from the cursor', async () => {
    const device = await makeDriver()
    await device.live()
    device.say('BATCH', batch(15, 20, [row('dialog', dialog('d'))]))
    await device.until(() => device.driver.state.phase === 'offline')
    expect(device.connections[0]?.isClosed).toBe(true)
    expect(await device.replica.dialogs.count()).toBe(0)
    await device.retry()
    await device.greet()
    expect(device.sent('HELLO')[0]?.head).toMatchObject({ cursor: 10 })
  })

  test('[ENG1] batches that arrive together are applied one after another, each acknowledged', async () => {
    const device = await makeDriver()
    await device.live()
    for (let at = 10; at < 20; at += 1) device.say('BATCH', batch(at, at + 1, [row('dialog', dialog(`d${at}`))]))
    await device.until(() => device.sent('ACK').length === 11)
    expect((await device.store.position()).cursor).toBe(20)
    expect(await device.replica.dialogs.count()).toBe(10)
    expect(device.driver.state.phase).toBe('live')
  })

  test('[OVL2] a command is forgotten when the batch with its effect is applied, in whichever order they come', async () => {
    for (const isResultFirst of [true, false]) {
      const device = await makeDriver()
      await device.vault.outbox.add(outboxRow('a'))
      await device.live()
      await device.until(() => device.sent('CMD').length === 1)
      const result = () => device.say('RESULT', { results: [{ id: 'a', status: 'done', code: null, seq: 12 }] })
      const rows = () => device.say('BATCH', batch(10, 12, [row('dialog', dialog('d', { state: 'spam' }))]))
      for (const step of isResultFirst ? [result, rows] : [rows, result]) step()
      await device.until(() => device.sent('ACK').length === 2)
      await settle()
      expect(await device.vault.outbox.count()).toBe(0)
      device.driver.close()
    }
  })

  test('a snapshot part by part: live with the last, and only then', async () => {
    const device = await makeDriver({ isNew: true })
    await device.greet({ mode: 'snapshot', head: 40 })
    device.say('SNAPSHOT', part([row('dialog', dialog('d'))], { to: 40, done: 1, total: 2 }))
    await device.until(() => device.driver.state.progress?.done === 1)
    expect(device.driver.state.phase).toBe('catching-up')
    device.say('SNAPSHOT', part([], { to: 40, done: 2, total: 2, last: true }))
    await device.until(() => device.driver.state.phase === 'live')
    expect(await device.store.position()).toMatchObject({ cursor: 40, epoch: 'epoch' })
  })

  test('many commands leave in frames of a size the server takes, and no more than it answers at once', async () => {
    const device = await makeDriver()
    const text = 'ж'.repeat(3_000)
    const args = { dialogId: 'd', text, attachments: [], replyTo: null, seen: 0, ifUnchanged: false }
    await device.vault.outbox.bulkAdd(
      Array.from({ length: MAX_COMMANDS + 50 }, (_, n) => outboxRow(`c${n}`, { type: 'message.send', args: { ...args, itemId: `i${n}` } })),
    )
    await device.live()
    await device.until(() => commandsIn(device.sent('CMD')).length === MAX_COMMANDS)
    const order = commandsIn(device.sent('CMD'))
    expect(order).toEqual(Array.from({ length: MAX_COMMANDS }, (_, n) => `c${n}`))
    for (const frame of device.sent('CMD')) expect(new TextEncoder().encode(JSON.stringify(frame.head)).length).toBeLessThan(256 * 1024)
    device.say('RESULT', { results: order.map((id) => ({ id, status: 'done' as const, code: null, seq: 5 })) })
    await device.until(() => commandsIn(device.sent('CMD')).length === MAX_COMMANDS + 50)
  })

  test('[ENG3] a draft whose time has not come leaves when it has', async () => {
    const device = await makeDriver()
    await device.live()
    await device.vault.outbox.add(outboxRow('draft', { notBefore: NOON + 700 }))
    device.driver.dispatch({ type: 'outbox' })
    await settle()
    expect(device.sent('CMD')).toEqual([])
    while (device.sent('CMD').length === 0 && device.clock.advance()) await settle()
    expect(device.clock.now()).toBe(NOON + 700)
    expect(commandsIn(device.sent('CMD'))).toEqual(['draft'])
  })

  test('[I3] a document’s update leaves with its id, and stays until it is acknowledged', async () => {
    const device = await makeDriver()
    await device.replica.contacts.put(contact('c'))
    await device.vault.updates.add({ id: 'u', doc: 'remark.c', bytes: new Uint8Array([1, 2]), at: NOON, state: 'waiting' })
    await device.live()
    await device.until(() => device.sent('DOC_PUSH').length === 1)
    expect(device.sent('DOC_PUSH')[0]).toMatchObject({ head: { id: 'u', doc: 'remark.c' }, raw: new Uint8Array([1, 2]) })
    expect(await device.vault.updates.count()).toBe(1)
    device.say('DOC_ACK', { ids: ['u'] })
    await device.until(() => device.passed.length === 1)
    expect([await device.vault.updates.count(), await device.replica.knownUpdates.count()]).toEqual([0, 1])
  })

  test('bytes that are no frame end the connection, not the device', async () => {
    const device = await makeDriver()
    await device.live()
    device.last()?.events.message(new Uint8Array([0x42, 1, 2]))
    await device.until(() => device.driver.state.phase === 'offline')
    expect(device.failures).toEqual([])
    await device.retry()
    await device.live()
  })

  test('[FEN1] a tab that was overtaken stops, and says why', async () => {
    const device = await makeDriver()
    await device.live()
    await new SyncStore(device.replica, device.vault).lead()
    device.say('BATCH', batch(10, 11, []))
    await device.until(() => device.failures.length === 1)
    expect(device.last()?.isClosed).toBe(true)
    device.driver.dispatch({ type: 'start' })
    await settle()
    expect(device.connections).toHaveLength(1)
  })

  test('what an old connection still says is nobody’s', async () => {
    const device = await makeDriver()
    await device.live()
    const old = device.last()
    old?.events.closed(1006, '')
    await device.until(() => device.driver.state.phase === 'offline')
    await device.retry()
    await device.live()
    old?.events.message(encodeServer('BATCH', batch(10, 11, [row('dialog', dialog('d'))])))
    old?.events.closed(CLOSE.REVOKED, '')
    await settle()
    expect([device.driver.state.phase, await device.replica.dialogs.count()]).toEqual(['live', 0])
  })

  test('frames of the features go out while connected, and are refused otherwise', async () => {
    const device = await makeDriver()
    expect(device.driver.send(new Uint8Array())).toBe(false)
    await device.live()
    device.driver.close()
    expect(device.last()?.isClosed).toBe(true)
  })
})

/** Lets the driver's queue and the tables come to rest. */
