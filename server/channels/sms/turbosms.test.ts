import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#shared/domain/id'
import { eventually } from '../channel-contract/ends'
import { openShop, type Shop } from '../channel-contract/shop'
import { dueOf } from './pending'
import { turboSms } from './turbosms'
import { startTurboSms, TURBO_KEY } from './turbosms-peer'

describe('[H9] SMS by TurboSMS', () => {
  let turbo: Awaited<ReturnType<typeof startTurboSms>>
  let shop: Shop
  const connector = turboSms({ lookMs: 1000, againMs: 50, laterMs: 100, askMs: 100 })
  const settings = () => ({ via: 'turbosms', sender: 'Teplo', turboServer: turbo.url })
  beforeEach(async () => {
    turbo = await startTurboSms()
    shop = await openShop({ connector, settings: settings(), secrets: { key: TURBO_KEY } })
    await stands('connected')
  })
  afterEach(async () => {
    await shop.close()
    await turbo.stop()
  })

  const stands = (state: string) =>
    eventually(async () => expect((await shop.connections.status(shop.channelId)).health?.state).toBe(state))
  async function write(text: string): Promise<string> {
    const itemId = newId()
    const to = { channelId: shop.channelId, address: '+380671112233', name: null, subject: '' }
    await shop.act({ type: 'dialog.start', args: { ...to, itemId, text, attachments: [] } })
    return itemId
  }
  const message = async (id: string) => (await shop.messages()).find((each) => each.id === id)
  const comesTo = (id: string, state: string, error: string | null = null) =>
    eventually(async () => expect(await message(id)).toMatchObject({ state, error }))

  test('[C-first] an SMS goes out to any number, and is known to be delivered when TurboSMS says so', async () => {
    const id = await write('Ваше замовлення готове 🧣')
    await comesTo(id, 'sent')
    expect(turbo.taken).toMatchObject([{ to: '380671112233', sender: 'Teplo', text: 'Ваше замовлення готове 🧣' }])
    for (const one of turbo.taken) one.status = 'Delivered'
    await comesTo(id, 'delivered')
    const asked = turbo.asked.filter(({ path }) => path === '/message/status.json').length
    const next = await write('Ще одне')
    await comesTo(next, 'sent')
    for (const one of turbo.taken) Object.assign(one, { status: 'Rejected', why: 'no route' })
    await comesTo(next, 'failed', 'no route')
    expect(asked).toBeGreaterThan(0)
    expect(await message(id)).toMatchObject({ state: 'delivered' })
  })

  test('what is still under way is asked for after a restart as well', async () => {
    const id = await write('Перед перезапуском')
    await comesTo(id, 'sent')
    await shop.restart()
    for (const one of turbo.taken) one.status = 'Delivered'
    await comesTo(id, 'delivered')
  })

  test('what TurboSMS refuses says why', async () => {
    turbo.next('stop-list')
    await comesTo(await write('Раз'), 'failed', 'stop-list')
    turbo.next('no-balance')
    await comesTo(await write('Два'), 'failed', 'no-balance')
    expect(turbo.taken).toEqual([])
  })

  test('[OUT2] a lost answer, and one of a server in between, are unknown: sent once, and not again', async () => {
    turbo.next('lost')
    await comesTo(await write('Раз'), 'unknown', 'lost-answer')
    turbo.next('bad-gateway')
    await comesTo(await write('Два'), 'unknown', 'vendor-trouble')
    await shop.restart()
    await comesTo(await write('Три'), 'sent')
    expect(turbo.taken.map(({ text }) => text)).toEqual(['Раз', 'Два', 'Три'])
  })

  test('what was certainly not sent is sent again, once', async () => {
    turbo.next('not-sent')
    await comesTo(await write('Ще раз'), 'sent')
    expect(turbo.taken.map(({ text }) => text)).toEqual(['Ще раз'])
  })

  test('a key that is changed there, and a server that is away: messages wait, and leave when it is over', async () => {
    turbo.account.key = 'another key'
    const first = await write('З новим ключем')
    await stands('auth')
    expect(await message(first)).toMatchObject({ state: 'queued' })
    turbo.account.key = TURBO_KEY
    await stands('connected')
    await comesTo(first, 'sent')
    await turbo.stop()
    const second = await write('Без мережі')
    await stands('down')
    await turbo.start()
    await comesTo(second, 'sent')
    expect(turbo.taken.map(({ text }) => text)).toEqual(['З новим ключем', 'Без мережі'])
  })

  test('a wrong key is told from a right one; what is no account is not tried', async () => {
    const check = (key: string) => connector.account({ settings: settings(), secrets: { key } })?.check(AbortSignal.timeout(5000))
    expect(await check(TURBO_KEY)).toEqual({ ok: true, name: 'Teplo' })
    expect(await check('another')).toMatchObject({ problem: 'wrong-credentials' })
    expect(connector.account({ settings: settings(), secrets: {} })).toBeNull()
    expect(connector.account({ settings: { via: 'turbosms', sender: 'Задовге ім’я' }, secrets: { key: 'x' } })).toBeNull()
  })
})

test('[H9] an SMS is asked for every time while it is fresh, and ever less often later', () => {
  const waiting = [
    { id: 'fresh', since: 1_000_000, askedAt: 1_050_000 },
    { id: 'asked-just-now', since: 0, askedAt: 1_000_000 },
    { id: 'due', since: 0, askedAt: 900_000 },
    { id: 'asked-by-a-clock-that-was-put-back', since: 0, askedAt: 9_000_000 },
  ]
  expect(dueOf(waiting, 1_060_000)).toEqual(['fresh', 'due', 'asked-by-a-clock-that-was-put-back'])
})
