import { expect, test } from 'vitest'
import type { OutboxEntry } from '../../data/contract'
import { ru } from '../../i18n/ru'
import { refusalText } from './refusal-text'

test('[F2] what was refused for a change meanwhile is told by what it was: a reply, an order, anything else', () => {
  const of = (type: OutboxEntry['type'], code: OutboxEntry['code']) => refusalText({ type, code }, ru.outbox)
  expect(of('message.send', 'stale')).toContain('решите, отправлять ли')
  expect(of('order.edit', 'stale')).toContain('Посмотрите заказ')
  for (const type of ['dialog.assign', 'dialog.close', 'customer.merge', 'card.move', 'message.reschedule'] as const) {
    expect(of(type, 'stale')).toContain('решите, повторять ли')
  }
  expect(of('dialog.assign', 'not-found')).toContain('больше нет')
})
