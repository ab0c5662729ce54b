import { describe, expect, test } from 'vitest'
import { withInChange } from '../domain/dialog'
import { change } from '../domain/row'
import { applyCommand, type Command, type CommandArgs } from './catalogue'
import type { Outcome } from './spec'
import { makeShop, NOON, OLGA, type Shop } from './world-fixture'

const ARGS: CommandArgs<'message.send'> = {
  dialogId: 'd1',
  itemId: 'i1',
  text: 'Да',
  attachments: [],
  replyTo: null,
  seen: 1,
  ifUnchanged: false,
}

const send = (shop: Shop, args: Partial<CommandArgs<'message.send'>> = {}): Outcome =>
  run(shop, { id: 'cmd', type: 'message.send', args: { ...ARGS, ...args } })

function run(shop: Shop, command: Command, actor = OLGA): Outcome {
  const outcome = applyCommand(command, { actor, now: NOON, world: shop })
  if (outcome.ok) shop.put(outcome.changes)
  return outcome
}

const eventsOf = (shop: Shop) => shop.all('item').flatMap((item) => (item.kind === 'event' ? [item.event] : []))

describe('message.send', () => {
  test('the first to answer becomes the assignee, and the customer is answered', () => {
    const shop = makeShop()
    expect(send(shop)).toMatchObject({ ok: true })
    expect(shop.get('dialog', 'd1')).toMatchObject({ assigneeId: 'olga', unanswered: 0, lastSeq: 3, lastInSeq: 1 })
    expect(eventsOf(shop)).toEqual([{ type: 'assigned', from: null, to: 'olga', byReply: true }])
    expect(shop.get('item', 'i1')).toMatchObject({ state: 'queued', direction: 'out', authorId: 'olga', dseq: 3 })
  })

  test('an answer does not take a dialog from a colleague', () => {
    const shop = makeShop()
    const dialog = shop.get('dialog', 'd1')
    if (dialog) shop.put([change('dialog', { ...dialog, assigneeId: 'pavel' })])
    send(shop)
    expect(shop.get('dialog', 'd1')?.assigneeId).toBe('pavel')
  })

  test('an answer opens a closed dialog', () => {
    const shop = makeShop()
    run(shop, { id: 'close', type: 'dialog.close', args: { dialogId: 'd1', seen: 1 } })
    send(shop, { seen: 2 })
    expect(shop.get('dialog', 'd1')).toMatchObject({ state: 'open', lastSeq: 5 })
    expect(eventsOf(shop)).toContainEqual({ type: 'reopened', by: 'reply' })
  })

  test('a reply queued offline is refused when the customer has written since, and sent when nobody has', () => {
    expect(send(makeShop(), { ifUnchanged: true, seen: 0 })).toEqual({ ok: false, code: 'stale' })
    expect(send(makeShop(), { ifUnchanged: true, seen: 1 })).toMatchObject({ ok: true })
    expect(send(makeShop(), { ifUnchanged: false, seen: 0 })).toMatchObject({ ok: true })
  })

  test('[W9] a reply queued offline is refused when the customer has changed or taken back a message since', () => {
    const shop = makeShop()
    const dialog = shop.get('dialog', 'd1')
    if (dialog) shop.put([change('dialog', withInChange(dialog))])
    expect(send(shop, { ifUnchanged: true, seenChanges: 0 })).toEqual({ ok: false, code: 'stale' })
    expect(send(shop, { ifUnchanged: true, seenChanges: 1 })).toMatchObject({ ok: true })
  })

  test('[W9] a reply queued offline is refused when a colleague has answered since, and not for an answer of one’s own', () => {
    const answeredBy = (operatorId: string) => {
      const shop = makeShop()
      run(shop, { id: 'first', type: 'message.send', args: { ...ARGS, itemId: 'first' } }, { ...OLGA, operatorId })
      return shop
    }
    expect(send(answeredBy('pavel'), { ifUnchanged: true, seenAnswer: 0 })).toEqual({ ok: false, code: 'stale' })
    expect(send(answeredBy('pavel'), { ifUnchanged: true, seenAnswer: 3 })).toMatchObject({ ok: true })
    expect(send(answeredBy('pavel'), { ifUnchanged: false, seenAnswer: 0 })).toMatchObject({ ok: true })
    expect(send(answeredBy('olga'), { ifUnchanged: true, seenAnswer: 0 })).toMatchObject({ ok: true })
    // A command of an older build does not say what it had seen.
    expect(send(answeredBy('pavel'), { ifUnchanged: true })).toMatchObject({ ok: true })
  })

  test('[C-window] a reply after the channel’s time for answers is refused, and one at the last moment is not', () => {
    const shop = makeShop()
    const dialog = shop.get('dialog', 'd1')
    const channel = shop.get('channel', 'website')
    if (dialog && channel) shop.put([change('channel', { ...channel, kind: 'whatsapp' })])
    const at = (now: number, itemId: string) =>
      applyCommand({ id: itemId, type: 'message.send', args: { ...ARGS, itemId } }, { actor: OLGA, now, world: shop })
    expect(at(NOON + 24 * 60 * 60 * 1000, 'in-time')).toMatchObject({ ok: true })
    expect(at(NOON + 24 * 60 * 60 * 1000 + 1, 'late')).toEqual({ ok: false, code: 'window-closed' })
  })

  test('[C-window] a comment is answered under the post for ever, in the person’s messages once and in time', () => {
    const day = 24 * 60 * 60 * 1000
    const shop = makeShop()
    const asked = shop.get('item', 'asked')
    const channel = shop.get('channel', 'website')
    const post = { text: 'Пледы', url: null, picture: null }
    if (asked?.kind !== 'message' || !channel) throw new Error('The shop has a message')
    shop.put([
      change('channel', { ...channel, kind: 'instagram' }),
      change('item', { ...asked, content: { type: 'comment', post, privateUntil: NOON + 7 * day } }),
    ])
    const answer = (itemId: string, way: 'public' | 'private', { now = NOON + 2 * day, replyTo = 'asked' } = {}) => {
      const args = { ...ARGS, itemId, way, replyTo }
      const outcome = applyCommand({ id: itemId, type: 'message.send', args }, { actor: OLGA, now, world: shop })
      if (outcome.ok) shop.put(outcome.changes)
      return outcome
    }
    const late = { ok: false, code: 'window-closed' }
    expect(answer('a', 'private', { now: NOON + 7 * day + 1 })).toEqual(late)
    expect(answer('b', 'private', { replyTo: 'b' })).toEqual(late)
    expect(answer('c', 'public')).toMatchObject({ ok: true })
    expect(answer('d', 'private')).toMatchObject({ ok: true })
    expect(shop.get('item', 'd')).toMatchObject({ way: 'private', replyTo: 'asked' })
    expect(answer('e', 'private')).toEqual(late)
    expect(answer('f', 'public', { now: NOON + 30 * day })).toMatchObject({ ok: true })
  })

  test('what the channel cannot carry is refused', () => {
    expect(send(makeShop(), { dialogId: 'd2', text: 'x'.repeat(1531) })).toEqual({ ok: false, code: 'channel-cannot' })
    expect(send(makeShop(), { dialogId: 'd2', text: 'x'.repeat(1530) })).toMatchObject({ ok: true })
    const attachments = [{ id: 'f', name: 'a.png', mime: 'image/png', size: 1 }]
    expect(send(makeShop(), { dialogId: 'd2', attachments })).toEqual({ ok: false, code: 'channel-cannot' })
  })

  test('a message of spaces alone, or beyond the limit, is invalid', () => {
    for (const text of ['', ' \n\t ', 'x'.repeat(10_001)]) expect(send(makeShop(), { text })).toEqual({ ok: false, code: 'invalid' })
    expect(send(makeShop(), { text: 'x'.repeat(10_000) })).toMatchObject({ ok: true })
  })

  test('a dialog that is not there is not found', () => {
    expect(send(makeShop(), { dialogId: 'gone' })).toEqual({ ok: false, code: 'not-found' })
  })

  test('arguments of other shapes are invalid, not thrown', () => {
    const shapes = [
      undefined,
      null,
      1,
      'x',
      [],
      {},
      { ...ARGS, text: 5 },
      { ...ARGS, seen: -1 },
      { ...ARGS, seen: 0.5 },
      { ...ARGS, attachments: 'x' },
    ]
    for (const args of shapes) expect(run(makeShop(), { id: 'cmd', type: 'message.send', args })).toEqual({ ok: false, code: 'invalid' })
  })

  test('[I5] a message cannot take the id of the system message that its own command makes', () => {
    const shop = makeShop()
    send(shop, { itemId: 'cmd.assigned' })
    const { lastSeq } = shop.get('dialog', 'd1') ?? { lastSeq: 0 }
    expect(shop.all('item').filter(({ dialogId }) => dialogId === 'd1')).toHaveLength(lastSeq)
  })
})

describe('message.retry', () => {
  const failed = (state: 'failed' | 'unknown' | 'sent'): Shop => {
    const shop = makeShop()
    send(shop)
    const item = shop.get('item', 'i1')
    const dialog = shop.get('dialog', 'd1')
    if (item?.kind === 'message') shop.put([change('item', { ...item, state, error: 'reason' })])
    if (dialog && state !== 'sent') shop.put([change('dialog', { ...dialog, failed: 1 })])
    return shop
  }
  const retry = (shop: Shop, dialogId = 'd1') => run(shop, { id: 'again', type: 'message.retry', args: { dialogId, itemId: 'i1' } })

  test('a message that failed, or may have, is queued again at the word of an operator', () => {
    for (const state of ['failed', 'unknown'] as const) {
      const shop = failed(state)
      expect(retry(shop)).toMatchObject({ ok: true })
      expect(shop.get('item', 'i1')).toMatchObject({ state: 'queued', error: null, dseq: 3 })
    }
  })

  test('a message that has left is not sent again', () => {
    expect(retry(failed('sent'))).toEqual({ ok: true, changes: [] })
  })

  test('of many that are sent again together, one that may have left meanwhile stays as it is', () => {
    const all = (shop: Shop) => run(shop, { id: 'again', type: 'message.retry', args: { dialogId: 'd1', itemId: 'i1', seen: 'failed' } })
    expect(all(failed('unknown'))).toEqual({ ok: true, changes: [] })
    const shop = failed('failed')
    expect(all(shop)).toMatchObject({ ok: true })
    expect(shop.get('item', 'i1')).toMatchObject({ state: 'queued' })
  })

  const inAnSmsChannel = (shop: Shop): Shop => {
    const [dialog, sms] = [shop.get('dialog', 'd1'), shop.get('dialog', 'd2')]
    if (dialog && sms) shop.put([change('dialog', { ...dialog, channelId: sms.channelId })])
    return shop
  }

  test('[W4] what may have left is told to have arrived by whoever knows it, and is no trouble any more; what failed is not', () => {
    const confirm = (shop: Shop) => run(shop, { id: 'sure', type: 'message.confirm', args: { dialogId: 'd1', itemId: 'i1' } })
    const shop = failed('unknown')
    expect(shop.get('dialog', 'd1')?.failed).toBe(1)
    expect(confirm(shop)).toMatchObject({ ok: true })
    expect(shop.get('item', 'i1')).toMatchObject({ state: 'sent', error: null })
    expect(shop.get('dialog', 'd1')?.failed).toBe(0)
    expect(confirm(failed('failed'))).toEqual({ ok: true, changes: [] })
  })

  test('[MC5] what has failed can be put aside in a channel that takes nothing back, and does not come back by itself', () => {
    const discard = (shop: Shop) => run(shop, { id: 'aside', type: 'message.delete', args: { dialogId: 'd1', itemId: 'i1' } })
    const shop = inAnSmsChannel(failed('failed'))
    expect(discard(shop)).toMatchObject({ ok: true })
    expect(shop.get('item', 'i1')).toMatchObject({ state: 'failed', deleted: { by: 'olga' } })
    expect(shop.get('item', 'i1')).not.toHaveProperty('amendment')
    expect(shop.get('dialog', 'd1')?.failed).toBe(0)
    expect(retry(shop)).toEqual({ ok: true, changes: [] })
    expect(discard(inAnSmsChannel(failed('unknown')))).toEqual({ ok: false, code: 'channel-cannot' })
  })

  test('a message is found in its own dialog only', () => {
    expect(retry(failed('failed'), 'd2')).toEqual({ ok: false, code: 'not-found' })
  })
})
