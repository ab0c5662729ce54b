import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { begun, eventually } from '../channel-contract/ends'
import { type Line, openLine } from '../channel-contract/line'
import type { ContractPeer } from '../channel-contract/peer'
import { openShop, type Shop } from '../channel-contract/shop'
import { createEmailConnector } from './connector'
import { makeEmailPeer } from './contract-peer'
import type { ImapTimes } from './imap'
import { type MailPeer, startMailPeer } from './mail-peer'

let mail: MailPeer
beforeAll(async () => {
  mail = await startMailPeer()
}, 60_000)
afterAll(() => mail?.stop())

describe('[H10][F3] a mail server slower than its time-outs', () => {
  let peer: ContractPeer
  let shop: Shop
  let line: Line
  async function begin(times: ImapTimes): Promise<void> {
    peer = await makeEmailPeer(mail)
    line = await openLine(Object(peer.settings))
    const connector = createEmailConnector({ laterMs: 500, times })
    shop = await openShop({ connector, settings: line.settings, secrets: peer.secrets })
    await comesTo('connected')
    await begun({ peer, shop }, 'перший')
  }
  afterEach(async () => {
    await shop.close()
    await line.close()
    await peer.close()
  })

  const comesTo = (state: string) =>
    eventually(async () => expect((await shop.connections.status(shop.channelId)).health?.state).toBe(state))
  const texts = async () => (await shop.messages()).map(({ text }) => text)

  test('is told as a line that is lost while it is silent; what came meanwhile is read then, once', async () => {
    await begin({ silenceMs: 1_500, answerMs: 60_000 })
    line.hold(true)
    await peer.says('у тиші')
    await comesTo('down')
    line.hold(false)
    await comesTo('connected')
    await eventually(async () => expect(await texts()).toEqual(['перший', 'у тиші']))
    await peer.says('після')
    await eventually(async () => expect(await texts()).toEqual(['перший', 'у тиші', 'після']))
  }, 90_000)

  test('that answers, and ever too late, is left; it is read when it is as quick as others', async () => {
    await begin({ silenceMs: 30_000, answerMs: 1_000 })
    // Never silent for long, and never done in time.
    line.slow(700)
    await peer.says('повільно')
    await comesTo('down')
    expect(await texts()).toEqual(['перший'])
    line.slow(0)
    await eventually(async () => expect(await texts()).toEqual(['перший', 'повільно']))
    await pause(500)
    expect(await texts()).toEqual(['перший', 'повільно'])
  }, 90_000)
})
