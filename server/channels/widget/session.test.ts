import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#shared/domain/id'
import type { Item } from '#shared/domain/item'
import { WIDGET_CLOSE, WIDGET_HISTORY } from '#shared/protocol/widget'
import { UNHURRIED } from '../patience-fixture'
import { CHANNEL, OPERATOR, startTestServer, type TestServer } from './test-server'
import { connectVisitor, type VisitorClient, type VisitorClientOptions } from './visitor-client'

let server: TestServer
const clients: VisitorClient[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  for (const client of clients) client.close()
  await server.close()
})
beforeEach(() => {
  server.gate = async () => {}
})

async function visit(options: Partial<VisitorClientOptions> = {}): Promise<VisitorClient> {
  const client = await connectVisitor({ origin: server.origin, channelId: CHANNEL.id, ...options })
  clients.push(client)
  return client
}

const visitorOf = (client: VisitorClient): string => client.welcome.token.split('~')[1] ?? ''

async function dialogOf(client: VisitorClient): Promise<string> {
  const dialogId = await server.dialogOf(visitorOf(client))
  if (!dialogId) throw new Error('No dialog')
  return dialogId
}

const outgoing = (text: string): Item => ({
  id: newId(),
  dialogId: 'd',
  dseq: 1,
  kind: 'message',
  at: Date.now(),
  direction: 'out',
  authorId: OPERATOR.id,
  text,
  attachments: [],
  replyTo: null,
  state: 'sent',
  error: null,
})

test('a new visitor is greeted, writes, and finds the conversation on return', async () => {
  const first = await visit()
  expect(first.welcome).toMatchObject({ channel: { name: CHANNEL.name, greeting: CHANNEL.greeting }, messages: [], hasOlder: false })
  const ack = await first.say('Есть ли скидка?')
  const again = await visit({ token: first.welcome.token })
  expect(again.welcome.messages).toMatchObject([{ id: ack.itemId, from: 'visitor', text: 'Есть ли скидка?', at: ack.at }])
})

test('[WG2] the answer to a message comes after the store has it, not before', async () => {
  const client = await visit()
  let release = () => {}
  const stored = new Promise<void>((resolve) => {
    release = resolve
  })
  server.gate = () => stored
  const said = client.say('Сохраните меня')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(client.frames.some(({ t }) => t === 'ack')).toBe(false)
  release()
  await expect(said).resolves.toMatchObject({ t: 'ack' })
})

test('[WG3] a message sent again, here or in another connection, is one message with one answer', async () => {
  const client = await visit()
  const id = newId()
  const first = await client.say('Один раз', { id })
  const second = await client.say('Один раз', { id })
  const other = await visit({ token: client.welcome.token, unanswered: [id, 'never-sent'] })
  expect(other.welcome.taken).toEqual({ [id]: first.itemId })
  expect(await other.say('Один раз', { id })).toEqual(first)
  expect(second).toEqual(first)
  expect(other.welcome.messages).toHaveLength(1)
})

test('[WG3] two visitors may use the same id without meeting', async () => {
  const [one, two] = [await visit(), await visit()]
  const id = newId()
  const [first, second] = [await one.say('мой', { id }), await two.say('мой', { id })]
  expect(first.itemId).not.toBe(second.itemId)
})

test('[WG4] forged tokens and tokens of other channels begin anew and see nothing', async () => {
  const owner = await visit()
  await owner.say('Мой адрес: Киев, Крещатик 1')
  const [channelId, visitorId] = owner.welcome.token.split('~')
  for (const token of [`${channelId}~${visitorId}~${'A'.repeat(43)}`, `${channelId}~${visitorId}~`, 'rubbish']) {
    const thief = await visit({ token })
    expect(thief.welcome.messages).toEqual([])
    expect(visitorOf(thief)).not.toBe(visitorId)
  }
  const abroad = await visit({ token: owner.welcome.token, channelId: 'channel-other' })
  expect(abroad.welcome.messages).toEqual([])
})

test('only messages are ever told to a visitor: no note, no event, no full name, no id of an operator', async () => {
  const client = await visit()
  await client.say('Вопрос')
  const dialogId = await dialogOf(client)
  const common = { id: newId(), dialogId, dseq: 1, at: Date.now() }
  await server.put(dialogId, { ...common, kind: 'note', authorId: OPERATOR.id, text: 'ЗАМЕТКА-СЕКРЕТ', deleted: false })
  const event = { type: 'renamed', from: 'СОБЫТИЕ-ОТ', to: 'СОБЫТИЕ-К' } as const
  await server.put(dialogId, { ...common, id: newId(), kind: 'event', actorId: OPERATOR.id, event })
  await server.put(dialogId, { ...outgoing('Ответ'), dialogId })
  const returned = await visit({ token: client.welcome.token })
  returned.send({ t: 'older', before: returned.welcome.messages.at(-1)?.id ?? '' })
  await returned.until('older')
  const message = { id: newId(), channelId: CHANNEL.id, dialogId, peerKey: visitorOf(client), authorName: OPERATOR.name }
  await server.widget.adapter.send({ ...message, text: 'Ещё', attachments: [], at: Date.now() }, UNHURRIED)
  server.widget.adapter.operatorTyping?.({ channelId: CHANNEL.id, peerKey: visitorOf(client), authorName: OPERATOR.name, on: true })
  await returned.until('typing')
  const bytes = JSON.stringify([client.frames, returned.frames])
  expect(returned.welcome.messages.map(({ text, author }) => [text, author])).toEqual([
    ['Вопрос', null],
    ['Ответ', 'Олена'],
  ])
  for (const secret of ['СЕКРЕТ', 'СОБЫТИЕ', 'Шевченко', OPERATOR.id, OPERATOR.email, dialogId]) expect(bytes).not.toContain(secret)
})

test('[W2][W5] of a changed message the visitor is told how it stands; not what it said, nor that or by whom it was done', async () => {
  const client = await visit()
  await client.say('Вопрос')
  const dialogId = await dialogOf(client)
  const at = Date.now()
  const edited = { ...outgoing('Цена 900'), dialogId, edits: [{ text: 'СТАРАЯ-ЦЕНА', at }] }
  const deleted = { ...outgoing('УДАЛЁННОЕ'), dialogId, deleted: { by: OPERATOR.id, at } }
  const event = { type: 'message-edited', itemId: edited.id } as const
  for (const item of [edited, deleted] as Item[]) await server.put(dialogId, item)
  await server.put(dialogId, { id: newId(), dialogId, dseq: 1, at, kind: 'event', actorId: OPERATOR.id, event })
  const returned = await visit({ token: client.welcome.token })
  expect(returned.welcome.messages).toMatchObject([{ text: 'Вопрос' }, { text: 'Цена 900', isEdited: true }])

  const peer = { channelId: CHANNEL.id, dialogId, peerKey: visitorOf(client), authorName: OPERATOR.name, attachments: [], at }
  const amended = { ...peer, direction: 'out', isEdited: true, reactions: [] } as const
  await server.widget.adapter.amend?.({ ...amended, id: edited.id, text: 'Цена 800', isDeleted: false })
  await server.widget.adapter.amend?.({ ...amended, id: deleted.id, text: 'УДАЛЁННОЕ', isDeleted: true })
  expect((await returned.until('changed')).message).toMatchObject({ id: edited.id, text: 'Цена 800', author: 'Олена', isEdited: true })
  expect(await returned.until('gone')).toEqual({ t: 'gone', id: deleted.id })
  const bytes = JSON.stringify([client.frames, returned.frames])
  for (const secret of ['СТАРАЯ', 'УДАЛЁННОЕ', 'message-edited', OPERATOR.id, 'Шевченко']) expect(bytes).not.toContain(secret)
})

test('an answer reaches every window of its visitor and nobody else', async () => {
  const client = await visit()
  await client.say('Вопрос')
  const [twin, stranger] = [await visit({ token: client.welcome.token }), await visit()]
  const message = {
    id: newId(),
    channelId: CHANNEL.id,
    dialogId: await dialogOf(client),
    peerKey: visitorOf(client),
    authorName: OPERATOR.name,
  }
  const result = await server.widget.adapter.send({ ...message, text: 'Ответ', attachments: [], at: 5 }, UNHURRIED)
  expect(result).toEqual({ outcome: 'sent' })
  for (const window of [client, twin]) {
    const told = await window.until('message')
    expect(told.message).toEqual({
      id: message.id,
      from: 'operator',
      author: 'Олена',
      text: 'Ответ',
      attachments: [],
      at: 5,
      state: 'sent',
    })
  }
  expect(stranger.frames.filter(({ t }) => t === 'message')).toEqual([])
})

test('[W3] an answer names the message it answers, when it comes and in the history', async () => {
  const client = await visit()
  const { itemId } = await client.say('Вопрос')
  const dialogId = await dialogOf(client)
  const answer = { ...outgoing('Ответ'), dialogId, replyTo: itemId } as Item
  await server.put(dialogId, answer)
  const message = { id: answer.id, channelId: CHANNEL.id, dialogId, peerKey: visitorOf(client), authorName: OPERATOR.name }
  await server.widget.adapter.send({ ...message, text: 'Ответ', attachments: [], at: 5, replyTo: itemId }, UNHURRIED)
  expect((await client.until('message')).message).toMatchObject({ text: 'Ответ', replyTo: itemId })
  const { welcome } = await visit({ token: client.welcome.token })
  expect(welcome.messages.map(({ text, replyTo }) => [text, replyTo])).toEqual([
    ['Вопрос', undefined],
    ['Ответ', itemId],
  ])
})

test('what a visitor writes in one tab appears in the other, once', async () => {
  const client = await visit()
  const twin = await visit({ token: client.welcome.token })
  const ack = await client.say('Из первой вкладки')
  const { message } = await twin.until('message')
  expect(message).toMatchObject({ id: ack.itemId, from: 'visitor', text: 'Из первой вкладки' })
  expect(client.frames.filter(({ t }) => t === 'message')).toEqual([])
})

test('confirming an answer moves its state and tells the other tab; a foreign id moves nothing', async () => {
  const [client, stranger] = [await visit(), await visit()]
  await client.say('Вопрос')
  await stranger.say('Другой вопрос')
  const twin = await visit({ token: client.welcome.token })
  const item = await server.put(await dialogOf(client), outgoing('Ответ'))
  stranger.send({ t: 'seen', ids: [item.id], state: 'read' })
  client.send({ t: 'seen', ids: [item.id, 'no-such-item'], state: 'delivered' })
  expect(await twin.until('seen')).toEqual({ t: 'seen', ids: [item.id], state: 'delivered' })
  await stranger.say('и ещё')
  const [stored] = await server.store.rows([{ kind: 'item', id: item.id }])
  expect(stored?.row).toMatchObject({ state: 'delivered' })
})

test('older history comes in pages, down to the first message', async () => {
  const client = await visit()
  await client.say('Самое первое')
  const dialogId = await dialogOf(client)
  for (let index = 0; index < WIDGET_HISTORY + 9; index += 1) await server.put(dialogId, outgoing(`Ответ ${index}`))
  const returned = await visit({ token: client.welcome.token })
  expect(returned.welcome).toMatchObject({ hasOlder: true })
  expect(returned.welcome.messages).toHaveLength(WIDGET_HISTORY)
  returned.send({ t: 'older', before: returned.welcome.messages[0]?.id ?? '' })
  const { messages, hasOlder } = await returned.until('older')
  expect([messages.length, messages[0]?.text, hasOlder]).toEqual([10, 'Самое первое', false])
})

test('asking for what is before a message of somebody else gives nothing', async () => {
  const [owner, thief] = [await visit(), await visit()]
  const { itemId } = await owner.say('Личное')
  await thief.say('Я тут')
  thief.send({ t: 'older', before: itemId })
  expect(await thief.until('older')).toEqual({ t: 'older', messages: [], hasOlder: false })
})

test('the twenty-first message of a moment is refused and may be sent later', async () => {
  const client = await visit()
  const said = await Promise.allSettled(Array.from({ length: 21 }, (_, index) => client.say(`№ ${index}`)))
  expect(said.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(20)
  await Promise.allSettled(Array.from({ length: 21 }, (_, index) => client.say(`ещё ${index}`)))
  expect(client.frames).toContainEqual(expect.objectContaining({ t: 'refused', reason: 'too-many' }))
})

test('a store that fails costs the message a second try, and the window nothing', async () => {
  const client = await visit()
  server.gate = () => Promise.reject(new Error('disk full'))
  const id = newId()
  await expect(client.say('Не сейчас', { id })).rejects.toThrow('busy')
  server.gate = async () => {}
  await expect(client.say('Не сейчас', { id })).resolves.toMatchObject({ t: 'ack', id })
  expect(server.logged.join()).not.toContain('Не сейчас')
})

test('operators hear of typing in a known dialog, and of its end when the window closes', async () => {
  const client = await visit()
  client.send({ t: 'typing', on: true })
  await client.say('Печатаю')
  const dialogId = await dialogOf(client)
  expect(server.typings.filter((typing) => typing.dialogId === dialogId)).toEqual([])
  client.send({ t: 'typing', on: true })
  await client.say('ещё')
  client.close()
  await expect.poll(() => server.typings.filter((typing) => typing.dialogId === dialogId).map(({ on }) => on)).toEqual([true, false])
})

test('a visitor is known to operators by a name, a page and a language', async () => {
  const client = await visit({ language: 'uk', page: 'https://shop.example/lamps?x=1' })
  await client.say('Добрий день')
  expect(server.events.at(-1)).toMatchObject({
    peer: {
      key: visitorOf(client),
      name: expect.stringMatching(/^Відвідувач \d{4}$/),
      origin: { page: 'https://shop.example/lamps?x=1', language: 'uk' },
    },
  })
})

test('an unknown channel is told so by the close code', async () => {
  await expect(visit({ channelId: 'nowhere' })).rejects.toThrow(String(WIDGET_CLOSE.UNKNOWN_CHANNEL))
})
