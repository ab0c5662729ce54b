import { describe, expect, test } from 'vitest'
import { type EngineState, type Phase, step } from './engine'
import { doings, inPhase, timers } from './engine-fixture'

describe('[ENG5] the browser’s word about the network', () => {
  const drop = (state: EngineState, random = 0.5) => step(state, { type: 'closed', code: 0 }, random)
  const waitingSince = (attempt: number) => inPhase('offline', { attempt })
  const poked = (state: EngineState) => step(state, { type: 'outbox' }, 0)

  test('no network: the connection is ended, and tried again as after any end', () => {
    const gone = step(inPhase('live'), { type: 'offline' }, 0)
    expect(doings(gone)).toEqual(['disconnect'])
    const closed = drop(gone.state)
    expect([closed.state.phase, timers(closed)]).toEqual(['offline', [['reconnect', 500]]])
    expect(step(closed.state, { type: 'timer', timer: 'reconnect' }, 0).state).toMatchObject({ phase: 'connecting', attempt: 1 })
  })

  test('a network: it is tried at once, from the beginning', () => {
    const back = step(waitingSince(9), { type: 'online' }, 0)
    expect([back.state.phase, back.state.attempt]).toEqual(['connecting', 0])
  })

  test('what an operator does shortens a long wait, once: whoever goes on writing does not try at every letter', () => {
    expect(poked(waitingSince(9)).state).toMatchObject({ phase: 'connecting', attempt: 1 })
    expect(timers(drop(poked(waitingSince(9)).state, 0.999_999))).toEqual([['reconnect', 1000]])
    for (let attempt = 0; attempt <= 5; attempt += 1)
      expect(poked(waitingSince(attempt))).toEqual({ state: waitingSince(attempt), effects: [] })
    for (const phase of ['connecting', 'greeting', 'signed-out', 'outdated', 'ahead', 'revoked'] as const)
      expect(doings(poked(inPhase(phase, { attempt: 9 })))).toEqual([])
  })

  test('[ENG3] gone, and back before the end of the connection was told: it is tried again like any other', () => {
    const back = step(step(inPhase('live'), { type: 'offline' }, 0).state, { type: 'online' }, 0).state
    expect(timers(step(back, { type: 'closed', code: 0 }, 0.5)).map(([timer]) => timer)).toEqual(['reconnect'])
  })

  test('[ENG3] gone while a device of another protocol waits: its try is made all the same', () => {
    const gone = step(inPhase('ahead'), { type: 'offline' }, 0).state
    for (const at of [gone, step(gone, { type: 'online' }, 0).state])
      expect(step(at, { type: 'timer', timer: 'reconnect' }, 0).state.phase).toBe('connecting')
  })

  test('a sign-in after a time without network is connected again by itself whenever it drops', () => {
    const gone = step(inPhase('signed-out'), { type: 'offline' }, 0).state
    const live = { ...step(gone, { type: 'start' }, 0).state, phase: 'live' } as const
    expect(timers(drop(live)).map(([timer]) => timer)).toEqual(['reconnect'])
  })
})

describe('[HID1] a device that nobody looks at', () => {
  const hidden = (phase: Phase): EngineState => step(inPhase(phase), { type: 'attention', isShown: false }, 0).state

  test('pings and checks less often, and takes longer between tries', () => {
    expect(timers(step(hidden('live'), { type: 'timer', timer: 'pong' }, 0))).toEqual([['ping', 45_000]])
    expect(timers(step(inPhase('live'), { type: 'timer', timer: 'pong' }, 0))).toEqual([['ping', 25_000]])
    expect(timers(step(hidden('live'), { type: 'timer', timer: 'check' }, 0))).toEqual([['check', 600_000]])
    const wait = (state: EngineState) => timers(step({ ...state, attempt: 20 }, { type: 'closed', code: 1006 }, 0.5))
    expect([wait(inPhase('live')), wait(hidden('live'))]).toEqual([[['reconnect', 15_000]], [['reconnect', 30_000]]])
  })

  test('finds out at once whether the connection lives when somebody looks again, and tries if there is none', () => {
    const shown = step(hidden('live'), { type: 'attention', isShown: true }, 0)
    expect(doings(shown)).toEqual(['ping', 'set-timer', 'set-timer'])
    expect(shown.state.isProbing).toBe(true)
    for (const waiting of [hidden('offline'), inPhase('offline')])
      expect(step({ ...waiting, attempt: 9 }, { type: 'attention', isShown: true }, 0).state).toMatchObject({
        phase: 'connecting',
        attempt: 1,
      })
    expect(step(inPhase('live'), { type: 'attention', isShown: true }, 0).effects).toEqual([])
  })
})
