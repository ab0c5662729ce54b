import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Dialog } from '#shared/domain/dialog'
import type { MessageItem } from '#shared/domain/item'
import { change } from '#shared/domain/row'
import { type BlobFiles, makeBlobFiles } from '../http/blob-files'
import { makeParts, NOON, type Parts } from '../parts-fixture'
import { type Arrivals, createArrivals } from './arrivals'
import { makeChannelFiles } from './coming-files'
import type { Connection } from './connector'

let parts: Parts
let arrivals: Arrivals
const end = new AbortController()
/** Patience with files: it ends when a test says so. */
let patience: AbortController[] = []
let errors: unknown[] = []
let isFull = false

/** `person|key|text|file`: what hangs never comes, whatever signal it is given. */
const connection: Connection = {
  start: async () => undefined,
  stop: async () => undefined,
  read(raw) {
    const [peer = '', key = '', text = '', ref] = raw.split('|')
    const files = ref === undefined ? [] : [{ from: { ref }, name: 'a.txt' }]
    return { ok: true, events: [{ type: 'message', key, text, files, peer: { key: peer, name: peer, origin: null } }] }
  },
  async fetch(ref) {
    if (ref === 'hangs') await new Promise(() => undefined)
    return ref === 'photo' ? { ok: true, bytes: Buffer.from('photo') } : { ok: false, why: 'gone' }
  },
  send: async () => ({ outcome: 'sent' }),
}

const disk = (): BlobFiles => ({
  ...makeBlobFiles('/nowhere'),
  write: async () => (isFull ? Promise.reject(new Error('ENOSPC')) : 'the-hash-of-it'),
})

const quiet = async () => {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

beforeEach(async () => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const controller = new AbortController()
    patience.push(controller)
    return controller.signal
  })
  patience = []
  errors = []
  isFull = false
  parts = await makeParts()
  await parts.put(change('channel', { id: 'c', kind: 'gateway', name: 'Шлюз', isSample: false, greeting: '' }))
  const { store, committer, accept, clock } = parts
  arrivals = createArrivals({
    channelId: 'c',
    connection,
    store: store.channels,
    committer,
    accept,
    files: makeChannelFiles({ blobs: store.blobs, files: disk(), clock }),
    clock,
    signal: end.signal,
    onError: (error) => errors.push(error),
  })
  arrivals.start()
})
afterEach(async () => {
  for (const each of patience) each.abort()
  await arrivals.stop()
  expect(errors).toEqual([])
  vi.restoreAllMocks()
})

const come = async (...raws: string[]) => {
  await arrivals.receive(raws.map((raw) => ({ key: raw, raw })))
  await quiet()
}

async function messages(): Promise<readonly MessageItem[]> {
  const dialogs = (await parts.store.dialogsByRecency({ after: null, limit: 99 })).map(({ row }) => row as Dialog)
  const items = await Promise.all(dialogs.map(({ id }) => parts.items(id)))
  return items.flat().filter((item) => item.kind === 'message')
}
const texts = async () => (await messages()).map(({ text }) => text)

const SLOW = Array.from({ length: 20 }, (_, n) => `slow${n}|s${n}|фото ${n}|hangs`)

test('[CON4] however many wait for files that do not come, whoever brings none is heard', async () => {
  await come(...SLOW)
  expect(await texts()).toEqual([])
  await come('anna|a|Добрий день', 'slow0|late|а де відповідь?')
  expect(await texts()).toEqual(['Добрий день'])
})

test('[CON4] a message whose files do not come is shown without them, and those behind it have their turn, in order', async () => {
  await come(...SLOW, 'slow0|late|а де відповідь?', 'anna|a|моє фото|gone')
  for (let turn = 0; turn < 5; turn += 1) {
    for (const each of patience) each.abort()
    await quiet()
  }
  const all = await messages()
  expect(all).toHaveLength(SLOW.length + 2)
  expect(all.find(({ text }) => text === 'фото 7')).toMatchObject({ missing: [{ why: 'later' }] })
  expect((await texts()).filter((text) => text === 'фото 0' || text.startsWith('а де'))).toEqual(['фото 0', 'а де відповідь?'])
})

test('[CON4] a file that is asked for again holds up neither its own person nor the files of others', async () => {
  await come('slow0|s0|фото 0|hangs', 'slow1|s1|фото 1|hangs', 'slow2|s2|фото 2|hangs')
  for (const each of patience) each.abort()
  await quiet()
  expect(await texts()).toHaveLength(3)
  parts.time.now = NOON + 5_000
  arrivals.wake()
  await quiet()
  await come('slow0|late|а де відповідь?', 'anna|a|моє фото|gone')
  expect(await texts()).toEqual(expect.arrayContaining(['а де відповідь?', 'моє фото']))
})

test('[CON4] one person’s many do not hide what others have said after them', async () => {
  await come('slow|s|фото|hangs', ...Array.from({ length: 600 }, (_, n) => `slow|s${n}|ще ${n}`), 'anna|a|Добрий день')
  expect(await texts()).toEqual(['Добрий день'])
})

test('[CON4] on a full disk the words of a message are shown, and its file comes when there is room', async () => {
  isFull = true
  await come('anna|a|моє фото|photo')
  expect(await messages()).toMatchObject([{ text: 'моє фото', attachments: [], missing: [{ name: 'a.txt', why: 'later' }] }])
  expect(errors.splice(0)).toHaveLength(1)
  isFull = false
  parts.time.now = NOON + 5_000
  arrivals.wake()
  await quiet()
  expect(await messages()).toMatchObject([{ text: 'моє фото', attachments: [{ name: 'a.txt' }] }])
})
