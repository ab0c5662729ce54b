import { describe, expect, it } from 'vitest'
import type { Item, MessageItem } from '#shared/domain/item'
import { continuesGroup, firstUnanswered, startsDay } from './grouping'

const noon = new Date(2025, 2, 5, 12).getTime()
const message = (id: string, direction: 'in' | 'out', minutes: number, authorId: string | null = null): MessageItem => ({
  id,
  dialogId: 'd',
  dseq: 1,
  at: noon + minutes * 60_000,
  kind: 'message',
  direction,
  authorId,
  text: '',
  attachments: [],
  replyTo: null,
  state: 'read',
  error: null,
})
const event: Item = { id: 'e', dialogId: 'd', dseq: 1, at: noon, kind: 'event', actorId: null, event: { type: 'closed' } }

describe('grouping', () => {
  it('joins messages of one person that follow soon', () => {
    expect(continuesGroup(message('a', 'in', 0), message('b', 'in', 4))).toBe(true)
    expect(continuesGroup(message('a', 'in', 0), message('b', 'in', 6))).toBe(false)
    expect(continuesGroup(message('a', 'in', 0), message('b', 'out', 1, 'm'))).toBe(false)
    expect(continuesGroup(message('a', 'out', 0, 'm'), message('b', 'out', 1, 'o'))).toBe(false)
    expect(continuesGroup(event, message('b', 'in', 1))).toBe(false)
  })
  it('[W7] starts a day at the first item and after midnight', () => {
    expect(startsDay(undefined, message('a', 'in', 0))).toBe(true)
    expect(startsDay(message('a', 'in', 0), message('b', 'in', 5))).toBe(false)
    expect(startsDay(message('a', 'in', 0), message('b', 'in', 12 * 60))).toBe(true)
  })
  it('[W7] the «new» line stands before the first message since the last answer', () => {
    expect(firstUnanswered([message('a', 'in', 0), message('b', 'out', 1), message('c', 'in', 2), event, message('d', 'in', 3)])).toBe('c')
    expect(firstUnanswered([message('a', 'in', 0), message('b', 'out', 1)])).toBeNull()
    expect(firstUnanswered([event])).toBeNull()
  })
})
