import { afterEach, describe, expect, test, vi } from 'vitest'
import { change } from '#shared/domain/row'
import { messageRow, NOON } from '../parts-fixture'
import { createOutbound } from './outbound'
import { job, makeSending } from './outbound-fixture'

type Sending = Awaited<ReturnType<typeof makeSending>>
let open: Sending | null = null

async function begin(queues: Readonly<Record<string, number>>): Promise<Sending> {
  open = await makeSending(queues)
  return open
}

afterEach(async () => {
  vi.useRealTimers()
  for (const { answer } of open?.calls ?? []) answer({ outcome: 'sent' })
  await open?.outbound.close()
  open = null
})

describe('a message on its way', () => {
  test('[OUT1] is committed as being sent before the channel is called', async () => {
    const { outbound, called, stateOf, store } = await begin({ d: 1 })
    await outbound.start()
    await called(1)
    expect(await stateOf('d-1')).toEqual({ state: 'sending', error: null })
    expect(await store.interruptedJobs()).toMatchObject([{ itemId: 'd-1' }])
  })

  test('carries what the channel needs to know', async () => {
    const { outbound, called, calls } = await begin({ d: 1 })
    await outbound.start()
    await called(1)
    expect(calls[0]?.message).toMatchObject({ id: 'd-1', dialogId: 'd', peerKey: 'd-peer', authorName: 'Ольга', text: 'text 1' })
  })

  test('[OUT2] that a dead process left half sent is shown as unknown, and not repeated', async () => {
    const { outbound, quiet, ids, stateOf, write, store } = await begin({ d: 0 })
    await write({ changes: [messageRow('d', 1, { state: 'sending' })], jobs: [job('d', 1, { state: 'sending' })] })
    await outbound.start()
    await quiet()
    expect(ids()).toEqual([])
    expect(await stateOf('d-1')).toEqual({ state: 'unknown', error: 'interrupted' })
    expect(await store.interruptedJobs()).toEqual([])
  })

  test('[OUT2] whose channel throws, or says that it does not know, is unknown and not repeated', async () => {
    const { outbound, called, calls, quiet, stateOf, time } = await begin({ d: 2 })
    await outbound.start()
    await called(1)
    calls[0]?.fail(new Error('socket hang up'))
    await called(2)
    calls[1]?.answer({ outcome: 'unknown', reason: 'lost' })
    await quiet()
    time.now += 3_600_000
    outbound.wake()
    await quiet()
    expect(calls).toHaveLength(2)
    expect(await stateOf('d-1')).toEqual({ state: 'unknown', error: 'adapter-error' })
    expect(await stateOf('d-2')).toEqual({ state: 'unknown', error: 'lost' })
  })

  test('[OUT2][I10] whose channel does not answer is unknown after half a minute, and the next one leaves', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { outbound, called, calls, quiet, stateOf } = await begin({ d: 2 })
    await outbound.start()
    await called(1)
    vi.advanceTimersByTime(30_000)
    await called(2)
    expect(await stateOf('d-1')).toEqual({ state: 'unknown', error: 'timeout' })
    // Too late: what it says now changes nothing.
    calls[0]?.answer({ outcome: 'sent' })
    await quiet()
    expect((await stateOf('d-1'))?.state).toBe('unknown')
  })

  test('[OUT6] is waited for while its channel goes on taking parts, and no part is to leave once it is given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { outbound, called, calls, stateOf } = await begin({ d: 2 })
    await outbound.start()
    await called(1)
    for (let part = 0; part < 3; part += 1) {
      vi.advanceTimersByTime(29_000)
      calls[0]?.patience.partTaken()
    }
    expect(await stateOf('d-1')).toEqual({ state: 'sending', error: null })
    expect(calls[0]?.patience.givenUp.aborted).toBe(false)
    vi.advanceTimersByTime(30_000)
    expect(calls[0]?.patience.givenUp.aborted).toBe(true)
    await called(2)
    expect(await stateOf('d-1')).toEqual({ state: 'unknown', error: 'timeout' })
  })

  test('[OUT3] of one dialog waits for the one before it; other dialogs do not', async () => {
    const { outbound, called, calls, quiet, ids } = await begin({ a: 3, b: 1 })
    await outbound.start()
    await called(2)
    await quiet()
    expect(ids().sort()).toEqual(['a-1', 'b-1'])
    calls.find(({ message }) => message.id === 'a-1')?.answer({ outcome: 'sent' })
    await called(3)
    await quiet()
    expect(ids().at(-1)).toBe('a-2')
    expect(calls).toHaveLength(3)
  })

  test('that is refused says why, and lets the next one leave', async () => {
    const { outbound, called, calls, stateOf } = await begin({ d: 2 })
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'failed', reason: 'blocked' })
    await called(2)
    expect(await stateOf('d-1')).toEqual({ state: 'failed', error: 'blocked' })
  })

  test('that was certainly not taken is tried again after its time', async () => {
    const { outbound, called, calls, quiet, stateOf, time } = await begin({ d: 1 })
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'retry', afterMs: 5000, reason: 'rate' })
    await quiet()
    expect(await stateOf('d-1')).toEqual({ state: 'queued', error: null })
    time.now += 4999
    outbound.wake()
    await quiet()
    expect(calls).toHaveLength(1)
    time.now += 1
    outbound.wake()
    await called(2)
    calls[1]?.answer({ outcome: 'sent' })
    await quiet()
    expect(await stateOf('d-1')).toEqual({ state: 'sent', error: null })
  })

  test('that the customer has read before the channel answered stays read, without an error', async () => {
    const { outbound, called, calls, quiet, stateOf, row, put } = await begin({ d: 1 })
    await outbound.start()
    await called(1)
    const item = await row('item', 'd-1')
    if (item?.kind === 'message') await put(change('item', { ...item, state: 'read' }))
    calls[0]?.answer({ outcome: 'failed', reason: 'timeout' })
    await quiet()
    expect(await stateOf('d-1')).toEqual({ state: 'read', error: null })
  })

  test('[F3] that waits to be sent again, and has arrived at the first try after all, is not sent a second time', async () => {
    const { outbound, quiet, ids, stateOf, write, store } = await begin({ d: 0, e: 1 })
    await write({ changes: [messageRow('d', 1, { state: 'delivered' })], jobs: [job('d', 1)] })
    await outbound.start()
    await quiet()
    expect(ids()).toEqual(['e-1'])
    expect(await stateOf('d-1')).toEqual({ state: 'delivered', error: null })
    expect(await store.dueJobs(NOON, 9)).toEqual([])
  })

  test('[F3] that has arrived while its channel asks to come again is not sent a second time', async () => {
    const { outbound, called, calls, quiet, stateOf, row, put, time } = await begin({ d: 1 })
    await outbound.start()
    await called(1)
    const item = await row('item', 'd-1')
    if (item?.kind === 'message') await put(change('item', { ...item, state: 'delivered' }))
    calls[0]?.answer({ outcome: 'retry', afterMs: 5000, reason: 'lost-answer' })
    await quiet()
    time.now += 5000
    outbound.wake()
    await quiet()
    expect(calls).toHaveLength(1)
    expect(await stateOf('d-1')).toEqual({ state: 'delivered', error: null })
  })

  test.each([
    [0, 1000],
    [-5000, 1000],
    [1e15, 3_600_000],
  ])('whose channel says to come again in %i ms is tried after %i: neither without a breath nor never', async (afterMs, wanted) => {
    const { outbound, called, calls, quiet, time } = await begin({ d: 1 })
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'wait', afterMs, reason: 'rate-limit', of: 'channel' })
    for (const [ms, count] of [
      [wanted - 1, 1],
      [1, 2],
    ] as const) {
      await quiet()
      time.now += ms
      outbound.wake()
      await quiet()
      expect(calls).toHaveLength(count)
    }
  })

  test.each(['dialog', 'channel'] as const)(
    '[TIM4] of a %s that is to wait is tried as soon as ever, though the clock was put back',
    async (of) => {
      const { outbound, called, calls, quiet, time, setClockBack } = await begin({ d: 1 })
      await outbound.start()
      await called(1)
      calls[0]?.answer({ outcome: 'wait', afterMs: 30_000, reason: 'rate-limit', of })
      await quiet()
      setClockBack(3 * 3_600_000)
      time.now += 30_000
      outbound.wake()
      await called(2)
    },
  )

  test('[I10] whose end could not be stored is not left as being sent: it is stored when the store takes it again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { outbound, called, calls, quiet, stateOf, errors, refuseCommits } = await begin({ d: 2 })
    await outbound.start()
    await called(1)
    refuseCommits(2)
    calls[0]?.answer({ outcome: 'sent' })
    for (let second = 0; second < 3; second += 1) {
      await quiet()
      vi.advanceTimersByTime(1000)
    }
    await called(2)
    expect(await stateOf('d-1')).toEqual({ state: 'sent', error: null })
    expect(errors).toHaveLength(2)
  })

  test('of a channel that nobody serves has failed', async () => {
    const { outbound, quiet, stateOf, write } = await begin({ d: 0 })
    await write({ changes: [messageRow('d', 1)], jobs: [job('d', 1, { channelId: 'gone' })] })
    await outbound.start()
    await quiet()
    expect(await stateOf('d-1')).toEqual({ state: 'failed', error: 'channel-not-connected' })
  })

  test('that is not there any more is forgotten, and holds nobody up', async () => {
    const { outbound, called, ids, write, store } = await begin({ d: 1 })
    await write({ jobs: [job('d', 9, { dueAt: NOON - 1 })] })
    await outbound.start()
    await called(1)
    expect(ids()).toEqual(['d-1'])
    expect((await store.dueJobs(NOON, 10)).map(({ itemId }) => itemId)).not.toContain('d-9')
  })

  test('new ones leave at once when the worker is woken, and none after it is closed', async () => {
    const { outbound, called, calls, quiet, write } = await begin({ d: 1 })
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'sent' })
    await quiet()
    await write({ changes: [messageRow('d', 2)], jobs: [job('d', 2)] })
    outbound.wake()
    await called(2)
    calls[1]?.answer({ outcome: 'sent' })
    await outbound.close()
    await write({ changes: [messageRow('d', 3)], jobs: [job('d', 3)] })
    outbound.wake()
    await quiet()
    expect(calls).toHaveLength(2)
  })
})

test('[I9] a store that refuses is not asked again and again: everything else goes on', async () => {
  const { committer, store, roster, clock } = await makeSending({ d: 1 })
  let asked = 0
  const refusing = {
    ...committer,
    submit: () => {
      asked += 1
      return Promise.reject(new Error('The disk is full'))
    },
  }
  const outbound = createOutbound({
    store,
    committer: refusing,
    roster,
    adapterOf: () => null,
    clock,
    elapsed: clock,
    onError: () => undefined,
  })
  await outbound.start()
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  await outbound.close()
  expect(asked).toBe(1)
})

describe('[OUT3] the order of a dialog', () => {
  test('a message waits behind an earlier one of its dialog that is to be tried again', async () => {
    const { outbound, called, calls, quiet, ids } = await begin({ d: 2 })
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'retry', afterMs: 5000, reason: 'rate' })
    await quiet()
    expect(ids()).toEqual(['d-1'])
  })

  test('a dialog with a long queue at a slow channel does not hide the others', async () => {
    const { outbound, quiet, ids } = await begin({ slow: 150, other: 1 })
    await outbound.start()
    await quiet()
    expect(ids().sort()).toEqual(['other-1', 'slow-1'])
  })
})
