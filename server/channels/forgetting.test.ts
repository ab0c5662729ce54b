import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { CHANNEL, inbound, makeParts, NOON } from '../parts-fixture'
import { openStore } from '../store/open'
import type { Past, Writes } from '../store/port'
import { createForgetting } from './forgetting'
import type { InboundEvent } from './port'

const DAY_MS = 86_400_000
const MANY = 1100
const many = <T>(make: (n: number) => T): readonly T[] => Array.from({ length: MANY }, (_, n) => make(n))

async function begin() {
  const database = new Database(':memory:')
  const store = await openStore({ database })
  const looks: number[] = []
  const forgetTold: Past['forgetTold'] = (of) => {
    looks.push(of.limit)
    return store.past.forgetTold(of)
  }
  const write = (writes: Writes) => store.transact(async () => ({ writes, value: null }))
  const left = (table: string) => database.prepare(`select count(*) from ${table}`).pluck().get()
  return { write, left, looks, ...createForgetting({ past: { forgetTold }, clock: () => NOON, onError: () => undefined }) }
}

test('[CON6] what channels told and were told is kept for two weeks after it is over, and goes in small steps', async () => {
  const { write, left, looks, round } = await begin()
  const raw = (key: string, at: number) => ({ channelId: CHANNEL, key, at, raw: '{}' })
  const handled = { channelId: CHANNEL, attempts: 1, dueAt: 0, since: 0, reason: null, peerKey: null, state: 'done' } as const
  const sent = { dialogId: 'd', channelId: CHANNEL, state: 'finished', attempts: 1, since: 0 } as const
  const [old, fresh] = [NOON - 14 * DAY_MS - 1, NOON - 14 * DAY_MS]
  const arrivals = [...many((n) => raw(`a${n}`, old)), raw('fresh', fresh), raw('waits', old), raw('failed', old)]
  await write({
    arrivals,
    handled: [
      ...arrivals.filter(({ key }) => key !== 'waits').map(({ key }) => ({ ...handled, key })),
      { ...handled, key: 'failed', state: 'failed' as const },
    ],
    inbound: [...many((n) => raw(`r${n}`, old)), raw('fresh', fresh)],
    jobs: [
      ...many((n) => ({ ...sent, itemId: `i${n}`, dueAt: old })),
      { ...sent, itemId: 'fresh', dueAt: fresh },
      { ...sent, itemId: 'waits', dueAt: old, state: 'queued' },
      { ...sent, itemId: 'leaves', dueAt: old, state: 'sending' },
    ],
    early: [
      ...many((n) => ({ name: `n${n}`, key: 'k', body: '{}', until: NOON })),
      { name: 'waits', key: 'k', body: '{}', until: NOON + 1 },
    ],
  })
  await round()
  expect(['arrival', 'inbound_raw', 'send_job', 'early_change'].map(left)).toEqual([3, 1, 3, 1])
  expect(looks).toEqual([500, 500, 500])
})

test('[IN1] a message told again after what it came as has gone is the same message', async () => {
  const { accept, store, time, row } = await makeParts()
  const event: InboundEvent = { ...inbound('a'), raw: '{}' }
  const first = await accept(event)
  time.now += 20 * DAY_MS
  await createForgetting({ past: store.past, clock: () => time.now, onError: () => undefined }).round()
  expect(await accept(event)).toMatchObject({ ok: true, isDuplicate: true, itemId: first.ok && first.itemId })
  expect(await row('dialog', first.ok ? first.dialogId : '')).toMatchObject({ unanswered: 1 })
})

test('[IN4] a change waits a month for its message, and not for ever', async () => {
  const { accept, store, time } = await makeParts()
  const change: InboundEvent = { type: 'deleted', channelId: CHANNEL, peerKey: 'visitor', target: { key: 'a' }, at: NOON }
  await accept(change)
  const kept = async () => (await store.early([`event:${CHANNEL}:a`])).length
  const { round } = createForgetting({ past: store.past, clock: () => time.now, onError: () => undefined })
  time.now += 30 * DAY_MS - 1
  await round()
  expect(await kept()).toBe(1)
  time.now += 1
  await round()
  expect(await kept()).toBe(0)
})
