import { describe, expect, test } from 'vitest'
import type { Dialog } from '#shared/domain/dialog'
import type { Id } from '#shared/domain/id'
import { productRow } from '#shared/domain/product-fixture'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { dialog, message, NOON, outboxRow } from '../data/device-fixture'
import { holdProducts, readShelf } from '../data/product-shelf'
import { readPosition } from '../data/replica'
import { isFenced } from './fenced'
import { SyncStore } from './store'
import { makeLeader } from './store-fixture'

type Leader = Awaited<ReturnType<typeof makeLeader>>

/** A dialog with `count` items, the newest of them carrying a file of its own. */
async function hold({ replica }: Leader, id: Id, count: number, more: Partial<Dialog> = {}): Promise<void> {
  await replica.dialogs.put(dialog(id, { state: 'closed', lastSeq: count, ...more }))
  const file = { id: `${id}-file`, name: 'a.png', mime: 'image/png', size: 1 }
  const items = Array.from({ length: count }, (_, n) => message(id, n + 1, n + 1 === count ? { attachments: [file] } : {}))
  await replica.items.bulkPut(items)
  await replica.ranges.put({ dialogId: id, ranges: [[1, count]] })
  await replica.files.put({ id: file.id, blob: new Blob(['x']), usedAt: NOON })
}
const heldItems = ({ replica }: Leader, id: Id) => replica.items.where('[dialogId+dseq]').between([id, 0], [id, 1e9]).count()
const NOBODY = new Set<Id>()

describe('room', () => {
  test('[ROOM1][ROOM3] is made of closed dialogs first, the oldest first, so many in one run; their rows stay', async () => {
    const leader = await makeLeader()
    for (let n = 0; n < 70; n += 1) await hold(leader, `d${n}`, 2, { updatedAt: NOON + n })
    await hold(leader, 'open', 80, { state: 'open', updatedAt: NOON - 1 })
    expect(await leader.store.makeRoom(NOBODY)).toEqual({ dialogs: 60, items: 120, files: 60, products: 0 })
    expect(await Promise.all([0, 59, 60, 69].map((n) => heldItems(leader, `d${n}`)))).toEqual([0, 0, 2, 2])
    expect([await leader.replica.dialogs.count(), await heldItems(leader, 'open')]).toEqual([71, 80])
    expect([await leader.replica.ranges.get('d0'), await leader.replica.files.get('d0-file')]).toEqual([undefined, undefined])
    expect((await leader.store.makeRoom(NOBODY)).dialogs).toBe(10)
  })

  test('[ROOM1] then of pages further back than the newest, and of files only when nothing else is left', async () => {
    const leader = await makeLeader()
    await hold(leader, 'long', 120, { state: 'open' })
    await hold(leader, 'short', 10, { state: 'open' })
    expect(await leader.store.makeRoom(NOBODY)).toEqual({ dialogs: 0, items: 70, files: 0, products: 0 })
    expect((await leader.replica.ranges.get('long'))?.ranges).toEqual([[71, 120]])
    expect([await heldItems(leader, 'long'), await heldItems(leader, 'short')]).toEqual([50, 10])
    expect(await leader.store.makeRoom(NOBODY)).toEqual({ dialogs: 0, items: 0, files: 2, products: 0 })
    expect(await leader.store.makeRoom(NOBODY)).toEqual({ dialogs: 0, items: 0, files: 0, products: 0 })
  })

  test('[ROOM1] at last half of the catalogue goes, and does not come back by itself', async () => {
    const leader = await makeLeader()
    const { products } = leader.replica
    const goods = Array.from({ length: 11 }, (_, n) => productRow(`P${10 + n}`))
    await holdProducts(leader.replica, goods)
    expect(await leader.store.makeRoom(NOBODY)).toEqual({ dialogs: 0, items: 0, files: 0, products: 6 })
    await holdProducts(
      leader.replica,
      goods.map((each) => ({ ...each, stock: 7 })),
    )
    expect((await products.toArray()).map(({ sku, stock }) => [sku, stock])).toEqual(goods.slice(0, 5).map(({ sku }) => [sku, 7]))
    expect(await readShelf(leader.replica)).toMatchObject({ held: 5, limit: 5, isWhole: false })
  })

  test('[ROOM2] is never made of what the server does not have, of drafts, or of what is on a screen', async () => {
    const leader = await makeLeader()
    for (const id of ['unsent', 'drafted', 'noted', 'shown', 'free']) await hold(leader, id, 3)
    await leader.vault.outbox.add(outboxRow('a', { dialogId: 'unsent', state: 'refused' }))
    await leader.vault.updates.add({ id: 'u', doc: 'note.noted.i', bytes: new Uint8Array(1), at: NOON, state: 'waiting' })
    await leader.replica.drafts.put({ id: 'olga.drafted', operatorId: 'olga', dialogId: 'drafted', text: 'Д' })
    for (let run = 0; run < 3; run += 1) await leader.store.makeRoom(new Set(['shown']))
    expect(await Promise.all(['unsent', 'drafted', 'noted', 'shown', 'free'].map((id) => heldItems(leader, id)))).toEqual([3, 3, 3, 3, 0])
    expect([await leader.vault.outbox.count(), await leader.vault.updates.count(), await leader.replica.drafts.count()]).toEqual([1, 1, 1])
  })

  test('[FEN1] is made by whoever leads, and by nobody else', async () => {
    const leader = await makeLeader()
    await hold(leader, 'd', 3)
    await new SyncStore(leader.replica, leader.vault).lead()
    expect(isFenced(await leader.store.makeRoom(NOBODY).catch((error: unknown) => error))).toBe(true)
    expect(await heldItems(leader, 'd')).toBe(3)
  })
})

describe('rows of another protocol’s time', () => {
  test('[DEV6][I6] are fetched anew by whoever leads, and the vault keeps everything', async () => {
    const leader = await makeLeader()
    await hold(leader, 'd', 3)
    await leader.vault.outbox.add(outboxRow('a'))
    const before = await readPosition(leader.replica)
    for (const proto of [PROTOCOL_VERSION - 1, PROTOCOL_VERSION + 1, undefined]) {
      await leader.replica.position.put({ ...before, ...(proto === undefined ? {} : { proto }) })
      if (proto === undefined)
        await leader.replica.position
          .where('key')
          .equals('position')
          .modify((row) => void delete (row as { proto?: number }).proto)
      await new SyncStore(leader.replica, leader.vault).lead()
      expect(await readPosition(leader.replica)).toMatchObject({ epoch: null, cursor: 0, proto: PROTOCOL_VERSION, device: before.device })
      expect([await heldItems(leader, 'd'), await leader.vault.outbox.count()]).toEqual([0, 1])
    }
  })

  test('[DEV6] of this protocol stay', async () => {
    const leader = await makeLeader()
    await hold(leader, 'd', 3)
    await new SyncStore(leader.replica, leader.vault).lead()
    expect([(await readPosition(leader.replica)).cursor, await heldItems(leader, 'd')]).toEqual([10, 3])
  })
})
