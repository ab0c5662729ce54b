import { expect, test } from 'vitest'
import { makeLog } from '../../log'
import type { BotApi } from './api'
import { startPoller } from './poller'

test('[H2] a server that answers «nothing» without waiting is asked once a second, not without a breath in between', async () => {
  const asked: unknown[] = []
  const api: BotApi = {
    async call(method, { timeout }) {
      asked.push(`${method} ${timeout}`)
      return { is: 'done', result: [] }
    },
    download: async () => ({ ok: false, why: 'gone' }),
  }
  const poller = startPoller(api, {
    channelId: 'bot',
    receive: async () => undefined,
    memory: { get: async () => null, set: async () => undefined },
    open: async () => null,
    report: () => undefined,
    hookUrl: null,
    signal: new AbortController().signal,
    clock: Date.now,
    log: makeLog({ write: () => undefined, isReadable: false, clock: Date.now }),
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
  await poller.stop()
  // The first one only asks whether the line is there.
  expect(asked).toEqual(['getUpdates 0', 'getUpdates 25'])
})
