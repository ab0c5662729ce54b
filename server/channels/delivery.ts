import { withDelivery } from '#shared/domain/dialog'
import type { MessageItem } from '#shared/domain/item'
import { change } from '#shared/domain/row'
import type { Ledger } from '../commands/ledger'

/**
 * What has become of an own message; its dialog keeps the number of those in trouble, which one that was taken back is not.
 * The dialog is among the work's refs.
 */
export function putDelivery(ledger: Ledger, item: MessageItem, to: Pick<MessageItem, 'state' | 'error'>): void {
  ledger.put([change('item', { ...item, ...to })])
  const dialog = ledger.get('dialog', item.dialogId)
  const told = dialog && !item.deleted ? withDelivery(dialog, item.state, to.state) : undefined
  if (told && told !== dialog) ledger.put([change('dialog', told)])
}
