import { describe, expect, test } from 'vitest'
import { type ToVisitor, WIDGET_CLOSE } from '#shared/protocol/widget'
import { type Conversation, type Effect, type Happening, newConversation, step } from './conversation'
import type { Outgoing, OutgoingFile } from './outgoing'

const NOW = 1_000_000

const welcome = (fields: Partial<Extract<ToVisitor, { t: 'welcome' }>> = {}): Happening => ({
  type: 'heard',
  now: NOW,
  frame: { t: 'welcome', token: 'token', channel: { name: 'Shop', greeting: '' }, messages: [], hasOlder: false, taken: {}, ...fields },
})
const heard = (frame: ToVisitor): Happening => ({ type: 'heard', frame, now: NOW })
const draft = (id: string, files: OutgoingFile[] = []): Outgoing => ({ id, text: `text ${id}`, files, at: NOW, stage: 'waiting' })
const composed = (id: string, files: OutgoingFile[] = []): Happening => ({ type: 'composed', message: draft(id, files) })
const dropped = (code = 1006, now = NOW): Happening => ({ type: 'dropped', code, now })
const picture = (id: string): OutgoingFile => ({
  id,
  name: 'a.png',
  mime: 'image/png',
  size: 3,
  blob: new Blob(['abc']),
  stage: 'waiting',
  progress: 0,
})
const answer = (id: string): ToVisitor => ({
  t: 'message',
  message: { id, from: 'operator', author: 'Олена', text: 'Да', attachments: [], at: NOW, state: 'sent' },
})

/** Runs happenings one after another. @returns the state after, and all effects. */
function run(...happenings: Happening[]): { state: Conversation; effects: Effect[] } {
  return happenings.reduce<{ state: Conversation; effects: Effect[] }>(
    ({ state, effects }, happening) => {
      const next = step(state, happening)
      return { state: next.state, effects: [...effects, ...next.effects] }
    },
    { state: newConversation({ token: null, history: [], channel: null }), effects: [] },
  )
}
const told = (effects: readonly Effect[]) => effects.flatMap((effect) => (effect.do === 'tell' ? [effect.frame] : []))
const sends = (effects: readonly Effect[]) => told(effects).flatMap((frame) => (frame.t === 'send' ? [frame.id] : []))

describe('the queue', () => {
  test('[WW1] a message is kept before anything else is done with it', () => {
    const { effects } = run(welcome(), composed('a'))
    expect(effects.map((effect) => effect.do)).toEqual(['keep', 'tell'])
  })

  test('[WW2] what was written without a connection goes after the welcome, in order', () => {
    const { state, effects } = run(composed('a'), composed('b'), welcome())
    expect(sends(effects)).toEqual(['a', 'b'])
    expect(state.outgoing.map(({ stage }) => stage)).toEqual(['sent', 'sent'])
  })

  test('[WW2] what was restored from the device goes too, before what is newer', () => {
    const { effects } = run(composed('new'), { type: 'restored', outgoing: [draft('old')] }, welcome())
    expect(sends(effects)).toEqual(['old', 'new'])
  })

  test('a message is forgotten when it is answered, and not before', () => {
    const sent = run(welcome(), composed('a'))
    expect(sent.effects).not.toContainEqual({ do: 'forget', id: 'a' })
    const { state, effects } = step(sent.state, heard({ t: 'ack', id: 'a', itemId: 'item', at: 5 }))
    expect(effects).toContainEqual({ do: 'forget', id: 'a' })
    expect(state).toMatchObject({ outgoing: [], history: [{ id: 'item', key: 'a', text: 'text a', at: 5 }] })
  })

  test('[WW2] an answer lost with the connection makes the message go again, under the same id', () => {
    const { state, effects } = run(welcome(), composed('a'), dropped(), { type: 'connecting' }, welcome())
    expect(sends(effects)).toEqual(['a', 'a'])
    expect(state.outgoing).toHaveLength(1)
  })

  test('[WW3] a message whose answer was lost is not shown twice: the welcome says that it was taken', () => {
    const stored = {
      id: 'item',
      from: 'visitor' as const,
      author: null,
      text: 'text a',
      attachments: [],
      at: 5,
      state: 'delivered' as const,
    }
    const { state, effects } = run(welcome(), composed('a'), dropped(), welcome({ messages: [stored], taken: { a: 'item' } }))
    expect(sends(effects)).toEqual(['a'])
    expect(effects).toContainEqual({ do: 'forget', id: 'a' })
    expect(state).toMatchObject({ outgoing: [], history: [{ id: 'item', key: 'a' }] })
  })

  test('[WW3] the same message by push, by history and by answer stands once', () => {
    const stored = {
      id: 'item',
      from: 'visitor' as const,
      author: null,
      text: 'text a',
      attachments: [],
      at: 5,
      state: 'delivered' as const,
    }
    const ack = heard({ t: 'ack', id: 'a', itemId: 'item', at: 5 })
    const { state } = run(welcome({ messages: [stored] }), composed('a'), heard({ t: 'message', message: stored }), ack, ack)
    expect(state.history).toHaveLength(1)
  })

  test('too many at once rest for a while and go then', () => {
    const refused = run(welcome(), composed('a'), heard({ t: 'refused', id: 'a', reason: 'too-many' }), composed('b'))
    expect(sends(refused.effects)).toEqual(['a'])
    expect(refused.effects).toContainEqual({ do: 'rest', ms: 10_000 })
    expect(sends(step(refused.state, { type: 'rested' }).effects)).toEqual(['a', 'b'])
  })

  test('a message that will not be taken waits for the visitor and holds up nobody', () => {
    const refused = run(welcome(), composed('a'), heard({ t: 'refused', id: 'a', reason: 'invalid' }), composed('b'), dropped(), welcome())
    expect(sends(refused.effects)).toEqual(['a', 'b', 'b'])
    expect(sends(step(refused.state, { type: 'retried', id: 'a' }).effects)).toEqual(['a'])
    const discarded = step(refused.state, { type: 'discarded', id: 'a' })
    expect([discarded.effects, discarded.state.outgoing.map(({ id }) => id)]).toEqual([[{ do: 'forget', id: 'a' }], ['b']])
  })
})

describe('files', () => {
  const uploaded = (fileId: string, state: Extract<Happening, { type: 'upload' }>['state'] = 'uploaded'): Happening => ({
    type: 'upload',
    messageId: 'a',
    fileId,
    state,
  })

  test('a message goes when its files have arrived, one file at a time', () => {
    const { state, effects } = run(welcome(), composed('a', [picture('f1'), picture('f2')]))
    expect([sends(effects), effects.filter((effect) => effect.do === 'upload').length]).toEqual([[], 1])
    const second = step(state, uploaded('f1'))
    expect(second.effects).toMatchObject([{ do: 'upload', file: { id: 'f2' } }])
    expect(sends(step(second.state, uploaded('f2')).effects)).toEqual(['a'])
  })

  test('a text does not wait for the files of the message before it', () => {
    expect(sends(run(welcome(), composed('a', [picture('f1')]), composed('b')).effects)).toEqual(['b'])
  })

  test('an interrupted upload begins again after a rest, a refused one is the visitor’s to decide', () => {
    const interrupted = run(welcome(), composed('a', [picture('f1')]), uploaded('f1', { progress: 0.5 }), uploaded('f1', 'interrupted'))
    expect(interrupted.state.outgoing[0]?.files[0]).toMatchObject({ stage: 'waiting', progress: 0 })
    expect(step(interrupted.state, { type: 'rested' }).effects).toMatchObject([{ do: 'upload' }])
    expect(run(welcome(), composed('a', [picture('f1')]), uploaded('f1', 'refused')).state.outgoing).toMatchObject([{ stage: 'refused' }])
  })

  test('a visitor who has become another uploads anew, and does not see the first one’s history', () => {
    const message = { id: 'item', from: 'operator' as const, author: null, text: 'old', attachments: [], at: 1, state: 'read' as const }
    const before = run(welcome({ messages: [message] }), composed('a', [picture('f1')]), uploaded('f1'), dropped())
    const { state, effects } = step(before.state, welcome({ token: 'another' }))
    expect(state.history).toEqual([])
    expect(effects).toMatchObject([{ do: 'upload', file: { id: 'f1' } }])
  })
})

describe('the connection', () => {
  const waits = (effects: readonly Effect[]) => effects.flatMap((effect) => (effect.do === 'connect' ? [effect.withinMs] : []))

  test('waits grow while connecting fails', () => {
    expect(waits(run(dropped(), dropped(), dropped(), dropped()).effects)).toEqual([1_000, 1_000, 2_000, 4_000])
  })

  test('a connection that held begins the count anew, one that fell at once does not', () => {
    expect(waits(run(dropped(), dropped(), dropped(), welcome(), dropped(1006, NOW + 60_000)).effects).at(-1)).toBe(1_000)
    expect(waits(run(dropped(), dropped(), dropped(), welcome(), dropped(1006, NOW + 10)).effects).at(-1)).toBe(4_000)
  })

  test('an unknown channel ends it, another version reloads the window', () => {
    expect(run(dropped(WIDGET_CLOSE.UNKNOWN_CHANNEL))).toMatchObject({ state: { link: 'ended' }, effects: [] })
    expect(run(dropped(WIDGET_CLOSE.UPGRADE)).effects).toEqual([{ do: 'reload' }])
  })
})

describe('confirming', () => {
  const seen = (effects: readonly Effect[]) => told(effects).flatMap((frame) => (frame.t === 'seen' ? [[frame.state, ...frame.ids]] : []))

  test('an answer is delivered when it comes and read when it is looked at, each told once', () => {
    const { state, effects } = run(welcome(), heard(answer('x')), { type: 'watched', on: true }, { type: 'watched', on: true })
    expect(seen(effects)).toEqual([
      ['delivered', 'x'],
      ['read', 'x'],
    ])
    expect(seen(step(state, { type: 'watched', on: false }).effects)).toEqual([])
  })

  test('what was read without a connection is told when there is one', () => {
    const offline = run(welcome(), heard(answer('x')), dropped(), { type: 'watched', on: true })
    expect(seen(offline.effects)).toEqual([['delivered', 'x']])
    expect(seen(step(offline.state, welcome({ messages: [{ ...answerMessage('x'), state: 'delivered' }] })).effects)).toEqual([
      ['read', 'x'],
    ])
  })

  test('a long absence is confirmed in frames of a hundred', () => {
    const history = Array.from({ length: 150 }, (_, index) => ({ ...answerMessage(`x${index}`), key: `x${index}` }))
    const { effects } = step({ ...newConversation({ token: null, history, channel: null }), link: 'live' }, { type: 'watched', on: true })
    expect(seen(effects).map((ids) => ids.length - 1)).toEqual([100, 50])
  })
})

test('who is typing is shown until the message comes or the silence is long', () => {
  const typing = run(welcome(), heard({ t: 'typing', on: true, author: 'Олена' }))
  expect([typing.state.typing, typing.effects]).toEqual(['Олена', [{ do: 'await-typing' }]])
  expect(step(typing.state, heard(answer('x'))).state.typing).toBeNull()
  expect(step(typing.state, { type: 'typing-lapsed' }).state.typing).toBeNull()
})

test('older history is asked for once at a time, and only when there is some', () => {
  const held = run(welcome({ messages: [answerMessage('x')], hasOlder: true }), { type: 'older' }, { type: 'older' })
  expect(told(held.effects).filter(({ t }) => t === 'older')).toEqual([{ t: 'older', before: 'x' }])
  expect(told(run(welcome(), { type: 'older' }).effects)).toEqual([])
})

function answerMessage(id: string) {
  return { id, from: 'operator' as const, author: 'Олена', text: 'Да', attachments: [], at: NOW, state: 'sent' as const }
}
