/**
 * Runs in a page of Okno's origin that is not the app: fills the device through the code that fills it in earnest.
 * Built by the bench as one script that hands out `oknoBench`.
 */
import type { Change } from '#shared/domain/row'
import { change } from '#shared/domain/row'
import type { SyncedRow } from '#shared/protocol/frames'
import { Replica, readPosition } from '../data/replica'
import { Vault } from '../data/vault'
import { SyncStore } from '../sync/store'
import { type History, makeHistory } from './history'

/** Dialogs of one part of a snapshot, as the server sends them. */
const DIALOGS_PER_PART = 80

export interface Seeded {
  readonly seedMs: number
  readonly indexMs: number
}

declare global {
  var oknoBench: {
    seed(operatorId: string, size: History): Promise<Seeded>
    /** How an index-less search over the same tables does: every row read and looked at. */
    scan(operatorId: string, word: string): Promise<number>
  }
}

globalThis.oknoBench = {
  async seed(operatorId, size) {
    const replica = new Replica(operatorId)
    const vault = new Vault(operatorId)
    const store = new SyncStore(replica, vault)
    const { epoch, cursor, aclEpoch } = await readPosition(replica)
    if (epoch === null) throw new Error('The device has never been in step with its server')
    const kept: Change[] = [
      ...(await replica.workspace.toArray()).map((row) => change('workspace', row)),
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
    await put([], {}, true)
    const seeded = performance.now()
    while (await store.indexStep());
    const done = performance.now()
    replica.close()
    vault.close()
    return { seedMs: seeded - began, indexMs: done - seeded }
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
