/** Telegram calls: over HTTP, as it would from outside. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hookRoutes } from '../../http/hooks'
import { type Listener, listen } from '../../http/listen'
import { makeLog } from '../../log'
import { eventually } from '../channel-contract/ends'
import { openShop, type Shop } from '../channel-contract/shop'
import { telegramBot } from './connector'
import { type Emulator, startEmulator } from './emulator'
import { makePerson, type TelegramPerson } from './emulator-person'

const TOKEN = '7700:AAEmulatedTokenOfATestBot-0123456789'

describe('[H2] a bot whose messages Telegram brings by itself', () => {
  let telegram: Emulator
  let listener: Listener
  let shop: Shop
  let olena: TelegramPerson
  beforeEach(async () => {
    telegram = await startEmulator(TOKEN)
    const log = makeLog({ write: () => undefined, isReadable: false, clock: Date.now })
    // The address is known before the shop is, as it is where a proxy stands before it.
    const routes = hookRoutes({ live: (channelId) => shop.connections.live(channelId), has: () => true })
    listener = await listen({ port: 0, host: '127.0.0.1', routes, otherwise: () => ({ status: 404 }), log })
    const publicUrl = `http://127.0.0.1:${listener.port}`
    shop = await openShop({
      connector: telegramBot,
      settings: { mode: 'webhook', server: telegram.url },
      secrets: { token: TOKEN },
      publicUrl,
    })
    olena = makePerson(telegram.state, { id: 42, first_name: 'Олена' })
    await eventually(async () => expect((await shop.connections.status(shop.channelId)).health?.state).toBe('connected'))
  })
  afterEach(async () => {
    await shop.close()
    await listener.close(100)
    await telegram.stop()
  })

  const texts = async () => (await shop.messages()).filter(({ direction }) => direction === 'in').map(({ text }) => text)
  const call = (body: string, secret?: string) =>
    fetch(telegram.state.webhook?.url ?? '', {
      method: 'POST',
      body,
      headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret },
    })
  const update = (id: number, text: string) =>
    JSON.stringify({
      update_id: id,
      message: { message_id: id, date: 1_700_000_000, chat: { id: 43, type: 'private', first_name: 'Ігор' }, text },
    })

  test('is told the address with a secret, brings what is written, and what is told twice is there once', async () => {
    expect(telegram.state.webhook).toMatchObject({ url: expect.stringMatching(/\/hooks\/telegram_bot\/channel$/) })
    expect(telegram.state.webhook?.secret).toMatch(/^[\w-]{40,256}$/)
    olena.writes('Чи є плед?')
    await eventually(async () => expect(await texts()).toEqual(['Чи є плед?']))
    telegram.repeat()
    olena.writes('У зеленому')
    await eventually(async () => expect(await texts()).toEqual(['Чи є плед?', 'У зеленому']))
    const [dialog] = await shop.dialogs()
    await shop.reply(dialog?.id ?? '', 'Так, є')
    await eventually(() => expect(olena.shown().map(({ text }) => text)).toEqual(['Так, є']))
  })

  test('without the secret, or with another, it is 403 and nothing is kept', async () => {
    const secret = telegram.state.webhook?.secret ?? ''
    for (const wrong of [undefined, '', 'another', secret.slice(0, -1), `${secret}x`, secret.toUpperCase()])
      expect((await call(update(1, 'Чуже'), wrong)).status).toBe(403)
    expect(await shop.arrivals()).toEqual([])
    expect((await call(update(2, 'Своє'), secret)).status).toBe(200)
    await eventually(async () => expect(await texts()).toEqual(['Своє']))
  })

  test('[CON3] what Telegram brings and we cannot read is taken, kept and counted, so that it is not brought for ever', async () => {
    const secret = telegram.state.webhook?.secret ?? ''
    expect((await call('not json', secret)).status).toBe(200)
    expect((await call('{"update_id":3,"message":{"message_id":1}}', secret)).status).toBe(200)
    await eventually(async () => expect((await shop.connections.status(shop.channelId)).unreadable).toBe(2))
  })

  test('[CON1] what is written while Okno is away is brought when it is back', async () => {
    const closed = shop.restart()
    olena.writes('Під час перерви')
    await closed
    await eventually(async () => expect(await texts()).toEqual(['Під час перерви']))
  })
})
