import { expect, test } from 'vitest'
import { askLeader } from './ask-leader'
import type { ToTabs } from './link'
import { makeFakeLink } from './link-fixture'

const ask = { t: 'make-room', rid: 'r' } as const
const answer = (message: ToTabs) => (message.t === 'room-made' && message.rid === 'r' ? message.isMore : undefined)

test('a question that nobody led to hear is told to who begins to lead', async () => {
  const { link, sent, hear, count } = makeFakeLink()
  const answered = askLeader(link, { ask, answer, patienceMs: 60_000 })
  hear({ t: 'leads' })
  expect(sent).toEqual([ask, ask])
  hear({ t: 'room-made', rid: 'another', isMore: true })
  hear({ t: 'room-made', rid: 'r', isMore: false })
  expect(await answered).toBe(false)
  hear({ t: 'leads' })
  expect(sent).toHaveLength(2)
  expect(count()).toBe(0)
})

test('without an answer, or given up, there is none', async () => {
  const { link, count } = makeFakeLink()
  expect(await askLeader(link, { ask, answer, patienceMs: 1 })).toBeNull()
  const abort = new AbortController()
  const given = askLeader(link, { ask, answer, patienceMs: 60_000, signal: abort.signal })
  abort.abort()
  expect(await given).toBeNull()
  expect(count()).toBe(0)
})
