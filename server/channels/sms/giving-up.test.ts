import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SmppSettings } from '#shared/domain/sms-account'
import { makeLog } from '../../log'
import type { ConnectionServices } from '../connector'
import { UNHURRIED } from '../patience-fixture'
import { pause } from '../pause'
import type { OutboundMessage, Patience } from '../port'
import { decodeText } from './alphabet'
import { connectSmpp } from './smpp'
import { SMSC_PASSWORD, type Smsc, smscAccount, startSmsc } from './smsc-peer'

let smsc: Smsc
let connection: ReturnType<typeof connectSmpp>
beforeEach(async () => {
  smsc = await startSmsc()
  await new Promise<void>((connected) => {
    const account = { settings: v.parse(SmppSettings, smscAccount(smsc.port).settings), password: SMSC_PASSWORD }
    connection = connectSmpp(account, services(connected))
    void connection.start()
  })
})
afterEach(async () => {
  await connection.stop()
  await smsc.stop()
})

const LONG = Array.from({ length: 40 }, (_, n) => `строка ${n + 100}`).join(' ')
const MESSAGE: OutboundMessage = {
  id: 'item',
  channelId: 'sms',
  dialogId: 'd',
  peerKey: '+380671112233',
  authorName: '',
  text: LONG,
  attachments: [],
  at: 0,
}

test('[H9][OUT6] parts of a long SMS that was given up do not leave; sent again, it goes on after those that were taken', async () => {
  const given = new AbortController()
  const taken: number[] = []
  const patience: Patience = {
    partTaken: () => {
      taken.push(smsc.taken().length)
      if (taken.length === 2) given.abort()
    },
    givenUp: given.signal,
  }
  expect((await connection.send(MESSAGE, patience)).outcome).not.toBe('sent')
  expect(taken).toHaveLength(2)
  await pause(300, new AbortController().signal)
  expect(smsc.taken()).toHaveLength(2)

  const again = await connection.send(MESSAGE, UNHURRIED)
  expect(again.outcome).toBe('sent')
  const texts = () => smsc.taken().map(({ bytes, coding }) => decodeText(bytes.subarray(6), coding))
  // The operator answers first and says what it has taken a moment later.
  await vi.waitFor(() => expect(texts().join('')).toBe(LONG))
})

function services(connected: () => void): ConnectionServices {
  const kept = new Map<string, string>()
  return {
    channelId: 'sms',
    receive: async () => undefined,
    memory: {
      get: async (key) => kept.get(key) ?? null,
      async set(key, value) {
        if (value === null) kept.delete(key)
        else kept.set(key, value)
      },
    },
    open: async () => null,
    report: (state) => state === 'connected' && connected(),
    hookUrl: null,
    signal: new AbortController().signal,
    clock: () => Date.now(),
    log: makeLog({ write: () => undefined, isReadable: false, clock: () => 0 }),
  }
}
