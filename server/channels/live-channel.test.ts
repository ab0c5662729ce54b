import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { change } from '#shared/domain/row'
import { makeBlobFiles } from '../http/blob-files'
import { makeLog } from '../log'
import { makeParts, NOON, type Parts } from '../parts-fixture'
import { makeChannelFiles } from './coming-files'
import { createConnections } from './connections'
import { connector } from './connector'
import { makeKeyring } from './sealing'

const HOUR_MS = 3_600_000
const ACCOUNT = { settings: {}, secrets: { token: 'very-secret-token' } }

/** Listens, and says so; what is handed to it is one message each. */
function fakeConnector(listening: string[]) {
  return connector({
    kind: 'gateway',
    settings: v.object({}),
    secrets: v.object({ token: v.pipe(v.string(), v.minLength(5)) }),
    check: async () => ({ ok: true, name: 'Fake' }),
    connect: (_account, services) => ({
      async start() {
        listening.push('start')
        services.report('connected')
      },
      async stop() {
        listening.push('stop')
      },
      read(raw) {
        if (raw === 'bad') return { ok: false, reason: 'bad' }
        const [key = '', text = '', ref] = raw.split('|')
        const files = ref === undefined ? [] : [{ from: { ref }, name: 'a.txt' }]
        return { ok: true, events: [{ type: 'message', key, text, files, peer: { key: 'peer', name: 'Анна', origin: null } }] }
      },
      async fetch(ref) {
        return ref === 'later' ? { ok: false, why: 'later' } : { ok: true, bytes: Buffer.from(ref) }
      },
      send: async () => ({ outcome: 'sent' }),
    }),
  })
}

describe('a connected channel', () => {
  let parts: Parts
  const lines: string[] = []
  const quiet = async () => {
    for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  const make = (listening: string[], keys: readonly Buffer[] = [Buffer.alloc(32, 1)]) =>
    createConnections({
      connectors: [fakeConnector(listening)],
      store: parts.store,
      committer: parts.committer,
      roster: parts.roster,
      accept: parts.accept,
      keyring: makeKeyring(keys),
      files: makeChannelFiles({ blobs: parts.store.blobs, files: makeBlobFiles('/nowhere'), clock: parts.clock }),
      publicUrl: null,
      onReleased: () => undefined,
      clock: parts.clock,
      log: makeLog({ write: (line) => lines.push(line), isReadable: false, clock: parts.clock }),
    })
  type Made = ReturnType<typeof make>
  const open: Made[] = []
  async function begin(listening: string[], keys?: readonly Buffer[]): Promise<Made> {
    const made = make(listening, keys)
    open.push(made)
    await made.start()
    await quiet()
    return made
  }

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    parts = await makeParts()
    await parts.put(change('channel', { id: 'c', kind: 'gateway', name: 'Шлюз', isSample: false, greeting: '' }))
  })
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close()
    vi.useRealTimers()
  })

  async function keep(connections: Made): Promise<void> {
    const account = connections.account('gateway', ACCOUNT)
    if (account) await connections.keep('c', account)
    await quiet()
  }

  test('[CON5] is listened to by one process; another takes it over when that one has died', async () => {
    const [one, two]: string[][] = [[], []]
    await keep(await begin(one ?? []))
    await begin(two ?? [])
    expect([one, two]).toEqual([['start'], []])
    // The first one is dead: it renews nothing any more.
    vi.clearAllTimers()
    parts.time.now = NOON + 10_001
    const three: string[] = []
    await begin(three)
    expect(three).toEqual(['start'])
  })

  test('[CON5] is not waited for by the hour when its process has died and the clock was put back since', async () => {
    await keep(await begin([]))
    vi.clearAllTimers()
    parts.time.now = NOON - 3 * HOUR_MS
    const other: string[] = []
    await begin(other)
    expect(other).toEqual(['start'])
  })

  test('[CON5] is not taken from who asked for it a moment after us', async () => {
    const lease = { name: 'channel/c', now: NOON + 2000, until: NOON + 12_000 }
    await parts.store.channels.lease({ ...lease, holder: 'other' })
    const one: string[] = []
    await keep(await begin(one))
    expect(one).toEqual([])
  })

  test('[CON5] is left at once by a process that ends in order', async () => {
    const one: string[] = []
    const first = await begin(one)
    await keep(first)
    await first.close()
    const two: string[] = []
    await begin(two)
    expect([one, two]).toEqual([['start', 'stop'], ['start']])
  })

  test('[SEAL1] whose key is not here says so, and goes on with a new account', async () => {
    const first = await begin([])
    await keep(first)
    await first.close()
    const other = await begin([], [Buffer.alloc(32, 2)])
    expect((await other.status('c')).health).toMatchObject({ state: 'auth', problem: 'sealed' })
    expect(other.held()).toEqual(['c'])
    await keep(other)
    expect((await other.status('c')).health?.state).toBe('connected')
    expect(other.held()).toEqual([])
    expect(lines.join('')).not.toContain('very-secret-token')
  })

  test('[SEAL1] is sealed anew when a new key is put before the old one', async () => {
    const first = await begin([])
    await keep(first)
    await first.close()
    const [before] = await parts.store.channels.accounts()
    const second = await begin([], [Buffer.alloc(32, 2), Buffer.alloc(32, 1)])
    const [after] = await parts.store.channels.accounts()
    expect(after?.sealed).not.toBe(before?.sealed)
    await second.close()
    const third = await begin([], [Buffer.alloc(32, 2)])
    expect((await third.status('c')).health?.state).toBe('connected')
  })

  test('[CON3] shows what it could not read, and reads it again when told to', async () => {
    const connections = await begin([])
    await keep(connections)
    await connections.live('c')?.receive([
      { key: '1', raw: 'bad' },
      { key: '2', raw: 'k|Привіт' },
    ])
    await quiet()
    expect(await connections.status('c')).toMatchObject({ unreadable: 1, failed: 0, waiting: 0, lastAt: NOON })
    expect(await parts.store.channels.inTrouble('c', 9)).toMatchObject([{ key: '1', raw: 'bad', reason: 'bad' }])
    await connections.replay('c')
    await quiet()
    expect(await connections.status('c')).toMatchObject({ unreadable: 1 })
    expect(await parts.store.count('item')).toBe(2)
  })

  test('[CON4] a message does not wait for a file that cannot be had now, nor do those after it', async () => {
    const connections = await begin([])
    await keep(connections)
    await connections.live('c')?.receive([
      { key: '1', raw: 'one|Дивіться фото|later' },
      { key: '2', raw: 'two|І ще' },
    ])
    await quiet()
    const [dialog] = await parts.store.dialogsByRecency({ after: null, limit: 1 })
    const items = (await parts.items(dialog?.id ?? '')).filter(({ kind }) => kind === 'message')
    expect(items).toMatchObject([{ text: 'Дивіться фото', attachments: [], missing: [{ name: 'a.txt', why: 'later' }] }, { text: 'І ще' }])
    expect((await connections.status('c')).waiting).toBe(1)
  })

  test('[TIM4] asks for a file again though the clock has been put back', async () => {
    const connections = await begin([])
    await keep(connections)
    await connections.live('c')?.receive([{ key: '1', raw: 'one|Дивіться фото|later' }])
    await quiet()
    parts.time.now = NOON - 3 * HOUR_MS
    connections.live('c')?.wake()
    await quiet()
    expect(await parts.store.channels.waiting('c', { now: NOON, after: 0, limit: 9 })).toMatchObject([{ attempts: 2 }])
  })

  test('[CON4] however many wait for their files, what comes after them is handled', async () => {
    const connections = await begin([])
    await keep(connections)
    const arrivals = Array.from({ length: 501 }, (_, n) => ({ channelId: 'c', key: `${n}`, at: NOON, raw: `m${n}|фото|later` }))
    const handled = arrivals.map(({ channelId, key }) => ({ channelId, key, attempts: 6, dueAt: NOON + 1, since: NOON, peerKey: 'peer' }))
    await parts.write({ arrivals, handled: handled.map((each) => ({ ...each, state: 'waiting' as const, reason: 'files' })) })
    await connections.live('c')?.receive([{ key: 'new', raw: 'new|Добрий день' }])
    await quiet()
    expect(await connections.status('c')).toMatchObject({ waiting: 501 })
    const [dialog] = await parts.store.dialogsByRecency({ after: null, limit: 1 })
    expect((await parts.items(dialog?.id ?? '')).filter(({ kind }) => kind === 'message')).toMatchObject([{ text: 'Добрий день' }])
  })
})
