import { describe, expect, test } from 'vitest'
import { CLOSE } from '#shared/protocol/frames'
import { dialogRows, inbound, messageRow, OLGA, PAVEL } from '../parts-fixture'
import { quiet } from './connection-fixture'
import { makeServer } from './session-fixture'

const spam = (id: string, dialogId = 'd') => ({ id, type: 'dialog.spam', args: { dialogId } }) as const

describe('[SES3] a frame that does not parse', () => {
  test('ends the connection and changes nothing', async () => {
    const bad = [new Uint8Array(0), new Uint8Array([0x04]), new Uint8Array([0x04, 0xff, 0xff, 0xff, 0xff, 1]), new Uint8Array(300).fill(7)]
    for (const bytes of bad) {
      const { connect, store } = await makeServer()
      const device = connect()
      device.hello()
      await device.nth('WELCOME')
      const head = await store.head()
      device.sayRaw(bytes)
      expect(device.closed()).toMatchObject({ code: CLOSE.BAD_FRAME })
      expect(await store.head()).toBe(head)
    }
  })
})

describe('a device that comes back', () => {
  test('[I2] is told what came after its cursor, and no more', async () => {
    const { connect, put, store, feed } = await makeServer()
    await put(...dialogRows('d'))
    const cursor = feed.head()
    await put(messageRow('d', 1))
    const device = connect()
    device.hello({ epoch: store.epoch, cursor })
    const { head } = await device.nth('BATCH')
    expect((await device.nth('WELCOME')).head).toMatchObject({ mode: 'resume', head: feed.head(), epoch: store.epoch })
    expect(head).toMatchObject({ from: cursor, to: feed.head(), rows: [{ id: 'd-1' }] })
    expect(device.of('SNAPSHOT')).toEqual([])
  })

  test('at the head is told nothing until something happens', async () => {
    const { connect, put, store, feed } = await makeServer()
    const device = connect()
    device.hello({ epoch: store.epoch, cursor: feed.head() })
    await quiet()
    expect(device.names()).toEqual(['WELCOME'])
    await put(...dialogRows('d'))
    await device.nth('BATCH')
  })

  test('[RST2] and knows more than the server is noticed', async () => {
    const { connect, store, feed, ahead } = await makeServer()
    for (const at of [
      { epoch: store.epoch, cursor: feed.head() },
      { epoch: 'another', cursor: 999 },
    ])
      connect().hello(at)
    await quiet()
    expect(ahead).toEqual([])
    connect().hello({ epoch: store.epoch, cursor: feed.head() + 1 })
    await quiet()
    expect(ahead).toHaveLength(1)
  })

  test('[I8] of another epoch, or from the future, begins anew', async () => {
    const { connect, store, feed } = await makeServer()
    for (const at of [
      { epoch: 'another', cursor: 1 },
      { epoch: store.epoch, cursor: feed.head() + 1 },
      { epoch: null, cursor: 0 },
    ]) {
      const device = connect()
      device.hello(at)
      expect((await device.nth('WELCOME')).head.mode).toBe('snapshot')
    }
  })

  test('[EVC3] whose copy was made under other permissions begins anew, at the very cursor', async () => {
    const { connect, store, feed } = await makeServer()
    const narrowed = { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 3 } } as const
    const modeFor = async (aclEpoch: number) => {
      const device = connect(narrowed)
      device.hello({ epoch: store.epoch, cursor: feed.head(), aclEpoch })
      return (await device.nth('WELCOME')).head.mode
    }
    expect(await modeFor(2)).toBe('erase')
    expect(await modeFor(3)).toBe('resume')
  })

  test('[I4] hears the answers to what it had sent, its own only', async () => {
    const { connect, executor, put } = await makeServer()
    await put(...dialogRows('d'))
    const [mine] = await Promise.all(await executor.admit(OLGA, [spam('mine')]))
    await Promise.all(await executor.admit(PAVEL, [{ ...spam('theirs'), type: 'dialog.unspam' }]))
    const device = connect(OLGA)
    device.hello({ unanswered: ['mine', 'theirs', 'never'] })
    expect((await device.nth('WELCOME')).head.results).toEqual([mine])
  })
})

describe('commands of a connection', () => {
  test('are answered after their effect is in the rows', async () => {
    const { connect, put, store, feed, row } = await makeServer()
    await put(...dialogRows('d'))
    const device = connect()
    device.hello({ epoch: store.epoch, cursor: feed.head() })
    await device.nth('WELCOME')
    device.say('CMD', { commands: [spam('a')] })
    const { head } = await device.nth('RESULT')
    expect(head.results).toMatchObject([{ id: 'a', status: 'done', seq: feed.head() }])
    expect((await row('dialog', 'd'))?.state).toBe('spam')
    const batch = await device.nth('BATCH')
    expect(batch.head.to).toBe(feed.head())
  })

  test('[SES2] are decided in the order of their frames', async () => {
    const { connect, put, items } = await makeServer()
    await put(...dialogRows('d'))
    const device = connect()
    device.hello()
    await device.nth('WELCOME')
    for (let n = 0; n < 10; n += 1) {
      device.say('CMD', { commands: [{ id: `close${n}`, type: 'dialog.close', args: { dialogId: 'd', seen: 0 } }] })
      device.say('CMD', { commands: [{ id: `open${n}`, type: 'dialog.reopen', args: { dialogId: 'd' } }] })
    }
    const answered = () => device.of('RESULT').reduce((sum, { head }) => sum + head.results.length, 0)
    for (let n = 1; answered() < 20; n += 1) await device.nth('RESULT', n)
    expect(await items('d')).toHaveLength(20)
  })

  test('[I3] that could not be committed are not answered: the device is sent away to ask again', async () => {
    const failing = { admit: async () => [Promise.reject(new Error('disk full'))] }
    const { connect, errors } = await makeServer({ deps: () => ({ executor: failing }) })
    const device = connect()
    device.hello()
    await device.nth('WELCOME')
    device.say('CMD', { commands: [spam('a')] })
    expect(await device.ended()).toMatchObject({ code: CLOSE.DRAINING })
    expect(device.of('RESULT')).toEqual([])
    expect(errors).toHaveLength(1)
  })
})

describe('a page of older items', () => {
  test('[I5] is dense, ascending, and names its ends', async () => {
    const { connect, put } = await makeServer()
    await put(...dialogRows('d', { lastSeq: 30 }), ...Array.from({ length: 30 }, (_, n) => messageRow('d', n + 1)))
    const device = connect()
    device.hello()
    device.say('PAGE', { rid: 5, dialogId: 'd', before: 21, limit: 10 })
    const { head } = await device.nth('PAGE_RES')
    expect(head).toMatchObject({ rid: 5, lo: 11, hi: 20 })
    const places = head.rows.flatMap(({ kind, row }) => (kind === 'item' ? [(row as { dseq: number }).dseq] : []))
    expect(places).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20])
    expect(head.rows.find(({ kind }) => kind === 'contact')?.id).toBe('d-contact')
  })

  test('of nothing says so', async () => {
    const { connect } = await makeServer()
    const device = connect()
    device.hello()
    device.say('PAGE', { rid: 1, dialogId: 'gone', before: 5, limit: 10 })
    expect((await device.nth('PAGE_RES')).head).toMatchObject({ rows: [], lo: 0, hi: 0 })
  })

  test('[I2][FRESH1] holds what was committed while it was read: its batch has left already', async () => {
    let letThrough = () => undefined as unknown
    const gate = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    const { connect, put, store, feed } = await makeServer({
      deps: ({ store }) => ({
        store: {
          ...store,
          async itemsBefore(...args) {
            const rows = await store.itemsBefore(...args)
            await gate
            return rows
          },
        },
      }),
    })
    await put(...dialogRows('d', { lastSeq: 2 }), messageRow('d', 1), messageRow('d', 2))
    const device = connect()
    device.hello({ epoch: store.epoch, cursor: feed.head() })
    await device.nth('WELCOME')
    device.say('PAGE', { rid: 1, dialogId: 'd', before: 3, limit: 10 })
    await quiet()
    await put(messageRow('d', 1, { state: 'read' }))
    await device.nth('BATCH')
    letThrough()
    const { head } = await device.nth('PAGE_RES')
    const items = head.rows.filter(({ kind }) => kind === 'item')
    expect(items.map(({ row }) => (row as { state: string }).state)).toEqual(['read', 'queued'])
  })
})

describe('a connection that ends', () => {
  test('takes its presence away, and is told nothing more', async () => {
    const { connect, put, presence } = await makeServer()
    const device = connect(OLGA)
    const other = connect(PAVEL)
    for (const each of [device, other]) each.hello()
    await other.nth('WELCOME')
    device.say('PRESENCE', { dialogId: 'd', state: 'viewing' })
    device.hangUp()
    await quiet()
    expect(other.of('PRESENCE').map(({ head }) => head.state)).toEqual(['viewing', 'away'])
    expect(presence.current()).toEqual([])
    const frames = device.frames.length
    await put(...dialogRows('d'))
    await quiet()
    expect(device.frames).toHaveLength(frames)
  })

  test('while it is being greeted leaves nothing behind', async () => {
    const { connect, errors, accept } = await makeServer()
    const device = connect()
    device.hello()
    device.hangUp()
    await accept(inbound('a'))
    await quiet()
    expect(device.frames).toEqual([])
    expect(errors).toEqual([])
  })

  test('PING is answered with the head', async () => {
    const { connect, feed } = await makeServer()
    const device = connect()
    device.hello()
    await device.nth('WELCOME')
    device.say('PING', {})
    expect((await device.nth('PONG')).head.head).toBe(feed.head())
  })
})
