import { describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import { CLOSE } from '#shared/protocol/frames'
import { dialogRows, makeParts, messageRow, OLGA, PAVEL, type Parts } from '../parts-fixture'
import { makeConnection, quiet } from './connection-fixture'
import { createBatchEncoder, createSender } from './sender'
import { byScope } from './view'

async function makeSending(options: { from?: number; horizon?: number } = {}) {
  const parts = await makeParts()
  const line = makeConnection()
  const errors: unknown[] = []
  const from = options.from ?? parts.feed.head()
  const sender = createSender({
    connection: line.connection,
    feed: parts.feed,
    encode: createBatchEncoder(byScope),
    viewer: OLGA,
    from,
    horizon: () => options.horizon ?? 0,
    elapsed: parts.clock,
    onError: (error) => errors.push(error),
  })
  parts.onCommit(() => sender.poke())
  return { ...parts, ...line, sender, errors, start: from }
}

const ranges = (line: ReturnType<typeof makeConnection>) => line.of('BATCH').map(({ head }) => [head.from, head.to])

const fill = async ({ put }: Parts, count: number) => {
  for (let n = 0; n < count; n += 1) await put(...dialogRows(`d${n}`))
}

describe('the sender', () => {
  test('sends nothing until it is started, then all that came after its beginning', async () => {
    const sending = await makeSending()
    await fill(sending, 3)
    await quiet()
    expect(sending.frames).toEqual([])
    sending.sender.start()
    await quiet()
    expect(ranges(sending)).toEqual([[sending.start, sending.feed.head()]])
  })

  test('[SND1] batches are contiguous up to the head, for a slow device too', async () => {
    const sending = await makeSending({ from: 0 })
    sending.sender.start()
    for (let round = 0; round < 20; round += 1) {
      sending.network.outcome = round % 3 === 0 ? 'queued' : 'sent'
      await fill(sending, 1)
      await quiet()
      if (round % 4 === 0) sending.sender.drained()
    }
    sending.network.outcome = 'sent'
    sending.sender.drained()
    await quiet()
    const sent = ranges(sending)
    expect(sent[0]?.[0]).toBe(0)
    for (const [index, [from]] of sent.entries()) if (index > 0) expect(from).toBe(sent[index - 1]?.[1])
    expect(sent.at(-1)?.[1]).toBe(sending.feed.head())
  })

  test('[SND1] a long way is cut into batches', async () => {
    const sending = await makeSending()
    const changes = Array.from({ length: 1200 }, (_, n) => messageRow('d', n + 1))
    await sending.put(...changes)
    sending.sender.start()
    await quiet()
    expect(sending.of('BATCH').map(({ head }) => head.rows.length)).toEqual([500, 500, 200])
  })

  test('[HOR1] sends nothing from before the horizon: the device is to begin anew', async () => {
    const sending = await makeSending({ from: 1, horizon: 2 })
    sending.sender.start()
    await quiet()
    expect([sending.frames, sending.closed()?.code]).toEqual([[], CLOSE.EPOCH])
    const level = await makeSending({ from: 2, horizon: 2 })
    level.sender.start()
    await quiet()
    expect(level.of('BATCH')).toHaveLength(1)
  })

  test('[SND2][I9] after `queued` nothing more is sent until the network has drained', async () => {
    const sending = await makeSending()
    sending.sender.start()
    sending.network.outcome = 'queued'
    await fill(sending, 5)
    await quiet()
    expect(sending.frames).toHaveLength(1)
    sending.network.outcome = 'sent'
    sending.sender.drained()
    await quiet()
    expect(sending.frames).toHaveLength(2)
    expect(ranges(sending).at(-1)?.[1]).toBe(sending.feed.head())
  })

  test('[SND2] above the high water nothing is added, though the network never said `queued`', async () => {
    const sending = await makeSending()
    sending.sender.start()
    sending.network.bufferedBytes = 1024 * 1024 + 1
    await fill(sending, 2)
    await quiet()
    expect(sending.frames).toEqual([])
    // Drained a little, but not below the mark.
    sending.sender.drained()
    await quiet()
    expect(sending.frames).toEqual([])
    sending.network.bufferedBytes = 1024 * 1024
    sending.sender.drained()
    await quiet()
    expect(sending.frames).toHaveLength(1)
  })

  test('a dropped frame ends it without another try', async () => {
    const sending = await makeSending()
    sending.sender.start()
    sending.network.outcome = 'dropped'
    let tries = 0
    const send = sending.connection.send
    sending.connection.send = (message) => {
      tries += 1
      sending.connection.close(1000, 'gone')
      return send(message)
    }
    await fill(sending, 3)
    await quiet()
    expect(tries).toBe(1)
    expect(sending.errors).toEqual([])
  })

  test('whoever waits for room is told when the connection ends', async () => {
    const sending = await makeSending()
    sending.network.bufferedBytes = 2 * 1024 * 1024
    const writable = sending.sender.writable()
    sending.connection.close(1000, 'gone')
    sending.sender.close()
    expect(await writable).toBe(false)
  })

  test('[I10] a store that cannot be read is reported once, and the next commit tries again', async () => {
    const sending = await makeSending()
    const { read } = sending.feed
    let isBroken = true
    sending.feed.read = (from, limit) => (isBroken ? Promise.reject(new Error('disk')) : read(from, limit))
    sending.sender.start()
    await fill(sending, 1)
    await quiet()
    expect(sending.errors).toHaveLength(1)
    isBroken = false
    await fill(sending, 1)
    await quiet()
    expect(ranges(sending).at(-1)?.[1]).toBe(sending.feed.head())
  })
})

describe('[SND3][I1] what a batch shows', () => {
  const draft = (operatorId: string) => change('draft', { id: `${operatorId}.d`, operatorId, dialogId: 'd', text: 'secret' })

  test('is only what its viewer may see, whoever asked for the same range before', async () => {
    const { feed, put } = await makeParts()
    const from = feed.head()
    await put(...dialogRows('d'), draft('olga'))
    const page = await feed.read(from, 100)
    const encode = createBatchEncoder(byScope)
    const rowsFor = async (viewer: typeof OLGA) => {
      const line = makeConnection()
      line.connection.send(await encode({ from, page, head: feed.head(), viewer }))
      return line.of('BATCH')[0]?.head.rows.map(({ kind }) => kind)
    }
    expect(await rowsFor(OLGA)).toEqual(['contact', 'dialog', 'draft'])
    expect(await rowsFor(PAVEL)).toEqual(['contact', 'dialog'])
    expect(await rowsFor(OLGA)).toEqual(['contact', 'dialog', 'draft'])
  })

  test('nothing to see still moves the cursor', async () => {
    const sending = await makeSending()
    sending.sender.start()
    await sending.put(draft('pavel'))
    await quiet()
    expect(sending.of('BATCH')[0]?.head).toMatchObject({ rows: [], from: sending.start, to: sending.feed.head() })
  })

  test('a range that all may see is encoded once', async () => {
    const { feed, put } = await makeParts()
    const from = feed.head()
    await put(...dialogRows('d'))
    const page = await feed.read(from, 100)
    const encode = createBatchEncoder(byScope)
    const batch = { from, page, head: feed.head() }
    expect(await encode({ ...batch, viewer: OLGA })).toBe(await encode({ ...batch, viewer: PAVEL }))
  })
})
