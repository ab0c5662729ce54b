import Dexie from 'dexie'
import { afterEach, expect, test, vi } from 'vitest'
import { MAX_CHUNK_BYTES } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'
import { makeChance } from '#shared/lib/chance'
import { makeDevice, NOON, outboxRow } from '../data/device-fixture'
import type { VaultFile } from '../data/vault'
import { nextChunk, partAt, type UploadAnswer, type UploadPort, Uploads } from './uploads'

const file = (id: Id, text: string, more: Partial<VaultFile> = {}): VaultFile => ({
  id,
  name: `${id}.txt`,
  mime: 'text/plain',
  blob: new Blob([text]),
  isUploaded: false,
  at: NOON,
  ...more,
})

type Fault = 'lost' | 'unreachable' | 'none'

/** A server that keeps parts; `answer` may spoil an answer after its effect, or before. */
function makeServer(spoil: () => Fault = () => 'none') {
  const held = new Map<Id, string>()
  const parts: string[] = []
  const sizes = new Map<Id, number>()
  const refused = new Set<Id>()
  const say = (id: Id): UploadAnswer => {
    const text = held.get(id) ?? ''
    return { ok: true, place: { offset: text.length, isStored: text.length > 0 && text.length === sizes.get(id) } }
  }
  const port: UploadPort = {
    async where(id) {
      return refused.has(id) ? { ok: false, reason: 'refused' } : spoil() !== 'none' ? { ok: false, reason: 'failed' } : say(id)
    },
    async append({ id, blob }, { from, to }, signal) {
      const fault = spoil()
      if (fault === 'unreachable' || signal.aborted) return { ok: false, reason: 'failed' }
      const text = held.get(id) ?? ''
      sizes.set(id, blob.size)
      if (from === text.length) {
        held.set(id, text + (await blob.slice(from, to).text()))
        parts.push(`${id} ${from}-${to}`)
      }
      return fault === 'lost' ? { ok: false, reason: 'failed' } : say(id)
    },
  }
  return { port, held, parts, refused }
}

/** Time passes by itself: a wait of three seconds is over at the next turn. */
const timers: Uploads[] = []
function start(device: ReturnType<typeof makeDevice>, port: UploadPort) {
  const progress: number[] = []
  const settled = vi.fn()
  const uploads = new Uploads({
    vault: device.vault,
    port,
    now: () => NOON,
    onProgress: (_, part) => progress.push(part),
    onSettled: settled,
  })
  timers.push(uploads)
  uploads.run()
  return { uploads, progress, settled }
}
afterEach(() => {
  for (const uploads of timers.splice(0)) uploads.stop()
})
const isUploaded = async ({ vault }: ReturnType<typeof makeDevice>, id: Id) => (await vault.files.get(id))?.isUploaded

test('[UPL4] a file goes on where the server stands, whatever was lost, and arrives whole', async () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const chance = makeChance(seed)
    const device = makeDevice()
    const text = 'x'.repeat(600_000 + chance.below(900_000))
    await device.vault.files.add(file('f', text))
    const { port, held } = makeServer(() => chance.pick<Fault>(['lost', 'unreachable', 'none', 'none']))
    const { uploads } = start(device, port)
    await vi.waitFor(async () => {
      // As the timer would in three seconds, or the next tab after a restart.
      uploads.run()
      expect(await isUploaded(device, 'f')).toBe(true)
    }, 10_000)
    expect(held.get('f')).toHaveLength(text.length)
    uploads.stop()
  }
})

test('[UPL5] a file that is paused lets others pass, and goes on when told', async () => {
  const device = makeDevice()
  await device.vault.files.bulkAdd([file('first', 'one', { isPaused: true }), file('second', 'two', { at: NOON + 1 })])
  const { port, held } = makeServer()
  const { uploads, settled } = start(device, port)
  await vi.waitFor(async () => expect(await isUploaded(device, 'second')).toBe(true))
  expect(held.has('first')).toBe(false)
  await device.vault.files.update('first', { isPaused: false })
  await vi.waitFor(async () => {
    uploads.run()
    expect(await isUploaded(device, 'first')).toBe(true)
  })
  expect(settled).toHaveBeenCalledTimes(2)
})

test('[UPL5] a file that is taken away or paused in the middle is let go of', async () => {
  const device = makeDevice()
  await device.vault.files.bulkAdd([file('gone', 'x'.repeat(2_000_000)), file('next', 'two', { at: NOON + 1 })])
  const server = makeServer()
  let uploads: Uploads | undefined
  const port: UploadPort = {
    ...server.port,
    async append(sent, part, signal) {
      if (sent.id === 'gone') {
        await device.vault.files.delete('gone')
        uploads?.run()
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
      }
      return server.port.append(sent, part, signal)
    },
  }
  uploads = start(device, port).uploads
  await vi.waitFor(async () => expect(await isUploaded(device, 'next')).toBe(true))
  expect(server.held.has('gone')).toBe(false)
})

test('[UPL6] a file that the server will never take ends the replies that carry it, and no others', async () => {
  const device = makeDevice()
  await device.vault.files.add(file('bad', 'x'))
  await device.vault.outbox.bulkAdd([
    outboxRow('with', { type: 'message.send', files: ['bad'] }),
    outboxRow('without'),
    outboxRow('elsewhere', { type: 'message.send', files: ['other'] }),
  ])
  const { port, refused } = makeServer()
  refused.add('bad')
  const { settled } = start(device, port)
  await vi.waitFor(() => expect(settled).toHaveBeenCalledOnce())
  const rows = await device.vault.outbox.orderBy('n').toArray()
  expect(rows.map(({ id, state, code }) => [id, state, code])).toEqual([
    ['with', 'refused', 'file-refused'],
    ['without', 'waiting', null],
    ['elsewhere', 'waiting', null],
  ])
  // The author may still take the reply back, with the file.
  expect(await device.vault.files.get('bad')).toMatchObject({ isRefused: true })
})

test('[UPL4] parts grow where the network is quick, shrink where it is slow, and never leave their bounds', () => {
  expect(nextChunk(256 * 1024, 300)).toBe(512 * 1024)
  expect(nextChunk(256 * 1024, 2000)).toBe(256 * 1024)
  expect(nextChunk(256 * 1024, 9000)).toBe(128 * 1024)
  expect(nextChunk(MAX_CHUNK_BYTES, 1)).toBe(MAX_CHUNK_BYTES)
  expect(nextChunk(32 * 1024, 60_000)).toBe(32 * 1024)
  expect(partAt(0, 10, 4)).toEqual({ from: 0, to: 4 })
  expect(partAt(8, 10, 4)).toEqual({ from: 8, to: 10 })
  expect(partAt(10, 10, 4)).toEqual({ from: 9, to: 10 })
})

test('[UPL7] a file that nothing names is not kept for ever', async () => {
  const device = makeDevice()
  const old = { at: NOON - 48 * 3600_000, isUploaded: true }
  await device.vault.files.bulkAdd([file('stray', 'x', old), file('named', 'x', old), file('fresh', 'x', { isUploaded: true })])
  await device.vault.outbox.add(outboxRow('reply', { type: 'message.send', files: ['named'], state: 'refused' }))
  start(device, makeServer().port)
  await expect.poll(() => device.vault.files.toCollection().primaryKeys()).toEqual(['fresh', 'named'])
})

test('[UPL6] a draft waits on with a file that will never be taken: its author sees it there', async () => {
  const device = makeDevice()
  const server = makeServer()
  server.refused.add('bad')
  await device.vault.files.add(file('bad', 'x'))
  await device.vault.outbox.add(outboxRow('draft', { type: 'draft.attach', files: ['bad'] }))
  start(device, server.port)
  await expect.poll(async () => (await device.vault.files.get('bad'))?.isRefused).toBe(true)
  expect(await device.vault.outbox.get({ id: 'draft' })).toMatchObject({ state: 'waiting' })
})

test('[UPL5] a file that is told of just as the last look has found none is sent', async () => {
  const device = makeDevice()
  const { port } = makeServer()
  const { files } = device.vault
  const lastLook = async (): Promise<VaultFile[]> => {
    await files.add(file('late', 'one'))
    uploads.run()
    return []
  }
  vi.spyOn(files, 'toArray').mockImplementationOnce(() => Dexie.Promise.resolve(lastLook()))
  const { uploads } = start(device, port)
  await vi.waitFor(async () => expect(await isUploaded(device, 'late')).toBe(true))
})
