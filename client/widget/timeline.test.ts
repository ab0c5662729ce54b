import { expect, test } from 'vitest'
import type { Shown } from './history'
import type { Outgoing } from './outgoing'
import { timeline } from './timeline'

const NOON = new Date(2026, 4, 10, 12).getTime()
const MINUTE = 60_000
const shown = (at: number, from: Shown['from'] = 'operator', author: string | null = 'Олена'): Shown => ({
  id: `m${at}`,
  key: `m${at}`,
  from,
  author,
  text: '',
  attachments: [],
  at,
  state: 'read',
})
const waiting = (at: number): Outgoing => ({ id: `o${at}`, text: 'a', files: [], at, stage: 'waiting' })
const of = (history: Shown[], outgoing: Outgoing[] = [], hasOlder = false) => timeline({ history, hasOlder }, outgoing, 'Здравствуйте')

test('the greeting opens the conversation, once its beginning is there', () => {
  expect(of([]).map(({ kind }) => kind)).toEqual(['greeting'])
  expect(of([shown(NOON)], [], true).map(({ kind }) => kind)).toEqual(['day', 'bubble'])
})

test('days are parted, and neighbours of one author grouped', () => {
  const entries = of([shown(NOON), shown(NOON + MINUTE), shown(NOON + 2 * MINUTE, 'operator', 'Иван'), shown(NOON + 24 * 60 * MINUTE)])
  expect(entries.map(({ kind }) => kind)).toEqual(['greeting', 'day', 'bubble', 'bubble', 'bubble', 'day', 'bubble'])
  const ends = entries.flatMap((entry) => (entry.kind === 'bubble' ? [[entry.bubble.isFirst, entry.bubble.isLast]] : []))
  expect(ends).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ])
})

test('what waits comes last, though the device’s clock is behind', () => {
  expect(of([shown(NOON)], [waiting(NOON - 48 * 60 * MINUTE)]).map(({ key }) => key)).toEqual([
    'greeting',
    'day 2026-5-10',
    `m${NOON}`,
    `o${NOON - 48 * 60 * MINUTE}`,
  ])
})

test('[W3] an answer stands with what it answers, unless that is not here', () => {
  const question = { ...shown(NOON, 'visitor', null), text: 'Есть красная?' }
  const answers = [question.id, 'gone'].map((replyTo, index) => ({ ...shown(NOON + index + 1), replyTo }))
  const quoted = of([question, ...answers]).flatMap((entry) => (entry.kind === 'bubble' ? [entry.bubble.quoted] : []))
  expect(quoted).toEqual([null, 'Есть красная?', null])
})
