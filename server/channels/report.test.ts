import { afterEach, describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import { CHANNEL } from '../parts-fixture'
import { makeSending } from './outbound-fixture'

type Sending = Awaited<ReturnType<typeof makeSending>>
let open: Sending | null = null
afterEach(async () => {
  for (const { answer } of open?.calls ?? []) answer({ outcome: 'sent' })
  await open?.outbound.close()
  open = null
})

async function sending(): Promise<Sending> {
  open = await makeSending({ d: 1 })
  await open.outbound.start()
  await open.called(1)
  return open
}

const report = (key: string, state: 'sent' | 'delivered' | 'read' | 'failed', error?: string) =>
  ({ type: 'report', channelId: CHANNEL, key, state, ...(error === undefined ? {} : { error }) }) as const

describe('a report by the channel’s key', () => {
  test('[RPT1] that comes before the send has answered is applied when the key is known', async () => {
    const { accept, calls, quiet, stateOf } = await sending()
    expect(await accept(report('sms-1', 'delivered'))).toEqual({ ok: false, reason: 'unknown-message' })
    calls[0]?.answer({ outcome: 'sent', keys: ['sms-1'] })
    await quiet()
    expect(await stateOf('d-1')).toEqual({ state: 'delivered', error: null })
  })

  test('moves a message forward once it is known, twice and out of order', async () => {
    const { accept, calls, quiet, stateOf } = await sending()
    calls[0]?.answer({ outcome: 'sent', keys: ['sms-1', 'sms-2'] })
    await quiet()
    expect(await accept(report('sms-2', 'read'))).toMatchObject({ ok: true, itemId: 'd-1', isDuplicate: false })
    expect(await accept(report('sms-1', 'delivered'))).toMatchObject({ ok: true, isDuplicate: true })
    expect(await stateOf('d-1')).toEqual({ state: 'read', error: null })
  })

  test('is of the newest message where the channel has given a key before, and holds up none', async () => {
    open = await makeSending({ d: 2 })
    const { accept, calls, called, quiet, stateOf, outbound } = open
    await outbound.start()
    await called(1)
    calls[0]?.answer({ outcome: 'sent', keys: ['12f'] })
    await called(2)
    calls[1]?.answer({ outcome: 'sent', keys: ['12f'] })
    await quiet()
    await accept(report('12f', 'failed', 'UNDELIV'))
    expect([await stateOf('d-1'), await stateOf('d-2')]).toEqual([
      { state: 'sent', error: null },
      { state: 'failed', error: 'UNDELIV' },
    ])
  })

  test('of a failure is of the try before, while the message waits to be sent again', async () => {
    const { accept, calls, called, quiet, stateOf, row, time, outbound } = await sending()
    calls[0]?.answer({ outcome: 'wait', afterMs: 5000, reason: 'rate-limit', of: 'channel', keys: ['sms-1'] })
    await quiet()
    await accept(report('sms-1', 'failed', 'absent subscriber'))
    time.now += 5000
    outbound.wake()
    await called(2)
    calls[1]?.answer({ outcome: 'sent', keys: ['sms-2'] })
    await quiet()
    expect(await stateOf('d-1')).toEqual({ state: 'sent', error: null })
    expect(await row('dialog', 'd')).toMatchObject({ failed: 0 })
  })

  test('of a failure says why, and counts in the dialog', async () => {
    const { accept, calls, quiet, stateOf, row } = await sending()
    calls[0]?.answer({ outcome: 'sent', keys: ['sms-1'] })
    await quiet()
    await accept(report('sms-1', 'failed', 'absent subscriber'))
    expect(await stateOf('d-1')).toEqual({ state: 'failed', error: 'absent subscriber' })
    expect(await row('dialog', 'd')).toMatchObject({ failed: 1 })
  })

  test('[RPT1] that nobody comes for is forgotten after its time, and one in another channel is another message', async () => {
    const { accept, calls, quiet, stateOf, store, time, put } = await sending()
    await put(change('channel', { id: 'other', kind: 'sms', name: 'Other', isSample: false, greeting: '' }))
    await accept({ ...report('sms-1', 'delivered'), channelId: 'other' })
    await accept(report('sms-1', 'failed', 'too late'))
    await store.past.forgetTold({ before: 0, now: time.now + 10 * 60_000, limit: 9 })
    calls[0]?.answer({ outcome: 'sent', keys: ['sms-1'] })
    await quiet()
    expect((await stateOf('d-1'))?.state).toBe('sent')
  })
})

describe('a channel that takes nothing now', () => {
  test('is waited for without an attempt, with all that is for it, and nothing else waits', async () => {
    const { calls, quiet, stateOf, store, time, outbound, write } = await sending()
    calls[0]?.answer({ outcome: 'wait', afterMs: 30_000, reason: 'rate-limit', of: 'channel' })
    await quiet()
    expect(await stateOf('d-1')).toEqual({ state: 'queued', error: null })
    const [job] = await store.dueJobs(time.now + 30_000, 9)
    expect(job).toMatchObject({ itemId: 'd-1', attempts: 0 })
    await write({ jobs: [{ itemId: 'd-2', dialogId: 'd2', channelId: CHANNEL, state: 'queued', attempts: 0, dueAt: 0, since: 0 }] })
    expect(await store.dueJobs(time.now, 9, [CHANNEL])).toEqual([])
    time.now += 30_001
    outbound.release(CHANNEL)
    await quiet()
    expect(calls.length).toBeGreaterThan(1)
  })
})
