/**
 * The bot against a Bot API server that somebody else has written (telegram-test-api): what we take for Telegram's shapes, its
 * author took for them too. It knows texts alone; all the rest is held by the contract over our own.
 */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { eventually } from '../channel-contract/ends'
import { openShop } from '../channel-contract/shop'
import { telegramBot } from './connector'

const PEERS = new URL('../../peers/package.json', import.meta.url)
const isHere = existsSync(new URL('node_modules/telegram-test-api/package.json', PEERS))
const TOKEN = '7701:AAForeignTokenOfATestBot-0123456789'

/** What we need of it. */
interface ForeignServer {
  start(): Promise<void>
  stop(): Promise<unknown>
  getClient(
    token: string,
    options: object,
  ): {
    makeMessage(text: string): object
    sendMessage(message: object): Promise<unknown>
    /** What the bot has sent since the last question. */
    getUpdates(): Promise<unknown>
  }
}
const Sent = v.object({ result: v.array(v.object({ message: v.looseObject({ text: v.string() }) })) })

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const port: unknown = Reflect.get(Object(probe.address()), 'port')
  await new Promise((resolve) => probe.close(resolve))
  return Number(port)
}

async function startForeign(port: number): Promise<ForeignServer> {
  const Server = createRequire(PEERS)('telegram-test-api')
  const server: ForeignServer = new Server({ port, host: '127.0.0.1' })
  await server.start()
  return server
}

test.skipIf(!isHere)('[H2] a bot talks over a server that others have written (installed by `npm test`)', async () => {
  const port = await freePort()
  const server = await startForeign(port)
  const settings = { mode: 'polling', server: `http://127.0.0.1:${port}` }
  const secrets = { token: TOKEN }
  expect(await telegramBot.account({ settings, secrets })?.check(AbortSignal.timeout(5000))).toMatchObject({ ok: true })
  const shop = await openShop({ connector: telegramBot, settings, secrets })
  try {
    const olena = server.getClient(TOKEN, { userId: 42, chatId: 42, firstName: 'Олена' })
    const texts = async () => (await shop.messages()).map(({ direction, text }) => [direction, text])
    await olena.sendMessage(olena.makeMessage('Добрий день'))
    await olena.sendMessage(olena.makeMessage('Плед ще є?'))
    await eventually(async () =>
      expect(await texts()).toEqual([
        ['in', 'Добрий день'],
        ['in', 'Плед ще є?'],
      ]),
    )
    const [dialog] = await shop.dialogs()
    expect((await shop.row('contact', dialog?.contactId ?? ''))?.name).toBe('Олена')
    const id = await shop.reply(dialog?.id ?? '', 'Є, сірий і синій')
    await eventually(async () => expect((await shop.messages()).find((each) => each.id === id)?.state).toBe('sent'))
    const { result } = v.parse(Sent, await olena.getUpdates())
    expect(result.map(({ message }) => message.text)).toEqual(['Є, сірий і синій'])
  } finally {
    await shop.close()
    await server.stop()
  }
})
