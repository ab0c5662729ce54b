import { describe, expect, test } from 'vitest'
import { change } from '#shared/domain/row'
import { CHANNEL, dialogRows, inbound, makeParts, messageRow, NOON, OLGA, type Parts } from '../parts-fixture'

const taken = async (parts: Parts, ...events: ReturnType<typeof inbound>[]) => {
  const outcomes = await Promise.all(events.map((event) => parts.accept(event)))
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome
  })
}

const eventTypes = async ({ items }: Parts, dialogId: string) =>
  (await items(dialogId)).flatMap((item) => (item.kind === 'event' ? [item.event.type] : []))

const command = async ({ executor }: Parts, type: 'dialog.close' | 'dialog.spam', dialogId: string) =>
  Promise.all(await executor.admit(OLGA, [{ id: type.replace('.', '-'), type, args: { dialogId, seen: 1000 } }]))

describe('a customer’s message', () => {
  test('begins a dialog with a contact, and is its second item', async () => {
    const parts = await makeParts()
    const [outcome] = await taken(parts, inbound('Привет'))
    const dialogId = outcome?.dialogId ?? ''
    expect(await parts.row('dialog', dialogId)).toMatchObject({ state: 'open', unanswered: 1, lastSeq: 2, lastInSeq: 2, assigneeId: null })
    expect((await parts.items(dialogId)).map(({ kind }) => kind)).toEqual(['event', 'message'])
    expect(await parts.store.count('contact')).toBe(1)
  })

  test('[IN2] settles after the commit that holds it', async () => {
    const parts = await makeParts()
    const [outcome] = await taken(parts, inbound('a'))
    expect(await parts.row('item', outcome?.itemId ?? '')).toMatchObject({ text: 'a', state: 'received', direction: 'in' })
  })

  test('[IN1] twice under one key is one message and one answer, in one commit and across', async () => {
    const parts = await makeParts()
    const [first, second] = await taken(parts, inbound('a'), inbound('a'))
    const [third] = await taken(parts, inbound('a', { text: 'edited meanwhile' }))
    expect([second, third]).toEqual([first, first].map((outcome) => ({ ...outcome, isDuplicate: true })))
    expect(await parts.items(first?.dialogId ?? '')).toHaveLength(2)
  })

  test('[IN1] the same key in another channel is another message', async () => {
    const parts = await makeParts()
    await parts.put(change('channel', { id: 'other', kind: 'widget', name: 'Other', isSample: false, greeting: '' }))
    const [one, two] = await taken(parts, inbound('a'), inbound('a', { channelId: 'other' }))
    expect(two?.isDuplicate).toBe(false)
    expect(two?.dialogId).not.toBe(one?.dialogId)
  })

  test('[IN3] two first messages in one commit are one dialog, without holes', async () => {
    const parts = await makeParts()
    const [one, two] = await taken(parts, inbound('a'), inbound('b'))
    expect(two?.dialogId).toBe(one?.dialogId)
    expect(parts.commits).toHaveLength(1)
    expect((await parts.items(one?.dialogId ?? '')).map(({ dseq }) => dseq)).toEqual([1, 2, 3])
    expect(await parts.store.count('contact')).toBe(1)
  })

  test('[IN3] of two peers in one commit are two dialogs, whatever their keys look like', async () => {
    const parts = await makeParts()
    const peers = ['a', 'a:b', ':a', 'b'].map((key) => ({ key, name: key, origin: null }))
    const outcomes = await taken(parts, ...peers.map((peer) => inbound(`m${peer.key}`, { peer })))
    expect(new Set(outcomes.map(({ dialogId }) => dialogId)).size).toBe(4)
  })

  test('[IN3] opens a closed dialog, and says so', async () => {
    const parts = await makeParts()
    const [outcome] = await taken(parts, inbound('a'))
    const dialogId = outcome?.dialogId ?? ''
    await command(parts, 'dialog.close', dialogId)
    await taken(parts, inbound('b'))
    expect((await parts.row('dialog', dialogId))?.state).toBe('open')
    expect(await eventTypes(parts, dialogId)).toEqual(['started', 'closed', 'reopened'])
  })

  test('[IN3] leaves spam in spam', async () => {
    const parts = await makeParts()
    const [outcome] = await taken(parts, inbound('a'))
    const dialogId = outcome?.dialogId ?? ''
    await command(parts, 'dialog.spam', dialogId)
    await taken(parts, inbound('b'))
    expect(await parts.row('dialog', dialogId)).toMatchObject({ state: 'spam', unanswered: 2 })
  })

  test('brings the messenger’s newer name and page, until an operator gives a name', async () => {
    const parts = await makeParts()
    const peer = (name: string, page: string) => ({ peer: { key: 'visitor', name, origin: { page, language: 'uk' } } })
    const [outcome] = await taken(parts, inbound('a', peer('Анна', '/one')))
    const { dialogId = '' } = outcome ?? {}
    const contactId = (await parts.row('dialog', dialogId))?.contactId ?? ''
    await taken(parts, inbound('b', peer('Anna K', '/two')))
    expect(await parts.row('contact', contactId)).toMatchObject({ name: 'Anna K', origin: { page: '/two' }, nameBy: 'channel' })
    const rename = { id: 'rename', type: 'contact.rename', args: { dialogId, contactId, name: 'Анна Коваль' } } as const
    await Promise.all(await parts.executor.admit(OLGA, [rename]))
    await taken(parts, inbound('c', peer('nickname', '/three')))
    expect(await parts.row('contact', contactId)).toMatchObject({ name: 'Анна Коваль', origin: { page: '/three' }, nameBy: 'operator' })
  })

  test('changes the contact only when there is news', async () => {
    const parts = await makeParts()
    await taken(parts, inbound('a'))
    await taken(parts, inbound('b'))
    expect(parts.commits.at(-1)?.rows.map(({ kind }) => kind)).toEqual(['dialog', 'item'])
  })

  test('of a channel that is not there is not taken', async () => {
    const parts = await makeParts()
    expect(await parts.accept(inbound('a', { channelId: 'gone' }))).toEqual({ ok: false, reason: 'unknown-channel' })
    expect(await parts.store.count('dialog')).toBe(0)
  })

  test('is in the dialog in the order of arrival, by the clock of the server', async () => {
    const parts = await makeParts()
    const [outcome] = await taken(parts, inbound('a'))
    parts.time.now = NOON + 1000
    await taken(parts, inbound('b'))
    const items = (await parts.items(outcome?.dialogId ?? '')).filter(({ kind }) => kind === 'message')
    expect(items.map(({ at }) => at)).toEqual([NOON, NOON + 1000])
  })
})

describe('a report of a channel', () => {
  const status = (state: 'sent' | 'delivered' | 'read', itemIds: readonly string[], peerKey = 'visitor') =>
    ({ type: 'status', channelId: CHANNEL, peer: { key: peerKey, name: 'Анна', origin: null }, itemIds, state }) as const

  async function answered(): Promise<{ parts: Parts; dialogId: string }> {
    const parts = await makeParts()
    const [outcome] = await taken(parts, inbound('a'))
    const dialogId = outcome?.dialogId ?? ''
    const dialog = await parts.row('dialog', dialogId)
    if (dialog)
      await parts.put(change('dialog', { ...dialog, lastSeq: 3 }), messageRow(dialogId, 3, { id: 'answer', state: 'failed', error: 'x' }))
    return { parts, dialogId }
  }

  test('moves our message forward, never back, and clears the error', async () => {
    const { parts } = await answered()
    await parts.accept(status('read', ['answer']))
    await parts.accept(status('delivered', ['answer']))
    expect(await parts.row('item', 'answer')).toMatchObject({ state: 'read', error: null })
  })

  test('changes nothing of the customer’s own messages, of notes, or of other dialogs', async () => {
    const { parts, dialogId } = await answered()
    await parts.put(...dialogRows('d', { lastSeq: 1 }), messageRow('d', 1, { state: 'sent' }))
    const own = (await parts.items(dialogId)).find((item) => item.kind === 'message' && item.direction === 'in')
    const head = await parts.store.head()
    expect(await parts.accept(status('read', [own?.id ?? '', 'd-1', 'nothing']))).toMatchObject({ ok: true })
    expect(await parts.store.head()).toBe(head)
  })

  test('of a stranger is of an unknown message', async () => {
    const { parts } = await answered()
    expect(await parts.accept(status('read', ['answer'], 'stranger'))).toEqual({ ok: false, reason: 'unknown-message' })
  })
})
