import { describe, expect, test } from 'vitest'
import type { Dialog } from '#shared/domain/dialog'
import { change } from '#shared/domain/row'
import { inbound, makeParts, OLGA } from '../parts-fixture'
import type { Thread } from './thread'

const MAIL = 'mail'

async function shop() {
  const parts = await makeParts()
  await parts.put(change('channel', { id: MAIL, kind: 'email', name: 'Mail', isSample: false, greeting: '' }))
  /** @returns where an e-mail has come to. */
  async function mail(id: string, { from = 'anna@example.com', ...thread }: Partial<Thread> & { from?: string } = {}): Promise<Dialog> {
    const peer = { key: from, name: from, origin: null }
    const event = inbound(`key of ${id}`, { channelId: MAIL, peer, thread: { id: `<${id}>`, answers: [], subject: '', ...thread } })
    const outcome = await parts.accept(event)
    const dialog = outcome.ok ? await parts.row('dialog', outcome.dialogId) : undefined
    if (!dialog) throw new Error('It was not taken')
    return dialog
  }
  return { ...parts, mail }
}

describe('the dialog of an e-mail', () => {
  test('[THR1] is that of the e-mail it answers, whatever has become of the subject', async () => {
    const { mail } = await shop()
    const first = await mail('a', { subject: 'Заказ' })
    expect((await mail('b', { subject: 'Другое', answers: ['<x>', '<a>'] })).id).toBe(first.id)
    expect((await mail('c', { subject: 'Третье', answers: ['<b>'] })).id).toBe(first.id)
  })
  test('[THR2] is that of its subject where it answers nothing we know, whatever its letters and prefixes', async () => {
    const { mail } = await shop()
    const first = await mail('a', { subject: 'Заказ' })
    expect(first.subject).toBe('Заказ')
    expect((await mail('b', { subject: 'ЗАКАЗ', answers: ['<lost>'] })).id).toBe(first.id)
    const other = await mail('c', { subject: 'Возврат' })
    expect(other.id).not.toBe(first.id)
    // One person all the same.
    expect(other.contactId).toBe(first.contactId)
  })
  test('[THR2] without a subject is the one that has none', async () => {
    const { mail } = await shop()
    const first = await mail('a')
    expect((await mail('b')).id).toBe(first.id)
    expect((await mail('c', { subject: 'Заказ' })).id).not.toBe(first.id)
  })
  test('[THR3] is with its sender: somebody else who answers has one of their own', async () => {
    const { mail } = await shop()
    const first = await mail('a', { subject: 'Заказ' })
    const other = await mail('b', { subject: 'Заказ', answers: ['<a>'], from: 'boris@example.com' })
    expect(other.id).not.toBe(first.id)
    expect(other.contactId).not.toBe(first.contactId)
    expect((await mail('c', { subject: 'Заказ', answers: ['<b>'], from: 'boris@example.com' })).id).toBe(other.id)
  })
  test('[IN1] of the same e-mail again is the same, and nothing is added to it', async () => {
    const { mail } = await shop()
    const first = await mail('a', { subject: 'Заказ' })
    expect(await mail('a', { subject: 'Заказ' })).toEqual(first)
  })
  test('[THR2][C-first] that an operator began with a subject goes on with the answer, though it names nothing', async () => {
    const { mail, executor, row } = await shop()
    const args = { channelId: MAIL, address: 'anna@example.com', name: null, subject: 'Скидка', itemId: 'first', text: 'Для вас' }
    const [done] = await executor.admit(OLGA, [{ id: 'start', type: 'dialog.start', args }])
    expect(await done).toMatchObject({ status: 'done' })
    const item = await row('item', 'first')
    expect((await mail('a', { subject: 'Скидка' })).id).toBe(item?.dialogId)
  })
})
