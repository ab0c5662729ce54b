import { describe, expect, test } from 'vitest'
import { newDialog } from '#shared/domain/dialog'
import { noteDocument, remarkDocument } from '#shared/domain/document'
import { productRow } from '#shared/domain/product-fixture'
import { change, refKey } from '#shared/domain/row'
import { summariesSince } from '#shared/domain/window'
import type { ServerHead } from '#shared/protocol/frames'
import { dialogRows, inbound, makeParts, messageRow, NOON, OLGA, PAVEL, type Parts } from '../parts-fixture'
import { quiet } from './connection-fixture'
import { makeServer } from './session-fixture'
import { type SnapshotPlan, snapshotParts } from './snapshot'

type Part = ServerHead<'SNAPSHOT'>

async function partsOf(parts: Parts, viewer = OLGA, plan: Partial<SnapshotPlan> = {}): Promise<Part[]> {
  const made: Part[] = []
  const of = { to: parts.feed.head(), since: summariesSince(parts.clock()), place: null, ...plan }
  for await (const part of snapshotParts(parts, viewer, of)) made.push(part)
  return made
}

const template = (id: string, ownerId: string | null) =>
  change('template', {
    id,
    ownerId,
    folder: '',
    title: id,
    text: id,
    shortcut: '',
    attachments: [],
    isRemoved: false,
    updatedAt: NOON,
  })
const product = (id: string, isRemoved = false) => change('product', productRow(id, { isRemoved, updatedAt: NOON }))

const keysOf = (parts: readonly Part[]) => parts.flatMap(({ rows }) => rows.map(({ kind, id }) => refKey(kind, id)))

/** Dialogs `d0` (oldest) … with messages in each. */
async function withDialogs(count: number, messages: number): Promise<Parts> {
  const parts = await makeParts()
  for (let n = 0; n < count; n += 1) {
    const rows = Array.from({ length: messages }, (_, index) => messageRow(`d${n}`, index + 1))
    await parts.put(...dialogRows(`d${n}`, { updatedAt: NOON + n, lastSeq: messages }), ...rows)
  }
  return parts
}

describe('a snapshot', () => {
  test('begins with what every screen needs, then the dialogs from the newest on, each with its contact', async () => {
    const parts = await partsOf(await withDialogs(3, 1))
    expect(keysOf(parts.slice(0, 1)).sort()).toEqual(['channel/website', 'operator/olga', 'operator/pavel', 'workspace/workspace'])
    expect(keysOf(parts).filter((key) => key.startsWith('dialog/'))).toEqual(['dialog/d2', 'dialog/d1', 'dialog/d0'])
    expect(keysOf(parts).filter((key) => key.startsWith('contact/'))).toHaveLength(3)
  })

  test('counts its parts, and marks the last and no other', async () => {
    const parts = await partsOf(await withDialogs(90, 1))
    expect(parts.map(({ part }) => part)).toEqual(parts.map((_, index) => index))
    expect(parts.map(({ last }) => last)).toEqual(parts.map((_, index) => index === parts.length - 1))
    expect(parts.at(-1)).toMatchObject({ done: 90, total: 90 })
  })

  test('[C2][PERM2] brings shared templates and one’s own, not a colleague’s', async () => {
    const parts = await makeParts()
    await parts.put(template('shared', null), template('hers', 'olga'), template('his', 'pavel'))
    const ofKind = async (viewer: typeof OLGA) => keysOf(await partsOf(parts, viewer)).filter((key) => key.startsWith('template/'))
    expect([(await ofKind(OLGA)).sort(), (await ofKind(PAVEL)).sort()]).toEqual([
      ['template/hers', 'template/shared'],
      ['template/his', 'template/shared'],
    ])
  })

  test('[C3] brings the catalogue after the chats, without what is no longer sold', async () => {
    const parts = await withDialogs(3, 1)
    await parts.put(...Array.from({ length: 700 }, (_, n) => product(`p${n}`)), product('gone', true))
    const keys = keysOf(await partsOf(parts))
    expect(keys.filter((key) => key.startsWith('product/'))).toHaveLength(700)
    expect(keys.indexOf('dialog/d0')).toBeLessThan(keys.findIndex((key) => key.startsWith('product/')))
  })

  test('of an empty shop is whole too', async () => {
    const parts = await partsOf(await makeParts())
    expect(parts.at(-1)).toMatchObject({ last: true, rows: [], done: 0, total: 0 })
  })

  test('holds every dialog once, though many are equally old', async () => {
    const parts = await makeParts()
    await parts.put(...Array.from({ length: 130 }, (_, n) => dialogRows(`d${n}`)).flat())
    const keys = keysOf(await partsOf(parts))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => key.startsWith('dialog/'))).toHaveLength(130)
  })

  test('[I5] names the first place of what is held: the newest 50 of an open dialog, 20 of another', async () => {
    const parts = await withDialogs(1, 60)
    await parts.put(
      ...dialogRows('closed', { state: 'closed', lastSeq: 60 }),
      ...Array.from({ length: 60 }, (_, n) => messageRow('closed', n + 1)),
    )
    const low = Object.assign({}, ...(await partsOf(parts)).map((part) => part.low))
    expect(low).toEqual({ d0: 11, closed: 41 })
  })

  test('[I5] a stretch is claimed in the part that completes it, not before', async () => {
    const server = await withDialogs(40, 50)
    const held = new Set<string>()
    for (const { rows, low } of await partsOf(server)) {
      expect(rows.length).toBeLessThanOrEqual(500)
      for (const { kind, id } of rows) held.add(refKey(kind, id))
      for (const [dialogId, lo] of Object.entries(low))
        for (let dseq = lo; dseq <= 50; dseq += 1)
          expect({ dialogId, dseq, held: held.has(`item/${dialogId}-${dseq}`) }).toMatchObject({ held: true })
    }
    expect(held.size).toBeGreaterThan(2000)
  })

  test('[I1][PERM2] holds no draft of another, and nothing deleted', async () => {
    const parts = await makeParts()
    const draft = (operatorId: string) => change('draft', { id: `${operatorId}.d`, operatorId, dialogId: 'd', text: 'secret' })
    await parts.put(
      draft('olga'),
      draft('pavel'),
      change('channel', { id: 'old', kind: 'sms', name: 'Old', isSample: false, greeting: '' }),
    )
    await parts.write({ deletions: [{ kind: 'channel', id: 'old' }] })
    const keys = keysOf(await partsOf(parts, PAVEL))
    expect(keys).toContain('draft/pavel.d')
    expect(keys).not.toContain('draft/olga.d')
    expect(keys).not.toContain('channel/old')
  })

  test('brings remarks and notes along, but not the text of a removed note', async () => {
    const parts = await makeParts()
    const note = (dseq: number, deleted: boolean) =>
      change('item', { id: `n${dseq}`, dialogId: 'd', dseq, at: NOON, kind: 'note', authorId: 'olga', text: '', deleted })
    const names = [noteDocument('d', 'n1'), noteDocument('d', 'n2'), remarkDocument('d-contact')]
    await parts.put(
      ...dialogRows('d', { lastSeq: 2 }),
      note(1, false),
      note(2, true),
      ...names.map((id) => change('document', { id, state: 'AAA=', text: 'x', generation: 0, crc: null })),
    )
    const documents = keysOf(await partsOf(parts)).filter((key) => key.startsWith('document/'))
    expect(documents.sort()).toEqual(['document/note.d.n1', 'document/remark.d-contact'])
  })
})

const DAY = 86_400_000
const dialogsIn = (parts: readonly Part[]) => keysOf(parts).filter((key) => key.startsWith('dialog/'))

describe('[WIN1] the window', () => {
  async function withAges(): Promise<Parts> {
    const parts = await makeParts()
    const ages = { today: 0, month: 30, inside: 90, outside: 91, year: 365 }
    for (const [name, days] of Object.entries(ages))
      for (const state of ['open', 'closed'] as const) {
        const id = `${state}-${name}`
        await parts.put(...dialogRows(id, { state, updatedAt: NOON - days * DAY, lastSeq: 1 }), messageRow(id, 1))
      }
    return parts
  }

  test('holds every open dialog, and of the others those updated in the last 90 days', async () => {
    const parts = await partsOf(await withAges())
    expect(dialogsIn(parts).sort()).toEqual(
      [
        ...['today', 'month', 'inside', 'outside', 'year'].map((name) => `dialog/open-${name}`),
        ...['today', 'month', 'inside'].map((name) => `dialog/closed-${name}`),
      ].sort(),
    )
    expect(parts.at(-1)).toMatchObject({ done: 8, total: 8, since: NOON - 90 * DAY })
  })

  test('brings items of open dialogs and of those closed in the last week, and says of which it brings none', async () => {
    const low = Object.assign({}, ...(await partsOf(await withAges())).map((part) => part.low))
    expect(low).toMatchObject({ 'open-year': 1, 'closed-today': 1, 'closed-month': 0 })
  })
})

describe('[SNAP4] a snapshot that was cut off', () => {
  test('goes on after any of its parts, and brings everything the first part of it has not', async () => {
    const server = await withDialogs(130, 1)
    for (let n = 0; n < 60; n += 1)
      await server.put(...dialogRows(`old${n}`, { updatedAt: NOON - (100 + n) * DAY, lastSeq: 1 }), messageRow(`old${n}`, 1))
    const whole = await partsOf(server)
    for (const [index, { to, since, place }] of whole.entries()) {
      if (place === null) continue
      const rest = await partsOf(server, OLGA, { to, since, place })
      const told = [...keysOf(whole.slice(0, index + 1)), ...keysOf(rest)]
      expect(new Set(told)).toEqual(new Set(keysOf(whole)))
      expect(rest.at(-1)).toMatchObject({ last: true, done: 190, total: 190 })
      expect(rest[0]?.done).toBeGreaterThanOrEqual(whole[index]?.done ?? 0)
    }
  })

  test('[I1] names no place of a dialog that its viewer does not see', async () => {
    const server = await withDialogs(130, 1)
    for (const n of [100, 5]) await server.put(...dialogRows(`own${n}`, { updatedAt: NOON + n, assigneeId: 'pavel' }))
    const own = { ...PAVEL, access: { visibility: 'own', channelIds: null, epoch: 1 } } as const
    const whole = await partsOf(server, own)
    expect(new Set(whole.map(({ place }) => place?.id ?? null))).toEqual(new Set([null, 'own100', 'own5']))
    for (const { to, since, place } of whole)
      if (place?.id === 'own100') expect(keysOf(await partsOf(server, own, { to, since, place }))).toContain('dialog/own5')
  })

  test('[I2] brings what has moved to the front meanwhile with all its contents', async () => {
    const server = await withDialogs(100, 1)
    const [, first] = await partsOf(server)
    server.time.now += 1000
    await server.put(...dialogRows('d0', { updatedAt: NOON + 500, lastSeq: 2 }), messageRow('d0', 2))
    const rest = keysOf(await partsOf(server, OLGA, { to: first?.to, since: first?.since, place: first?.place }))
    expect(rest).toEqual(expect.arrayContaining(['dialog/d0', 'contact/d0-contact', 'item/d0-1', 'item/d0-2']))
  })
})

describe('[I2] a snapshot while others go on', () => {
  test('with the batches after it holds every row as it stands, though dialogs move to the front meanwhile', async () => {
    let pages = 0
    const server = await makeServer({
      deps: ({ store }) => ({
        store: {
          ...store,
          async dialogsByRecency(page) {
            pages += 1
            // Customers of the oldest dialogs write again, and so are passed over by the walk from the newest on.
            if (pages === 2) await write('second', 12)
            return store.dialogsByRecency(page)
          },
        },
      }),
    })
    const write = async (word: string, count: number) => {
      for (let n = 0; n < count; n += 1) {
        server.time.now += 1000
        await server.accept(inbound(`${word} ${n}`, { peer: { key: `v${n}`, name: `V${n}`, origin: null } }))
      }
    }
    await write('first', 100)
    const device = server.connect()
    const held = new Map<string, unknown>()
    device.hello()
    await quiet()
    for (const frame of device.frames)
      if (frame.name === 'SNAPSHOT' || frame.name === 'BATCH')
        for (const { kind, id, row } of frame.head.rows) held.set(refKey(kind, id), row)
    const rows = await server.store.changes({ from: 0, to: server.feed.head(), limit: 10_000 })
    const missing = rows.filter(({ kind, id }) => !held.has(refKey(kind, id))).map(({ kind, id }) => refKey(kind, id))
    expect(missing).toEqual([])
    for (const { kind, id, row } of rows) expect(held.get(refKey(kind, id))).toEqual(row)
  })

  test('[I9] a device that stops reading it holds nothing up, and goes on where it was', async () => {
    const server = await makeServer()
    const changes = Array.from({ length: 100 }, (_, n) =>
      change('dialog', newDialog({ id: `d${n}`, channelId: 'website', contactId: 'c' }, NOON + n)),
    )
    await server.put(...changes)
    const [slow, healthy] = [server.connect(OLGA), server.connect(PAVEL)]
    slow.network.bufferedBytes = 2 * 1024 * 1024
    slow.hello()
    healthy.hello()
    await healthy.nth('SNAPSHOT', 5)
    expect(slow.of('SNAPSHOT')).toHaveLength(0)
    slow.network.bufferedBytes = 0
    slow.session.drain?.()
    await slow.nth('SNAPSHOT', 5)
    expect(slow.of('SNAPSHOT').at(-1)?.head.last).toBe(true)
  })
})
