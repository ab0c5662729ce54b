import { expect, test, vi } from 'vitest'
import type { Channel } from '#shared/domain/channel'
import { dialogRows, makeParts } from '../parts-fixture'
import { UNHURRIED } from './patience-fixture'
import type { ChannelAdapter, OutboundMessage } from './port'
import { createAdapterRegistry } from './registry'
import { tellTyping } from './typing'

const channel = (id: string, kind: Channel['kind'], isSample = false): Channel => ({ id, kind, name: id, isSample, greeting: '' })
const channels = new Map(
  [channel('site', 'widget'), channel('sms', 'sms'), channel('sample', 'widget', true)].map((each) => [each.id, each]),
)
const widget: ChannelAdapter = { kind: 'widget', send: async () => ({ outcome: 'failed', reason: 'real' }) }
const adapterOf = createAdapterRegistry({ channel: (id) => channels.get(id), adapters: [widget] })

test('a channel is served by the adapter of its kind, or by none', () => {
  expect(adapterOf('site')).toBe(widget)
  expect(adapterOf('sms')).toBeNull()
  expect(adapterOf('gone')).toBeNull()
})

test('what is sent in a sample channel is sent, and goes nowhere', async () => {
  expect(await adapterOf('sample')?.send({} as OutboundMessage, UNHURRIED)).toEqual({ outcome: 'sent' })
})

test('a customer is told that an operator writes, by the name the channel knows the customer by', async () => {
  const { store, put } = await makeParts()
  await put(...dialogRows('d'))
  const operatorTyping = vi.fn()
  const options = { store, adapterOf: () => ({ operatorTyping }) }
  await tellTyping(options, { dialogId: 'd', authorName: 'Ольга', on: true })
  expect(operatorTyping.mock.calls).toEqual([[{ channelId: 'website', peerKey: 'd-peer', authorName: 'Ольга', on: true }]])
  await tellTyping(options, { dialogId: 'gone', authorName: 'Ольга', on: true })
  await tellTyping({ store, adapterOf: () => null }, { dialogId: 'd', authorName: 'Ольга', on: true })
  expect(operatorTyping).toHaveBeenCalledTimes(1)
})
