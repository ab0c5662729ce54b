/** [I3][F3][OUT2] What customers were promised, and what reached them. */
import type { Customers } from '../customers'
import type { Device } from '../device'
import type { Truth } from './truth'

export function customerFaults(truth: Truth, customers: Customers, devices: readonly Device[]): string[] {
  const faults: string[] = []
  const byText = new Map<string, number>()
  for (const item of truth.items) {
    if (item.kind !== 'message') continue
    byText.set(item.text, (byText.get(item.text) ?? 0) + 1)
    if (item.direction === 'in') continue
    if (item.state === 'queued' || item.state === 'sending') faults.push(`[I10] message ${item.id} is still ${item.state}`)
    if (item.state === 'sent' && !customers.received.has(item.id) && !item.id.startsWith('old-'))
      faults.push(`[OUT1] message ${item.id} is sent and has not reached its customer`)
  }
  for (const [key, itemId] of customers.acknowledged) {
    const count = byText.get(key) ?? 0
    if (count !== 1) faults.push(`[I3] a customer's acknowledged message ${key} (${itemId}) is there ${count} times`)
  }
  for (const [text, count] of byText) if (count > 1) faults.push(`[IN1] the text ${text} is there ${count} times`)
  const retries = new Map<string, number>()
  for (const { type, args } of devices.flatMap(({ everGiven }) => everGiven)) {
    const { itemId } = args as { itemId: string }
    if (type === 'message.retry') retries.set(itemId, (retries.get(itemId) ?? 0) + 1)
  }
  for (const [itemId, times] of customers.received) {
    if (times > 1 + (retries.get(itemId) ?? 0)) faults.push(`[F3] message ${itemId} has reached its customer ${times} times`)
  }
  return faults
}
