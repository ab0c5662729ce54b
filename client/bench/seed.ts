/**
 * Runs in a page of Okno's origin that is not the app: fills the device through the code that fills it in earnest.
 * Built by the bench as one script that hands out `oknoBench`.
 */
import type { Change } from '#shared/domain/row'
import { change } from '#shared/domain/row'
import type { SyncedRow } from '#shared/protocol/frames'
import { searchProducts } from '../data/products'
import { Replica, readPosition } from '../data/replica'
import { Vault } from '../data/vault'
import { SyncStore } from '../sync/store'
import { BUYER_TAGS, makeBuyers } from './buyers'
import { makeGoods } from './goods'
import { type History, makeHistory } from './history'

/** Dialogs of one part of a snapshot, as the server sends them. */
const DIALOGS_PER_PART = 80
/** Products of one part: as many as weigh what a frame may. */
const PRODUCTS_PER_PART = 180
const BUYERS_PER_PART = 500

export interface Seeded {
  readonly seedMs: number
  readonly goodsMs: number
  /** The longest part of the catalogue: so long nothing else is read. */
  readonly longestGoodsMs: number
  readonly buyersMs: number
  readonly indexMs: number
}

declare global {
  var oknoBench: {
    seed(operatorId: string, size: History & { products: number; customers: number }): Promise<Seeded>
    /** @returns milliseconds to the products that are shown. */
    findProducts(operatorId: string, query: string): Promise<number>
    /** How an index-less search over the same tables does: every row read and looked at. */
    scan(operatorId: string, word: string): Promise<number>
  }
}

let shop: { readonly replica: Replica; readonly vault: Vault } | null = null

globalThis.oknoBench = {
  async seed(operatorId, size) {
    const replica = new Replica(operatorId)
    const vault = new Vault(operatorId)
    const store = new SyncStore(replica, vault)
    const { epoch, cursor, aclEpoch } = await readPosition(replica)
    if (epoch === null) throw new Error('The device has never been in step with its server')
    const kept: Change[] = [
      ...(await replica.workspace.toArray()).map((row) => change('workspace', { ...row, customerTags: [...BUYER_TAGS] })),
      ...(await replica.operators.toArray()).map((row) => change('operator', row)),
      ...(await replica.channels.toArray()).map((row) => change('channel', row)),
    ]
    const began = performance.now()
    await store.lead()
    await store.beginSnapshot({ epoch, aclEpoch })
    let part = 0
    const put = async (changes: readonly Change[], low: Record<string, number>, last: boolean) => {
      const rows = changes.map((made): SyncedRow => ({ kind: made.kind, id: made.row.id, ver: cursor, row: made.row }))
      await store.applySnapshot({ part: part++, to: cursor, done: 0, total: 0, last, rows, low, since: 0, place: null })
    }
    await put(kept, {}, false)
    const channelIds = kept.flatMap((made) => (made.kind === 'channel' ? [made.row.id] : []))
    for (const { changes, low } of makeHistory(size, { channelIds, operatorId }, DIALOGS_PER_PART)) await put(changes, low, false)
    const withoutGoods = performance.now()
    let longestGoodsMs = 0
    for (const products of makeGoods(size.products, PRODUCTS_PER_PART)) {
      const start = performance.now()
      await put(products, {}, false)
      longestGoodsMs = Math.max(longestGoodsMs, performance.now() - start)
    }
    const goodsMs = performance.now() - withoutGoods
    const withoutBuyers = performance.now()
    for (const buyers of makeBuyers(size.customers, BUYERS_PER_PART)) await put(buyers, {}, false)
    const buyersMs = performance.now() - withoutBuyers
    await put([], {}, true)
    const seeded = performance.now()
    while (await store.indexStep());
    const done = performance.now()
    replica.close()
    vault.close()
    return { seedMs: seeded - began - goodsMs - buyersMs, goodsMs, longestGoodsMs, buyersMs, indexMs: done - seeded }
  },
  async findProducts(operatorId, query) {
    shop ??= { replica: new Replica(operatorId), vault: new Vault(operatorId) }
    const actor = () => ({ operatorId, role: 'owner', name: '' }) as const
    const began = performance.now()
    await searchProducts({ ...shop, actor, keep: (write) => write() }, query, [])
    return performance.now() - began
  },
  async scan(operatorId, word) {
    const replica = new Replica(operatorId)
    const began = performance.now()
    await replica.items
      .filter((item) => item.kind === 'message' && item.text.toLowerCase().includes(word))
      .limit(50)
      .toArray()
    replica.close()
    return performance.now() - began
  },
}
