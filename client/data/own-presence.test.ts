import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeFakeLink } from './link-fixture'
import { createOwnPresence } from './own-presence'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function make(phase: 'live' | 'offline' = 'live') {
  const fake = makeFakeLink(phase)
  const { tell, stop } = createRoot((stop) => ({ tell: createOwnPresence(fake.link), stop }))
  const said = () => fake.sent.flatMap((message) => (message.t === 'presence' ? [`${message.dialogId} ${message.state}`] : []))
  return { ...fake, tell, stop, said }
}

/** After which the server forgets. */
const TTL_MS = 30_000

describe('[L8] what colleagues are told of this operator', () => {
  test('is said again, often enough, as long as it holds', () => {
    const { tell, said, stop } = make()
    tell('a', 'viewing')
    for (let n = 0; n < 5; n += 1) {
      const before = said().length
      vi.advanceTimersByTime(TTL_MS)
      expect(said().length).toBeGreaterThan(before)
    }
    expect(new Set(said())).toEqual(new Set(['a viewing']))
    tell('a', 'away')
    const before = said().length
    vi.advanceTimersByTime(2 * TTL_MS)
    expect(said()).toHaveLength(before)
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is of the dialog gone to, though the one that was left ends later', () => {
    const { tell, said } = make()
    tell('a', 'viewing')
    tell('b', 'viewing')
    tell('a', 'away')
    vi.advanceTimersByTime(TTL_MS)
    expect(said().slice(0, 4)).toEqual(['a viewing', 'b viewing', 'a away', 'b viewing'])
  })

  test('is said as soon as there is a connection: at the start nobody has heard it', () => {
    const { tell, said, hear } = make('offline')
    tell('a', 'viewing')
    hear({ t: 'state', connection: { phase: 'catching-up', done: 0, total: null } })
    expect(said()).toEqual(['a viewing', 'a viewing'])
    hear({ t: 'state', connection: { phase: 'live' } })
    expect(said()).toHaveLength(2)
  })
})
