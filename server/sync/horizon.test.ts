import { describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import { CHANNEL, dialogRows, makeParts, NOON, OLGA } from '../parts-fixture'
import { createHorizon } from './horizon'

const DAY = 86_400_000
const channel = (id: string) => change('channel', { id, kind: 'sms', name: id, isSample: false, greeting: '' })

async function makeWorld() {
  const parts = await makeParts()
  const errors: unknown[] = []
  const horizon = await createHorizon({ store: parts.store, clock: parts.clock, onError: (error) => errors.push(error) })
  /** Lets days pass, with a look at each of them. */
  const live = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      parts.time.now += DAY
      await horizon.sweep()
    }
  }
  const drop = (id: string) => parts.write({ deletions: [{ kind: 'channel', id }] })
  const hearsOf = async (id: string) => (await parts.store.rows([{ kind: 'channel', id }])).length > 0
  return { ...parts, horizon, live, drop, hearsOf }
}

describe('[HOR1][HOR2] what was deleted', () => {
  test('is remembered for 45 days, then forgotten, and the horizon says so', async () => {
    const { put, drop, live, hearsOf, horizon, feed, store } = await makeWorld()
    await put(channel('old'), channel('kept'))
    await drop('old')
    const deletedAt = feed.head()
    await live(1)
    await put(...dialogRows('d'))
    await live(44)
    expect([await hearsOf('old'), horizon.current()]).toEqual([true, 0])
    await live(1)
    expect([await hearsOf('old'), horizon.current()]).toEqual([false, deletedAt])
    expect([await hearsOf('kept'), await hearsOf(CHANNEL), await store.past.horizon()]).toEqual([true, true, deletedAt])
    const again = await createHorizon({ store, clock: () => NOON, onError: () => undefined })
    expect(again.current()).toBe(deletedAt)
  })

  test('and made again meanwhile stays', async () => {
    const { put, drop, live, hearsOf } = await makeWorld()
    await put(channel('back'))
    await drop('back')
    await live(20)
    await put(channel('back'))
    await live(60)
    expect(await hearsOf('back')).toBe(true)
  })

  test('is forgotten in steps, however much it is', async () => {
    const { put, write, live, store } = await makeWorld()
    const ids = Array.from({ length: 1100 }, (_, n) => `c${n}`)
    await put(...ids.map(channel))
    await write({ deletions: ids.map((id) => ({ kind: 'channel', id })) })
    await live(47)
    expect(await store.rows(ids.map((id) => ({ kind: 'channel', id })))).toEqual([])
  })
})

describe('[HOR3] the result of a command', () => {
  test('is kept for 400 days', { timeout: 60_000 }, async () => {
    const { put, write, live, store } = await makeWorld()
    const result = (id: string) => ({
      command: { id, type: 'dialog.spam' as const, args: { dialogId: 'd' } },
      operatorId: OLGA.operatorId,
      result: { id, status: 'rejected' as const, code: 'not-found' as const },
    })
    await write({ results: [result('old')] })
    await put(...dialogRows('d'))
    await write({ results: [result('young')] })
    await live(400)
    const known = async () => (await store.results(['old', 'young'], OLGA.operatorId)).map(({ id }) => id)
    expect(await known()).toEqual(['old', 'young'])
    await live(1)
    // The young one stands where the shop stood on that day: it may be of a later one.
    expect(await known()).toEqual(['young'])
  })
})
