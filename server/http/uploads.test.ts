import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_ATTACHMENT_BYTES, MAX_CHUNK_BYTES } from '#shared/domain/attachment'
import { newId } from '#shared/domain/id'
import { makeChance } from '#shared/lib/chance'
import { type Api, kindOf, startApi } from './api-fixture'
import { makeUnfinishedFiles } from './unfinished-files'

let api: Api
let cookie: string
let other: string

beforeAll(async () => {
  api = await startApi({ isSetUp: true })
  cookie = await api.signIn()
  const colleague = { name: 'Anna', email: 'anna@example.com', password: 'battery staple', role: 'operator' }
  await api.call('POST', '/api/operators', { json: colleague, headers: { cookie } })
  other = await api.signIn(colleague)
})
afterAll(() => api.close())

const TEXT = new TextEncoder().encode('Прайс на осень, весь, до последней строки')

const send = (id: string, offset: number, bytes: Uint8Array<ArrayBuffer>, more: { length?: number; as?: string } = {}) =>
  api.call('PATCH', `/api/uploads/${id}`, {
    body: bytes,
    headers: {
      cookie: more.as ?? cookie,
      'upload-offset': String(offset),
      'upload-length': String(more.length ?? TEXT.length),
      'x-file-name': encodeURIComponent('прайс.txt'),
    },
  })
const where = async (id: string, as = cookie) => (await api.call('GET', `/api/uploads/${id}`, { headers: { cookie: as } })).json()
const stored = async (id: string) => (await api.call('GET', `/api/blobs/${id}`, { headers: { cookie } })).text()

test('[UPL1][UPL2] a file that comes in parts, cut off between them, is whole in the end', async () => {
  const id = newId()
  expect(await where(id)).toEqual({ offset: 0, isStored: false })
  await send(id, 0, TEXT.slice(0, 10))
  expect(await where(id)).toEqual({ offset: 10, isStored: false })
  expect(await (await send(id, 10, TEXT.slice(10, 11))).json()).toEqual({ offset: 11, isStored: false })
  expect(await (await send(id, 11, TEXT.slice(11))).json()).toEqual({ offset: TEXT.length, isStored: true })
  expect(await stored(id)).toBe(new TextDecoder().decode(TEXT))
  expect(await where(id)).toEqual({ offset: TEXT.length, isStored: true })
})

test('[UPL2] a part that belongs elsewhere changes nothing and learns where the file ends', async () => {
  const id = newId()
  await send(id, 0, TEXT.slice(0, 10))
  for (const offset of [0, 9, 11]) {
    const answer = await send(id, offset, TEXT.slice(offset, offset + 5))
    expect([answer.status, await answer.json()]).toEqual([409, { offset: 10, isStored: false }])
  }
  await send(id, 10, TEXT.slice(10))
  expect(await stored(id)).toBe(new TextDecoder().decode(TEXT))
})

test('[WHO1] a file of a window whose browser somebody else has signed in to is not taken as theirs, and nothing of it is lost', async () => {
  const id = newId()
  const me = await (await api.call('GET', '/api/me', { headers: { cookie } })).json()
  const headers = { 'okno-as': (me as { operatorId: string }).operatorId, 'upload-offset': '0', 'upload-length': String(TEXT.length) }
  const as = (theirs: string) => api.call('PATCH', `/api/uploads/${id}`, { body: TEXT, headers: { ...headers, cookie: theirs } })
  expect(await kindOf(await as(other))).toEqual([401, 'unauthenticated'])
  expect(await where(id, other)).toEqual({ offset: 0, isStored: false })
  expect((await as(cookie)).status).toBe(200)
  expect(await stored(id)).toBe(new TextDecoder().decode(TEXT))
})

test('[UPL3] any part may be repeated, also the last, by two tabs at once', async () => {
  const chance = makeChance(7)
  for (let round = 0; round < 20; round += 1) {
    const id = newId()
    for (let offset = 0; offset < TEXT.length; ) {
      const end = Math.min(TEXT.length, offset + 1 + chance.below(30))
      await Promise.all(Array.from({ length: 1 + chance.below(3) }, () => send(id, offset, TEXT.slice(offset, end))))
      offset = end
    }
    expect(await (await send(id, 0, TEXT)).json()).toEqual({ offset: TEXT.length, isStored: true })
    expect(await stored(id)).toBe(new TextDecoder().decode(TEXT))
  }
})

test('[UPL3] a file of which every part has come and which was not finished is finished by any part', async () => {
  const id = newId()
  const { operatorId } = (await (await api.call('GET', '/api/me', { headers: { cookie } })).json()) as { operatorId: string }
  const unfinished = makeUnfinishedFiles(join(api.folder, 'unfinished'), Date.now)
  await unfinished.append({ owner: operatorId, id }, 0, TEXT)
  expect(await where(id)).toEqual({ offset: TEXT.length, isStored: false })
  expect(await (await send(id, TEXT.length - 1, TEXT.slice(-1))).json()).toEqual({ offset: TEXT.length, isStored: true })
  expect(await stored(id)).toBe(new TextDecoder().decode(TEXT))
})

test('[UPL2] what one operator has begun is not another’s to go on with, or to see', async () => {
  const id = newId()
  await send(id, 0, TEXT.slice(0, 10))
  expect(await where(id, other)).toEqual({ offset: 0, isStored: false })
  await send(id, 10, TEXT.slice(10))
  expect(await kindOf(await send(id, 0, TEXT, { as: other }))).toEqual([409, 'conflict'])
  expect(await kindOf(await send(id, 0, TEXT, { as: 'none' }))).toEqual([401, 'unauthenticated'])
})

test('[UPL2] limits: of a part, of a file, and that a part lies within its file', async () => {
  const full = new Uint8Array(MAX_CHUNK_BYTES)
  expect((await send(newId(), 0, full, { length: MAX_ATTACHMENT_BYTES })).status).toBe(200)
  expect(await kindOf(await send(newId(), 0, new Uint8Array(MAX_CHUNK_BYTES + 1), { length: MAX_ATTACHMENT_BYTES }))).toEqual([
    413,
    'too-large',
  ])
  expect(await kindOf(await send(newId(), 0, TEXT, { length: MAX_ATTACHMENT_BYTES + 1 }))).toEqual([413, 'too-large'])
  expect(await kindOf(await send(newId(), 0, TEXT, { length: TEXT.length - 1 }))).toEqual([400, 'invalid'])
  expect(await kindOf(await send(newId(), 0, new Uint8Array(0)))).toEqual([400, 'invalid'])
  expect(await kindOf(await send('не id', 0, TEXT))).toEqual([400, 'invalid'])
})

test('[UPL2] nobody holds more than so many unfinished files; those that nobody comes back for go', async () => {
  const patient = await api.signIn()
  const ids = Array.from({ length: 100 }, () => newId())
  const answers = []
  for (const id of ids) answers.push((await send(id, 0, TEXT.slice(0, 1), { as: other })).status)
  expect(new Set(answers)).toEqual(new Set([200]))
  expect(await kindOf(await send(newId(), 0, TEXT.slice(0, 1), { as: other }))).toEqual([429, 'too-many'])
  api.time.now += 8 * 24 * 60 * 60 * 1000
  await send(newId(), 0, TEXT.slice(0, 1), { as: patient })
  const owners = await readdir(join(api.folder, 'unfinished'))
  const left = await Promise.all(owners.map((owner) => readdir(join(api.folder, 'unfinished', owner))))
  expect(left.flat()).toHaveLength(1)
})

test('[UPL2] what lies among unfinished files, and what goes while they are looked through, ends no upload', async () => {
  const folder = join(api.folder, 'looked-through')
  await mkdir(join(folder, 'owner'), { recursive: true })
  await writeFile(join(folder, '.DS_Store'), '')
  // As one that was finished between the look at the folder and the look at it.
  await symlink(join(folder, 'finished'), join(folder, 'owner', 'gone'))
  const unfinished = makeUnfinishedFiles(folder, () => Date.now())
  expect(await unfinished.append({ owner: 'o', id: 'f' }, 0, TEXT)).toBe(TEXT.length)
})
