import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#shared/domain/id'
import { eventually } from '../channel-contract/ends'
import { openShop, type Shop } from '../channel-contract/shop'
import { decodeText } from './alphabet'
import { createSmsConnector } from './connector'
import { type Smsc, smscAccount, startSmsc } from './smsc-peer'

describe('[H9][F3] an SMS operator that answers a second and a half late', () => {
  let smsc: Smsc
  let shop: Shop
  beforeEach(async () => {
    smsc = await startSmsc()
  })
  afterEach(async () => {
    await shop.close()
    await smsc.stop()
  })

  async function begin(answerMs: number): Promise<void> {
    shop = await openShop({
      connector: createSmsConnector({ times: { connectMs: 5000, answerMs, enquireMs: 30_000, laterMs: 500 } }),
      ...smscAccount(smsc.port),
    })
    await smsc.bound()
    smsc.next('slow')
  }

  async function write(text: string): Promise<string> {
    const itemId = newId()
    const to = { channelId: shop.channelId, address: '+380671112233', name: null, subject: '' }
    await shop.act({ type: 'dialog.start', args: { ...to, itemId, text, attachments: [] } })
    return itemId
  }
  const comesTo = (id: string, state: RegExp) =>
    eventually(async () => expect((await shop.messages()).find((each) => each.id === id)?.state).toMatch(state))
  const taken = () => smsc.taken().map(({ bytes, coding }) => decodeText(bytes, coding))

  test('is waited for within its time, and has the SMS once', async () => {
    await begin(10_000)
    await comesTo(await write('Раз'), /^(?:sent|delivered)$/)
    await comesTo(await write('Два'), /^(?:sent|delivered)$/)
    await eventually(async () => expect(taken()).toEqual(['Раз', 'Два']))
  })

  test('[OUT2] is given up beyond it: the SMS is unknown, its late answer belongs to nothing, and it never goes twice', async () => {
    await begin(500)
    const first = await write('Раз')
    await comesTo(first, /^unknown$/)
    await comesTo(await write('Два'), /^(?:sent|delivered)$/)
    await shop.restart()
    await comesTo(await write('Три'), /^(?:sent|delivered)$/)
    await eventually(async () => expect(taken()).toEqual(['Раз', 'Два', 'Три']))
    await comesTo(first, /^unknown$/)
  })
})
