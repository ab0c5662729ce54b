import { describe, expect, test } from 'vitest'
import { isWaiting } from '#shared/domain/dialog'
import { type Chance, makeChance } from '#shared/lib/chance'
import type { SyncedRow } from '#shared/protocol/frames'
import { dialog, message } from '../data/device-fixture'
import { listed } from '../data/listing'
import { isFenced } from './fenced'
import { SyncStore } from './store'
import { batch, gone, makeLeader, part, row } from './store-fixture'

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )
const dialogAt = (id: string, lastSeq: number) => row('dialog', dialog(id, { lastSeq }))
const itemsOf = (dialogId: string, from: number, to: number): SyncedRow[] =>
  Array.from({ length: to - from + 1 }, (_, index) => row('item', message(dialogId, from + index)))

describe('[I2] a batch', () => {
  test('is applied when it begins at the cursor, with the cursor', async () => {
    const { store, replica } = await makeLeader()
    expect(await store.applyBatch(batch(10, 12, [dialogAt('d', 0)]))).toBe(12)
    expect(await store.position()).toMatchObject({ cursor: 12, epoch: 'epoch' })
    expect(await replica.dialogs.count()).toBe(1)
  })

  test('[ENG4] is not applied when it begins anywhere else, or before there is a snapshot', async () => {
    const { store, replica } = await makeLeader()
    for (const from of [9, 11, 0]) expect(await store.applyBatch(batch(from, 20, [dialogAt('d', 0)]))).toBeNull()
    expect((await store.position()).cursor).toBe(10)
    expect(await replica.dialogs.count()).toBe(0)
    const empty = await makeLeader({ isNew: true })
    expect(await empty.store.applyBatch(batch(0, 5, [dialogAt('d', 0)]))).toBeNull()
    expect((await empty.store.position()).epoch).toBeNull()
  })

  test('that holds a row nobody can read is applied not at all', async () => {
    const { store, replica } = await makeLeader()
    const broken: SyncedRow = { kind: 'dialog', id: 'x', ver: 2, row: { id: 'x', state: 'exploded' } }
    expect(await failure(store.applyBatch(batch(10, 12, [dialogAt('d', 0), broken])))).not.toBeNull()
    expect((await store.position()).cursor).toBe(10)
    expect(await replica.dialogs.count()).toBe(0)
  })

  test('takes rows away: those found by id and items found by place', async () => {
    const { store, replica } = await makeLeader()
    await store.applyBatch(batch(10, 14, [dialogAt('d', 1), ...itemsOf('d', 1, 1), row('channel', WEBSITE)]))
    await store.applyBatch(batch(14, 16, [gone('channel', 'website'), gone('item', 'd-1')]))
    expect([await replica.channels.count(), await replica.items.count(), await replica.dialogs.count()]).toEqual([0, 0, 1])
  })

  test('in which a row comes and goes ends with what came last', async () => {
    const { store, replica } = await makeLeader()
    const waiting = row('dialog', dialog('d', { unanswered: 1 }))
    await store.applyBatch(batch(10, 12, [waiting, gone('dialog', 'd')]))
    expect([await replica.dialogs.count(), (await store.position()).waiting]).toEqual([0, 0])
    await store.applyBatch(batch(12, 14, [gone('dialog', 'd'), waiting]))
    expect([await replica.dialogs.count(), (await store.position()).waiting]).toEqual([1, 1])
  })
})

const WEBSITE = { id: 'website', kind: 'widget', name: 'W', isSample: false, greeting: '' } as const

describe('[I5] what is held of a timeline', () => {
  const rangesOf = async ({ replica }: { replica: Awaited<ReturnType<typeof makeLeader>>['replica'] }, id = 'd') =>
    (await replica.ranges.get(id))?.ranges ?? []

  test('grows with what comes', async () => {
    const leader = await makeLeader()
    await leader.store.applyBatch(batch(10, 14, [dialogAt('d', 3), ...itemsOf('d', 1, 3)]))
    await leader.store.applyBatch(batch(14, 16, [dialogAt('d', 4), ...itemsOf('d', 4, 4)]))
    expect(await rangesOf(leader)).toEqual([[1, 4]])
  })

  test('a place that comes in a later batch than the ones after it is not claimed before, and not lost', async () => {
    const leader = await makeLeader()
    await leader.store.applyBatch(batch(10, 12, itemsOf('d', 1, 2)))
    // Place 3 was changed once more, so it stands further back in the sequence.
    await leader.store.applyBatch(batch(12, 14, [...itemsOf('d', 4, 4), ...itemsOf('d', 6, 6)]))
    expect(await rangesOf(leader)).toEqual([
      [1, 2],
      [4, 4],
      [6, 6],
    ])
    await leader.store.applyBatch(batch(14, 16, [...itemsOf('d', 5, 5), ...itemsOf('d', 3, 3)]))
    expect(await rangesOf(leader)).toEqual([[1, 6]])
    expect(await leader.replica.items.count()).toBe(6)
  })

  test('the first messages of a dialog that come last are kept too', async () => {
    const leader = await makeLeader()
    await leader.store.applyBatch(batch(10, 12, itemsOf('d', 4, 5)))
    await leader.store.applyBatch(batch(12, 14, itemsOf('d', 1, 2)))
    await leader.store.applyBatch(batch(14, 15, itemsOf('d', 3, 3)))
    expect(await rangesOf(leader)).toEqual([[1, 5]])
  })

  test('never claims a place that is not there, whatever comes in whatever order', async () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const chance = makeChance(seed)
      const leader = await makeLeader()
      let cursor = 10
      const places = shuffled(
        chance,
        Array.from({ length: 20 }, (_, index) => index + 1),
      )
      while (places.length > 0) {
        const some = places.splice(0, 1 + chance.below(4))
        await leader.store.applyBatch(
          batch(
            cursor,
            cursor + 1,
            some.flatMap((place) => itemsOf('d', place, place)),
          ),
        )
        cursor += 1
        for (const [lo, hi] of await rangesOf(leader)) {
          const held = await leader.replica.items.where('[dialogId+dseq]').between(['d', lo], ['d', hi], true, true).count()
          expect(held).toBe(hi - lo + 1)
        }
      }
      expect(await rangesOf(leader)).toEqual([[1, 20]])
    }
  })

  test('grows downwards by a page, and not by an empty one', async () => {
    const leader = await makeLeader({ isNew: true })
    await leader.store.beginSnapshot({ epoch: 'epoch', aclEpoch: 3 })
    await leader.store.applySnapshot(part([dialogAt('d', 60), ...itemsOf('d', 41, 60)], { low: { d: 41 } }))
    await leader.store.applyPage({ rid: 1, dialogId: 'd', rows: itemsOf('d', 31, 40), lo: 31, hi: 40 })
    expect(await rangesOf(leader)).toEqual([[31, 60]])
    await leader.store.applyPage({ rid: 2, dialogId: 'd', rows: [], lo: 0, hi: 0 })
    expect(await rangesOf(leader)).toEqual([[31, 60]])
  })

  test('[ROOM3] an older page that was under way when room was made does not pass for the newest', async () => {
    const leader = await makeLeader({ isNew: true })
    await leader.store.beginSnapshot({ epoch: 'epoch', aclEpoch: 3 })
    await leader.store.applySnapshot(part([dialogAt('d', 60), ...itemsOf('d', 41, 60)], { low: { d: 41 } }))
    await leader.replica.transaction('rw', leader.replica.items, leader.replica.ranges, async () => {
      await leader.replica.items.clear()
      await leader.replica.ranges.clear()
    })
    await leader.store.applyPage({ rid: 1, dialogId: 'd', rows: itemsOf('d', 31, 40), lo: 31, hi: 40 })
    expect([await rangesOf(leader), await leader.replica.items.count()]).toEqual([[], 0])
    await leader.store.applyPage({ rid: 2, dialogId: 'd', rows: itemsOf('d', 41, 60), lo: 41, hi: 60 })
    expect(await rangesOf(leader)).toEqual([[41, 60]])
  })

  test('[WIN3] a page of a dialog that is not here brings the dialog with it', async () => {
    const leader = await makeLeader()
    const rows = [row('dialog', dialog('d', { lastSeq: 2, unanswered: 1 })), ...itemsOf('d', 1, 2)]
    await leader.store.applyPage({ rid: 1, dialogId: 'd', rows, lo: 1, hi: 2 })
    expect([await leader.replica.dialogs.count(), await leader.replica.listing.count()]).toEqual([1, 1])
    expect(await leader.store.position()).toMatchObject({ cursor: 10, waiting: 1 })
    expect(await rangesOf(leader)).toEqual([[1, 2]])
  })

  test('a change of an old item reaches a device that holds it', async () => {
    const leader = await makeLeader()
    await leader.store.applyBatch(batch(10, 14, [dialogAt('d', 3), ...itemsOf('d', 1, 3)]))
    await leader.store.applyBatch(batch(14, 15, [row('item', message('d', 2, { text: 'edited' }))]))
    expect(await leader.replica.items.get(['d', 2])).toMatchObject({ text: 'edited' })
  })
})

describe('a snapshot', () => {
  test('[SNAP2] that must not be laid over what is held erases it first, but for the lead', async () => {
    const { store, replica } = await makeLeader()
    await store.applyBatch(batch(10, 14, [dialogAt('old', 1), ...itemsOf('old', 1, 1)]))
    await replica.files.put({ id: 'f', blob: new Blob(['x']), usedAt: 1 })
    const { leader } = await store.position()
    await store.beginSnapshot({ epoch: 'new', aclEpoch: 4, erase: true })
    expect(await store.position()).toMatchObject({ epoch: null, cursor: 0, waiting: 0, leader })
    expect([await replica.dialogs.count(), await replica.items.count(), await replica.ranges.count(), await replica.files.count()]).toEqual(
      [0, 0, 0, 0],
    )
  })

  test('[I6] leaves the vault as it is', async () => {
    const { store, vault } = await makeLeader()
    await vault.updates.add({ id: 'u', doc: 'remark.c', bytes: new Uint8Array([1]), at: 1, state: 'waiting' })
    await store.beginSnapshot({ epoch: 'new', aclEpoch: 4 })
    expect(await vault.updates.count()).toBe(1)
  })

  test('[I2] moves the cursor with its last part only: cut off before, it begins anew', async () => {
    const { store } = await makeLeader({ isNew: true })
    await store.beginSnapshot({ epoch: 'epoch', aclEpoch: 3 })
    expect(await store.applySnapshot(part([dialogAt('d', 0)], { to: 50 }))).toBeNull()
    expect(await store.position()).toMatchObject({ epoch: null, cursor: 0 })
    expect(await store.applySnapshot(part([], { to: 50, last: true }))).toBe(50)
    expect(await store.position()).toMatchObject({ epoch: 'epoch', aclEpoch: 3, cursor: 50 })
  })
})

test('a device keeps its name with every lead and every reset', async () => {
  const { store, replica, vault } = await makeLeader({ isNew: true })
  const { device } = await store.position()
  await store.beginSnapshot({ epoch: 'new', aclEpoch: 4 })
  await new SyncStore(replica, vault).lead()
  expect((await store.position()).device).toBe(device)
  const other = await makeLeader()
  expect((await other.store.position()).device).not.toBe(device)
})

describe('[FEN1] a tab that no longer leads', () => {
  test('writes nothing, whatever it was about to write', async () => {
    const { store, replica, vault } = await makeLeader()
    await new SyncStore(replica, vault).lead()
    const writes = [
      () => store.applyBatch(batch(10, 11, [dialogAt('d', 0)])),
      () => store.beginSnapshot({ epoch: 'new', aclEpoch: 4 }),
      () => store.applySnapshot(part([dialogAt('d', 0)], { last: true })),
      () => store.applyPage({ rid: 1, dialogId: 'd', rows: itemsOf('d', 1, 1), lo: 1, hi: 1 }),
    ]
    for (const write of writes) expect(isFenced(await failure(write()))).toBe(true)
    expect(await store.position()).toMatchObject({ cursor: 10, epoch: 'epoch' })
    expect([await replica.dialogs.count(), await replica.items.count()]).toEqual([0, 0])
  })

  test('is told apart from a device that cannot write', async () => {
    expect(isFenced(new Error('QuotaExceededError'))).toBe(false)
    expect(isFenced(undefined)).toBe(false)
  })
})

describe('[CNT1][CNT2] the count of dialogs that wait, and the listing', () => {
  test('are what the dialogs held give, after any batches and snapshots', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const chance = makeChance(seed)
      const { store, replica } = await makeLeader()
      let cursor = 10
      for (let round = 0; round < 10; round += 1) {
        const rows = Array.from({ length: chance.below(6) }, () => arbitraryDialog(chance))
        if (chance.below(6) === 0) {
          await store.beginSnapshot({ epoch: 'epoch', aclEpoch: 3 })
          await store.applySnapshot(part(rows))
          await store.applySnapshot(part(rows.slice(0, 2), { to: cursor, last: true }))
        } else {
          await store.applyBatch(batch(cursor, cursor + 1, rows))
          cursor += 1
        }
        const dialogs = await replica.dialogs.toArray()
        expect(await replica.listing.toArray()).toEqual(dialogs.map(listed))
        const recount = dialogs.filter(isWaiting).length
        expect({ seed, round, waiting: (await store.position()).waiting }).toEqual({ seed, round, waiting: recount })
      }
    }
  })
})

function arbitraryDialog(chance: Chance): SyncedRow {
  const id = `d${chance.below(8)}`
  if (chance.below(5) === 0) return gone('dialog', id)
  return row('dialog', dialog(id, { unanswered: chance.below(2), state: chance.pick(['open', 'open', 'closed', 'spam']) }))
}

function shuffled<T>(chance: Chance, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value)
}
