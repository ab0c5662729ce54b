import { describe, expect, test } from 'vitest'
import type { OutboundMessage } from '../port'
import { mailOf } from './outgoing'

const FROM = { address: 'shop@example.com', name: 'Тёплый дом' }

const mail = ({ subject = 'Заказ 42', chain = [], ...more }: Partial<OutboundMessage> & { subject?: string; chain?: string[] } = {}) =>
  mailOf(
    {
      id: 'item-1',
      channelId: 'mail',
      dialogId: 'd',
      peerKey: 'anna@example.com',
      authorName: 'Ольга',
      text: 'Отправили вчера',
      attachments: [],
      at: 1_700_000_000_000,
      thread: { subject, chain },
      ...more,
    },
    FROM,
  )

describe('an e-mail of an operator', () => {
  test('[H10] that begins a thread has its subject, and the same name at every try', () => {
    expect(mail()).toMatchObject({ subject: 'Заказ 42', messageId: '<okno.item-1@example.com>', headers: {} })
    expect(mail()).toEqual(mail())
    expect(mail()).not.toHaveProperty('inReplyTo')
  })
  test('[H10] that answers names the newest e-mail and the whole chain', () => {
    const chain = ['<a@x>', '<okno.ours@example.com>', '<b@x>']
    expect(mail({ chain, subject: 'RE: Fwd: Заказ 42' })).toMatchObject({ subject: 'Re: Заказ 42', inReplyTo: '<b@x>', references: chain })
    expect(mail({ chain, subject: '' }).subject).toBe('Re:')
  })
  test('[H10] keeps a long chain short', () => {
    const references = mail({ chain: Array.from({ length: 60 }, (_, n) => `<m${n}@x>`) }).references ?? []
    expect([references.length, references[0], references.at(-1)]).toEqual([20, '<m40@x>', '<m59@x>'])
  })
  test('[H10] without a subject has the name of the shop', () => expect(mail({ subject: '' }).subject).toBe('Тёплый дом'))
  test('[H10] that nobody wrote says so, so that no machine answers it', () => {
    expect(mail({ authorName: '' }).headers).toMatchObject({ 'Auto-Submitted': 'auto-replied' })
  })
})
