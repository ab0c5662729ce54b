import { expect, test } from 'vitest'
import type { WidgetMessage } from '#shared/protocol/widget'
import { behind, markSeen, type Shown, withChanged, withLatest, withMessage, withOlder } from './history'

const message = (at: number, fields: Partial<WidgetMessage> = {}): Shown => ({
  id: `m${at}`,
  key: `m${at}`,
  from: 'operator',
  author: 'Олена',
  text: `${at}`,
  attachments: [],
  at,
  state: 'sent',
  ...fields,
})
const messages = (...times: number[]) => times.map((at) => message(at))
const times = ({ history }: { history: readonly Shown[] }) => history.map(({ at }) => at)
const none = new Map<string, string>()

test('a page that meets what is held is joined to it', () => {
  const held = { history: messages(1, 2, 3, 4), hasOlder: true }
  const joined = withLatest(held, { messages: messages(3, 4, 5), hasOlder: true }, none)
  expect(times(joined)).toEqual([1, 2, 3, 4, 5])
  expect(joined.hasOlder).toBe(true)
})

test('[WW3] a page beyond a gap replaces what is held, for a hole must not look like a conversation', () => {
  const held = { history: messages(1, 2), hasOlder: false }
  expect(withLatest(held, { messages: messages(8, 9), hasOlder: true }, none)).toMatchObject({
    hasOlder: true,
    history: [{ at: 8 }, { at: 9 }],
  })
})

test('a page that is the whole history is the whole history', () => {
  expect(times(withLatest({ history: messages(1, 2, 3), hasOlder: true }, { messages: messages(2, 3), hasOlder: false }, none))).toEqual([
    2, 3,
  ])
  expect(withLatest({ history: messages(1), hasOlder: true }, { messages: [], hasOlder: false }, none).history).toEqual([])
})

test('the server’s newer word about a message wins, its key stays', () => {
  const held = { history: [message(1, { id: 'item' })].map((one) => ({ ...one, key: 'mine' })), hasOlder: false }
  const page = { messages: [message(1, { id: 'item', state: 'read' })], hasOlder: false }
  expect(withLatest(held, page, none).history).toMatchObject([{ key: 'mine', state: 'read' }])
  expect(withLatest({ history: [], hasOlder: false }, page, new Map([['item', 'was-sent-as']])).history).toMatchObject([
    { key: 'was-sent-as' },
  ])
})

test('[WW3] a message that came twice stands once, and in its place by time', () => {
  const history = withMessage(withMessage(messages(1, 5), message(3)), message(3))
  expect(history.map(({ at }) => at)).toEqual([1, 3, 5])
})

test('older messages go above, once', () => {
  const older = withOlder({ history: messages(3, 4), hasOlder: true }, { messages: messages(1, 2, 3), hasOlder: false })
  expect([times(older), older.hasOlder]).toEqual([[1, 2, 3, 4], false])
})

test('only operators’ messages are confirmed, and a state never falls back', () => {
  const history = [
    message(1),
    message(2, { state: 'delivered' }),
    message(3, { state: 'read' }),
    message(4, { from: 'visitor', state: 'delivered' }),
  ]
  expect(behind(history, 'delivered')).toEqual(['m1'])
  expect(behind(history, 'read')).toEqual(['m1', 'm2'])
  expect(markSeen(history, ['m1', 'm3'], 'delivered').map(({ state }) => state)).toEqual(['delivered', 'delivered', 'read', 'delivered'])
})

test('[W5] a changed message keeps its place, its key and how far it was read', () => {
  const held = [message(1), { ...message(2), key: 'own', state: 'read' as const }, message(3)]
  const changed = withChanged(held, { ...message(2), text: 'другое', isEdited: true })
  expect(changed).toMatchObject([{ text: '1' }, { text: 'другое', key: 'own', state: 'read', isEdited: true }, { text: '3' }])
})

test('[W5] a message taken back while the window was away is gone after the next page', () => {
  const held = { history: messages(1, 2, 3), hasOlder: false }
  expect(times(withLatest(held, { messages: messages(1, 3), hasOlder: false }, none))).toEqual([1, 3])
})
