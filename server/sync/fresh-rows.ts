import { refKey } from '#shared/domain/row'
import { MAX_BATCH_ROWS } from '#shared/protocol/frames'
import type { StoredRow } from '../store/port'
import type { Feed } from './feed'

/**
 * FRESH1 Rows read for one answer are never older than what left in a batch while they were read: whoever applies the
 * answer after the batch goes on from it, not back. Send them in the same turn.
 */
export async function freshRows(feed: Feed, readRows: () => Promise<readonly StoredRow[]>): Promise<readonly StoredRow[]> {
  const known = feed.head()
  const rows = new Map((await readRows()).map((stored) => [refKey(stored.kind, stored.id), stored]))
  for (let at = known; at < feed.head(); ) {
    const news = await feed.read(at, MAX_BATCH_ROWS)
    for (const stored of news.rows) {
      const key = refKey(stored.kind, stored.id)
      if (rows.has(key)) rows.set(key, stored)
    }
    at = news.to
  }
  return [...rows.values()]
}
