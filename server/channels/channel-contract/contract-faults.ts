import { expect, test } from 'vitest'
import { begun, type Ends, eventually } from './ends'

/** Duplicates, bad lines, hostile payloads: nothing is lost, nothing comes twice. */
export function faultRules(ends: () => Ends): void {
  const stateOf = async ({ shop }: Ends, id: string) => (await shop.messages()).find((message) => message.id === id)
  const texts = async ({ shop }: Ends) => (await shop.messages()).filter(({ direction }) => direction === 'in').map(({ text }) => text)

  test('[CON2] what is told twice is there once, also after a restart', async () => {
    const { peer, shop } = ends()
    await begun(ends())
    await peer.again()
    await shop.restart()
    await peer.again()
    await peer.says('Ще одне')
    await eventually(async () => expect(await texts(ends())).toContain('Ще одне'))
    expect(await texts(ends())).toEqual(['Добрий день', 'Ще одне'])
  })

  test('[CON2] a stored event handled again changes nothing', async () => {
    const { shop } = ends()
    await begun(ends())
    const before = JSON.stringify(await shop.items())
    for (const key of await shop.arrivals()) await shop.connections.replay(shop.channelId, key)
    await eventually(async () => expect((await shop.connections.status(shop.channelId)).waiting).toBe(0))
    expect(JSON.stringify(await shop.items())).toBe(before)
  })

  test('[CON4] what one customer writes in a row stands in that order', async () => {
    const { peer } = ends()
    const said = Array.from({ length: 20 }, (_, index) => `рядок ${index + 1}`)
    for (const text of said) await peer.says(text)
    await eventually(async () => expect(await texts(ends())).toHaveLength(20))
    expect(await texts(ends())).toEqual(said)
  })

  test('[CON1] the vendor dies and comes back, the server restarts in between: all is there once', async () => {
    const { peer, shop } = ends()
    const { dialog } = await begun(ends(), 'перше')
    await peer.stop()
    const id = await shop.reply(dialog.id, 'Відповідь у темряві')
    await eventually(async () => expect((await shop.connections.status(shop.channelId)).health?.state).toBe('down'))
    await peer.start()
    await peer.says('друге')
    await shop.restart()
    await peer.says('третє')
    await eventually(async () => expect(await texts(ends())).toHaveLength(3))
    expect(await texts(ends())).toEqual(['перше', 'друге', 'третє'])
    await eventually(async () => expect((await stateOf(ends(), id))?.state).toMatch(/sent|delivered|read|unknown/))
    const got = (await peer.got()).filter(({ text }) => text === 'Відповідь у темряві')
    expect(got.length).toBe((await stateOf(ends(), id))?.state === 'unknown' ? got.length : 1)
    expect(got.length).toBeLessThan(2)
  })

  test('[CON3] hostile events are kept and shown, and what comes after them is taken', async () => {
    const { peer, shop } = ends()
    const events = peer.hostile.map((raw, index) => ({ key: `hostile-${index}`, raw }))
    await shop.connections.live(shop.channelId)?.receive(events)
    await begun(ends(), 'після них')
    await eventually(async () => expect((await shop.connections.status(shop.channelId)).waiting).toBe(0))
    expect((await shop.connections.status(shop.channelId)).unreadable).toBe(events.length)
    expect(await texts(ends())).toEqual(['після них'])
  })

  test('a channel that asks to go slower is waited for, and gets the message once', async () => {
    const { peer, shop } = ends()
    const { dialog } = await begun(ends())
    for (let time = 0; time < 3; time += 1) peer.failNext('slow-down')
    const id = await shop.reply(dialog.id, 'Не поспішаючи')
    await eventually(async () => expect((await stateOf(ends(), id))?.state).toMatch(/sent|delivered|read/))
    expect((await peer.got()).map(({ text }) => text)).toEqual(['Не поспішаючи'])
  })

  test('[OUT2] a send whose answer is lost is unknown, and is never repeated by itself', async () => {
    const { peer, shop } = ends()
    const { dialog } = await begun(ends())
    peer.failNext('lost-answer')
    const id = await shop.reply(dialog.id, 'Раз')
    const known = peer.repeatsSafely ? /sent|delivered/ : /unknown|delivered/
    await eventually(async () => expect((await stateOf(ends(), id))?.state).toMatch(known))
    await shop.restart()
    await shop.reply(dialog.id, 'Два')
    await eventually(async () => expect((await peer.got()).map(({ text }) => text)).toContain('Два'))
    expect((await peer.got()).map(({ text }) => text)).toEqual(['Раз', 'Два'])
  })

  test('a failure that passes is tried again; one that stays says why', async () => {
    const { peer, shop } = ends()
    const { dialog } = await begun(ends())
    peer.failNext('temporary')
    const first = await shop.reply(dialog.id, 'Ще раз')
    await eventually(async () => expect((await stateOf(ends(), first))?.state).toMatch(/sent|delivered|read/))
    peer.failNext('permanent')
    const second = await shop.reply(dialog.id, 'Ніколи')
    await eventually(async () => expect((await stateOf(ends(), second))?.state).toBe('failed'))
    expect((await stateOf(ends(), second))?.error).toMatch(peer.permanentReason)
    expect((await peer.got()).map(({ text }) => text)).toEqual(['Ще раз'])
  })

  test('a paused channel takes and sends nothing, and loses nothing', async () => {
    const { peer, shop } = ends()
    const { dialog } = await begun(ends())
    await shop.act({ type: 'channel.set', args: { channelId: shop.channelId, fields: { isPaused: true } } })
    const id = await shop.reply(dialog.id, 'Пізніше')
    await peer.says('Під час перерви')
    expect((await stateOf(ends(), id))?.state).toBe('queued')
    expect(await peer.got()).toEqual([])
    await shop.act({ type: 'channel.set', args: { channelId: shop.channelId, fields: { isPaused: false } } })
    await eventually(async () => expect((await stateOf(ends(), id))?.state).toMatch(/sent|delivered|read/))
    await eventually(async () => expect(await texts(ends())).toEqual(['Добрий день', 'Під час перерви']))
  })

  test('no secret is in the log, nor in the database as it was given', async () => {
    const { peer, shop } = ends()
    await begun(ends())
    const secrets = Object.values(peer.secrets as Record<string, string>)
    for (const secret of secrets) {
      expect(shop.lines.join('')).not.toContain(secret)
      expect((await shop.database()).includes(secret)).toBe(false)
    }
  })
}
