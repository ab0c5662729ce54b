import type { Dialog } from '#shared/domain/dialog'
import type { MessageItem } from '#shared/domain/item'
import type { Store } from '../store/port'
import type { ChannelStore } from '../store/port-channels'
import type { OutboundMessage } from './port'

/** Messages before it that an answer names. */
const MAX_CHAIN = 20

/** What a message's conversation is about, and the channel's names of what was said in it, the oldest first. */
export async function threadOf(
  store: Pick<Store, 'rows' | 'itemsBefore'> & { readonly channels: Pick<ChannelStore, 'keysOf'> },
  { dialogId, dseq }: Pick<MessageItem, 'dialogId' | 'dseq'>,
): Promise<NonNullable<OutboundMessage['thread']>> {
  const [[stored], earlier] = await Promise.all([
    store.rows([{ kind: 'dialog', id: dialogId }]),
    store.itemsBefore(dialogId, { before: dseq, limit: MAX_CHAIN, messagesOnly: true }),
  ])
  const ids = earlier.map(({ id }) => id).toReversed()
  const keys = await store.channels.keysOf(ids)
  // The store returns what was written under the kind.
  const dialog = stored?.row as Dialog | null | undefined
  return { subject: dialog?.subject ?? '', chain: ids.flatMap((id) => keys.get(id) ?? []) }
}
