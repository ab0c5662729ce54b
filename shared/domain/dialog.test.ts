import { describe, expect, test } from 'vitest'
import { type Dialog, isWaiting, newDialog, withDelivery, withItem } from './dialog'
import type { Item, MessageItem } from './item'

const NEW = newDialog({ id: 'd', channelId: 'c', contactId: 'p' }, 100)

const message = (dseq: number, fields: Partial<MessageItem>): MessageItem => ({
  id: `i${dseq}`,
  dialogId: 'd',
  dseq,
  at: 100 + dseq,
  kind: 'message',
  direction: 'in',
  authorId: null,
  text: 'Здравствуйте',
  attachments: [],
  replyTo: null,
  state: 'received',
  error: null,
  ...fields,
})

const dialogOf = (...items: Item[]): Dialog => items.reduce(withItem, NEW)

describe('[L8] a dialog keeps the number of its messages that are in trouble', () => {
  test('up with a failure or an unknown outcome, down when it is sent again or turns out well', () => {
    const failed = withDelivery(NEW, 'sending', 'failed')
    expect(failed.failed).toBe(1)
    expect(withDelivery(failed, 'failed', 'unknown').failed).toBe(1)
    expect(withDelivery(failed, 'failed', 'queued').failed).toBe(0)
    expect(withDelivery(withDelivery(NEW, 'sending', 'unknown'), 'unknown', 'delivered').failed).toBe(0)
  })

  test('and stays the same row while nothing changes in that', () => {
    expect(withDelivery(NEW, 'sending', 'sent')).toBe(NEW)
  })

  test('of an older time counts from nothing', () => {
    const { failed: _, ...old } = NEW
    // A row as the first version wrote it.
    expect(withDelivery(old as Dialog, 'sending', 'failed').failed).toBe(1)
  })
})

describe('a dialog and its newest item', () => {
  test('customer messages add up until an operator answers', () => {
    expect(dialogOf(message(1, {}), message(2, {}))).toMatchObject({ unanswered: 2, lastSeq: 2, lastInSeq: 2 })
    expect(dialogOf(message(1, {}), message(2, { direction: 'out' }))).toMatchObject({ unanswered: 0, lastSeq: 2, lastInSeq: 1 })
  })

  test('a note or a system message answers nobody and is no preview', () => {
    const note: Item = { id: 'n', dialogId: 'd', dseq: 2, at: 150, kind: 'note', authorId: 'o', text: '', deleted: false }
    expect(dialogOf(message(1, { text: 'Где заказ?' }), note)).toMatchObject({
      unanswered: 1,
      lastSeq: 2,
      updatedAt: 150,
      lastMessage: { text: 'Где заказ?' },
    })
  })

  test('a clock that goes back does not move the dialog down the list', () => {
    expect(dialogOf(message(1, { at: 500 }), message(2, { at: 400 })).updatedAt).toBe(500)
  })

  test('a long message is cut in the list, never in the middle of a letter', () => {
    const { lastMessage } = dialogOf(message(1, { text: `${'а'.repeat(139)}😀${'б'.repeat(50)}` }))
    expect(lastMessage?.text.length).toBeLessThanOrEqual(140)
    expect(lastMessage?.text).not.toMatch(/\p{Cs}/u)
  })

  test('a picture without text has its type as preview', () => {
    const attachments = [{ id: 'f', name: 'a.jpg', mime: 'image/jpeg', size: 1 }]
    expect(dialogOf(message(1, { text: '', attachments })).lastMessage).toMatchObject({ text: '', mime: 'image/jpeg' })
  })

  test('only an open dialog waits for an answer', () => {
    expect(isWaiting(dialogOf(message(1, {})))).toBe(true)
    expect(isWaiting({ ...dialogOf(message(1, {})), state: 'spam' })).toBe(false)
    expect(isWaiting(NEW)).toBe(false)
  })
})
