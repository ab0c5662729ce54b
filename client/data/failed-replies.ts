/** Messages that have failed for good, of one channel: to be sent again together. */
import type { CommandArgs } from '#shared/commands/catalogue'
import type { Id } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { look, type Store } from './view'

/** What may have left (`unknown`) is not among them: that is looked at one by one. Of each dialog in its order. */
export function readFailed(store: Store, channelId: Id): Promise<readonly CommandArgs<'message.retry'>[]> {
  const { listing, items } = store.replica
  return look(store, async ({ overlay }) => {
    const troubled = await listing.where('failedIn').equals(channelId).primaryKeys()
    const found: Item[] = []
    for (const id of troubled)
      found.push(
        ...(await items
          .where('[dialogId+dseq]')
          .between([id, 0], [id, Number.MAX_SAFE_INTEGER])
          .filter((item) => isFailed(item) && isFailed(overlay.get('item', item.id) ?? item))
          .toArray()),
      )
    return found.map(({ dialogId, id }) => ({ dialogId, itemId: id, seen: 'failed' }))
  })
}

const isFailed = (item: Item): boolean => item.kind === 'message' && item.state === 'failed' && !item.deleted
