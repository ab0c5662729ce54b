import { expect, test } from 'vitest'
import { change } from '../domain/row'
import { applyCommand, type CommandArgs } from './catalogue'
import { makeShop, NOON, OLGA, type Shop } from './world-fixture'

function withBot(): Shop {
  const shop = makeShop()
  shop.put([change('channel', { id: 'bot', kind: 'telegram_bot', name: 'Бот', isSample: false, greeting: '' })])
  const contact = shop.get('contact', 'c1')
  if (contact) shop.put([change('contact', { ...contact, id: 'known', channelId: 'bot', peerKey: '42' })])
  return shop
}

function start(shop: Shop, more: Partial<CommandArgs<'dialog.start'>>) {
  const args = { channelId: 'bot', address: '42', name: null, subject: '', itemId: 'i1', text: 'Вітаємо', attachments: [], ...more }
  return applyCommand({ id: 'cmd', type: 'dialog.start', args }, { actor: OLGA, now: NOON, world: shop })
}

test('[C-first] a bot writes first to who has written to it before, and to nobody else', () => {
  expect(start(withBot(), { known: { dialogId: 'd9', contactId: 'known' } })).toMatchObject({ ok: true })
  expect(start(withBot(), {})).toMatchObject({ ok: false, code: 'channel-cannot' })
  expect(start(withBot(), { address: '+380671112233' })).toMatchObject({ ok: false, code: 'channel-cannot' })
  // Somebody of another channel's.
  expect(start(withBot(), { known: { dialogId: 'd1', contactId: 'c1' } })).toMatchObject({ ok: false, code: 'channel-cannot' })
})
