import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Operator } from '#shared/domain/operator'
import { makeFakeLink } from './link-fixture'
import { createPresenceBoard } from './presence'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const operator = (id: string): Operator => ({ id, name: id, email: `${id}@okno.test`, role: 'operator', isDisabled: false }) as Operator

function makeBoard() {
  const fake = makeFakeLink()
  const operators = new Map([operator('pavel'), operator('olga')].map((each) => [each.id, each]))
  const board = createRoot(() => createPresenceBoard(fake.link, () => operators))
  const tell = (operatorId: string | null, state: 'viewing' | 'typing' | 'away', dialogId = 'd') =>
    fake.hear({ t: 'presence', news: { dialogId, operatorId, state } })
  return { ...fake, tell, inDialog: (id = 'd') => board.of(() => id)() }
}

describe('presence of others', () => {
  test('is shown in its dialog, under the name of who is known', () => {
    const { tell, inDialog } = makeBoard()
    tell('pavel', 'typing')
    tell('stranger', 'viewing')
    tell('olga', 'viewing', 'other')
    expect(inDialog()).toEqual({ operators: [{ id: 'pavel', name: 'pavel', state: 'typing' }], isCustomerTyping: false })
    tell('pavel', 'away')
    expect(inDialog().operators).toEqual([])
  })

  test('a customer who stops saying so has stopped typing', () => {
    const { tell, inDialog } = makeBoard()
    tell(null, 'typing')
    vi.advanceTimersByTime(5000)
    tell(null, 'typing')
    vi.advanceTimersByTime(5000)
    expect(inDialog().isCustomerTyping).toBe(true)
    vi.advanceTimersByTime(1001)
    expect(inDialog().isCustomerTyping).toBe(false)
  })

  test('stays while the device catches up: nobody tells it again', () => {
    const { tell, inDialog, hear } = makeBoard()
    hear({ t: 'state', connection: { phase: 'catching-up', done: 0, total: null } })
    tell('pavel', 'viewing')
    hear({ t: 'state', connection: { phase: 'catching-up', done: 5, total: 9 } })
    hear({ t: 'state', connection: { phase: 'live' } })
    expect(inDialog().operators).toHaveLength(1)
  })

  test('is not known without a connection', () => {
    const { tell, inDialog, hear } = makeBoard()
    tell('pavel', 'viewing')
    hear({ t: 'state', connection: { phase: 'connecting' } })
    expect(inDialog().operators).toEqual([])
  })
})
