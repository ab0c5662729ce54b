import { afterEach, expect, test } from 'vitest'
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

/** Answers whatever has been called, until nothing more is. */
async function answerAll({ calls, quiet }: Sending): Promise<void> {
  for (let answered = 0; answered < calls.length; await quiet())
    for (; answered < calls.length; answered += 1) calls[answered]?.answer({ outcome: 'sent' })
}

test('[OUT7] of a channel that says nothing a bounded number of messages is under way; the rest leave as it answers, each once', async () => {
  const queues = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`d${n}`, 1]))
  open = await makeSending(queues)
  await open.outbound.start()
  await open.called(64)
  for (let turn = 0; turn < 20; turn += 1) {
    open.outbound.wake()
    await open.quiet()
  }
  expect(open.calls).toHaveLength(64)
  await answerAll(open)
  expect(new Set(open.ids()).size).toBe(150)
  expect(open.calls).toHaveLength(150)
})

test('[OUT3] a message that the store could not read up goes again, and so do those behind it', async () => {
  open = await makeSending({ d: 2 })
  const channel = open.roster.get('channel', CHANNEL)
  if (!channel) throw new Error('There is a channel')
  await open.put(change('channel', { ...channel, kind: 'telegram_bot' }))
  open.refuseReads(1)
  await open.outbound.start()
  await open.quiet()
  expect(open.calls).toHaveLength(0)
  open.time.now += 5_000
  open.outbound.wake()
  await open.called(1)
  await answerAll(open)
  expect(open.ids()).toEqual(['d-1', 'd-2'])
  expect(await open.stateOf('d-2')).toEqual({ state: 'sent', error: null })
})
