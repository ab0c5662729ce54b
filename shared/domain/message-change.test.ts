import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { makeChance } from '../lib/chance'
import { MessageItem } from './item'
import { isEdited, MAX_EDITS, type MessageChange, reactionRow, versionsOf, withChange } from './message-change'

const NOON = 1_700_000_000_000

const message = (more: Partial<MessageItem> = {}): MessageItem => ({
  id: 'm',
  dialogId: 'd',
  dseq: 1,
  at: NOON,
  kind: 'message',
  direction: 'in',
  authorId: null,
  text: 'две пары',
  attachments: [],
  replyTo: null,
  state: 'received',
  error: null,
  ...more,
})

const all = (changes: readonly MessageChange[], to = message()): MessageItem => changes.reduce(withChange, to)
const edited = (text: string, after: number): MessageChange => ({ type: 'edited', text, at: NOON + after })

describe('a changed message', () => {
  test('[W5][MC2] keeps every earlier text with the time it was written', () => {
    const made = all([edited('три пары', 1), edited('четыре пары', 2)])
    expect(made.text).toBe('четыре пары')
    expect(versionsOf(made)).toEqual([
      { text: 'две пары', at: NOON },
      { text: 'три пары', at: NOON + 1 },
      { text: 'четыре пары', at: NOON + 2 },
    ])
  })

  test('[W5] is not called edited when the channel only repeats its text', () => {
    expect(isEdited(message())).toBe(false)
    expect(isEdited(all([edited('две пары', 1)]))).toBe(false)
    expect(isEdited(all([edited('три пары', 1)]))).toBe(true)
  })

  test('[W5][MC3] is deleted once, at the earlier of two reports, and keeps its text', () => {
    const made = all([
      { type: 'deleted', by: null, at: NOON + 5 },
      { type: 'deleted', by: null, at: NOON + 3 },
      { type: 'deleted', by: null, at: NOON + 9 },
    ])
    expect(made).toMatchObject({ text: 'две пары', deleted: { by: null, at: NOON + 3 } })
  })

  test('[W5] shows the newest reaction of each person', () => {
    const made = all([
      { type: 'reacted', by: null, emojis: ['👍'], at: NOON + 1 },
      { type: 'reacted', by: 'olga', emojis: ['❤️', '👍'], at: NOON + 2 },
      { type: 'reacted', by: 'pavel', emojis: ['👍'], at: NOON + 3 },
      { type: 'reacted', by: 'pavel', emojis: [], at: NOON + 4 },
    ])
    expect(reactionRow(made)).toEqual([
      { emoji: '👍', by: [null, 'olga'] },
      { emoji: '❤️', by: ['olga'] },
    ])
  })

  test('[W5] keeps its first words however often it is edited, and still fits its row', () => {
    const made = all(Array.from({ length: MAX_EDITS * 2 }, (_, n) => edited(`правка ${n}`, n + 1)))
    expect(versionsOf(made)[0]?.text).toBe('две пары')
    expect(made.text).toBe(`правка ${MAX_EDITS * 2 - 1}`)
    expect(v.safeParse(MessageItem, made).success).toBe(true)
  })

  test('[W5][MC1] is the same whatever the order and number of the reports', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const chance = makeChance(seed)
      const changes = Array.from({ length: 12 }, () => arbitrary(chance))
      const once = all(changes)
      const again = all(shuffled([...changes, ...changes.slice(0, 5)], chance))
      expect({ seed, made: again }).toEqual({ seed, made: once })
    }
  })
})

const shuffled = <T>(things: readonly T[], chance: ReturnType<typeof makeChance>): T[] =>
  things
    .map((thing) => ({ thing, place: chance.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ thing }) => thing)

function arbitrary(chance: ReturnType<typeof makeChance>): MessageChange {
  const at = NOON + chance.below(6)
  const by = chance.pick([null, 'olga'])
  return chance.pick<MessageChange>([
    { type: 'edited', text: chance.pick(['a', 'b', 'две пары']), at },
    { type: 'edited', text: chance.pick(['a', 'b', 'c']), at },
    { type: 'deleted', by: null, at },
    { type: 'reacted', by, emojis: chance.pick([[], ['👍'], ['👍', '❤️']]), at },
  ])
}
