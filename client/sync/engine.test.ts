import { describe, expect, test } from 'vitest'
import { CLOSE, type ServerFrame, type ServerFrameName } from '#shared/protocol/frames'
import { SERVER_HEADS } from '#shared/protocol/frames-fixture'
import { PROTOCOL_VERSION } from '#shared/protocol/version'
import { type EngineEvent, type EngineState, IDLE, type Phase, type Step, step } from './engine'
import { doings, inPhase, timers } from './engine-fixture'

const PHASES: readonly Phase[] = ['offline', 'connecting', 'greeting', 'catching-up', 'live', 'signed-out', 'revoked', 'outdated', 'ahead']
const frame = <N extends ServerFrameName>(name: N, more: object = {}): ServerFrame =>
  ({ name, head: { ...SERVER_HEADS[name], ...more }, raw: new Uint8Array() }) as ServerFrame
const hear = (state: EngineState, name: ServerFrameName, more: object = {}): Step =>
  step(state, { type: 'frame', frame: frame(name, more) }, 0)

const EVENTS: readonly EngineEvent[] = [
  { type: 'start' },
  { type: 'online' },
  { type: 'offline' },
  { type: 'attention', isShown: true },
  { type: 'attention', isShown: false },
  { type: 'opened' },
  { type: 'closed', code: 1006 },
  { type: 'closed', code: CLOSE.UPGRADE },
  { type: 'closed', code: CLOSE.UPGRADE, serverProtocol: 1 },
  { type: 'applied', cursor: 5, isFrame: true },
  { type: 'staged' },
  { type: 'stuck' },
  { type: 'outbox' },
  ...(['reconnect', 'welcome', 'ping', 'pong', 'check'] as const).map((timer) => ({ type: 'timer', timer }) as const),
  ...(Object.keys(SERVER_HEADS) as ServerFrameName[]).map((name) => ({ type: 'frame', frame: frame(name) }) as const),
]

describe('the connection, whatever happens in whatever phase', () => {
  test('[ENG2] sends commands only between WELCOME and the end of the connection', () => {
    for (const phase of PHASES)
      for (const event of EVENTS) {
        const flushes = doings(step(inPhase(phase), event, 0)).includes('flush')
        const isWelcome = phase === 'greeting' && event.type === 'frame' && event.frame.name === 'WELCOME'
        if (flushes) expect(['catching-up', 'live'].includes(phase) || isWelcome).toBe(true)
      }
  })

  test('[ENG4] applies and passes on nothing outside a welcomed connection', () => {
    for (const phase of ['offline', 'connecting', 'greeting', 'signed-out', 'outdated'] as const)
      for (const name of Object.keys(SERVER_HEADS) as ServerFrameName[])
        if (name !== 'WELCOME') expect(doings(hear(inPhase(phase), name))).toEqual([])
  })

  test('[ENG3][I10] has a timer for every wait it begins', () => {
    for (const phase of PHASES)
      for (const event of EVENTS) {
        const made = step(inPhase(phase), event, 0.5)
        const isNew = made.state.phase !== phase
        const set = timers(made).map(([timer]) => timer)
        if (isNew && made.state.phase === 'offline') expect(set).toEqual(['reconnect'])
        if (isNew && ['outdated', 'ahead'].includes(made.state.phase)) expect(set).toEqual(['reconnect'])
        if (isNew && (made.state.phase === 'connecting' || made.state.phase === 'greeting')) expect(set).toEqual(['welcome'])
        if (isNew && phase === 'greeting' && made.state.phase === 'catching-up') expect(set).toEqual(['ping', 'check'])
      }
  })

  test('never takes two WELCOMEs', () => {
    for (const phase of ['catching-up', 'live'] as const) expect(doings(hear(inPhase(phase), 'WELCOME'))).toEqual([])
  })
})

describe('a connection begins', () => {
  test('with a try, a greeting, a welcome', () => {
    const tried = step(IDLE, { type: 'start' }, 0)
    expect([tried.state.phase, doings(tried)]).toEqual(['connecting', ['clear-timers', 'connect', 'set-timer']])
    const opened = step(tried.state, { type: 'opened' }, 0)
    expect([opened.state.phase, doings(opened)]).toEqual(['greeting', ['hello', 'set-timer']])
    const welcomed = hear(opened.state, 'WELCOME', { mode: 'resume', head: 9 })
    expect(welcomed.state).toMatchObject({ phase: 'catching-up', head: 9, attempt: 0, progress: null })
    expect(doings(welcomed)).toEqual(['clear-timers', 'record-results', 'report-position', 'flush', 'ping', 'set-timer', 'set-timer'])
  })

  test('[SNAP2] by snapshot: it is begun, and what must not be held erased, before anything else is done', () => {
    for (const mode of ['snapshot', 'erase'] as const) {
      const welcomed = hear(inPhase('greeting'), 'WELCOME', { mode, epoch: 'new' })
      expect(doings(welcomed)).toEqual(['clear-timers', 'begin-snapshot', 'record-results', 'flush', 'ping', 'set-timer', 'set-timer'])
      expect(welcomed.effects[1]).toMatchObject({ do: 'begin-snapshot', epoch: 'new', erase: mode === 'erase' })
    }
  })

  test('[SNAP4] by the rest of a snapshot: what has come of it stays', () => {
    const welcomed = hear(inPhase('greeting'), 'WELCOME', { mode: 'continue' })
    expect(doings(welcomed)).toEqual(['clear-timers', 'record-results', 'flush', 'ping', 'set-timer', 'set-timer'])
    expect(welcomed.state).toMatchObject({ phase: 'catching-up', progress: { done: 0, total: 0 } })
  })

  test('and is live once the cursor is at the server’s head', () => {
    const greeted = inPhase('catching-up', { head: 9 })
    expect(step(greeted, { type: 'applied', cursor: 8, isFrame: true }, 0).state.phase).toBe('catching-up')
    const live = step(greeted, { type: 'applied', cursor: 9, isFrame: true }, 0)
    expect([live.state.phase, doings(live)]).toEqual(['live', ['ack', 'fill', 'flush']])
    expect(step(live.state, { type: 'applied', cursor: 9, isFrame: true }, 0).effects).toEqual([
      { do: 'ack', cursor: 9, taken: 2 },
      { do: 'fill', among: 'changed' },
    ])
  })

  test('is given up when no welcome comes', () => {
    for (const phase of ['connecting', 'greeting'] as const)
      expect(doings(step(inPhase(phase), { type: 'timer', timer: 'welcome' }, 0))).toEqual(['disconnect'])
    expect(doings(step(inPhase('live'), { type: 'timer', timer: 'welcome' }, 0))).toEqual([])
  })
})

describe('[FLOW1] what is durable here', () => {
  test('is confirmed frame by frame, from nought in each connection', () => {
    const acks = ({ effects }: Step) => effects.filter((effect) => effect.do === 'ack')
    const greeted = hear(inPhase('greeting', { taken: 7 }), 'WELCOME', { mode: 'snapshot' }).state
    const part = step(greeted, { type: 'staged' }, 0)
    expect(acks(part)).toEqual([{ do: 'ack', cursor: 0, taken: 1 }])
    const last = step(part.state, { type: 'applied', cursor: 5, isFrame: true }, 0)
    expect(acks(last)).toEqual([{ do: 'ack', cursor: 5, taken: 2 }])
    expect(acks(step(last.state, { type: 'applied', cursor: 5, isFrame: false }, 0))).toEqual([{ do: 'ack', cursor: 5, taken: 2 }])
  })
})

describe('a connection ends', () => {
  test('[FLOW2] for some seconds at least when the device could not keep up, sent too much, or met a server that cannot store', () => {
    for (const code of [CLOSE.SLOW, CLOSE.RATE, CLOSE.DRAINING])
      for (const [random, ms] of [
        [0, 5000],
        [0.5, 7500],
      ] as const)
        expect(timers(step(inPhase('live'), { type: 'closed', code }, random))).toEqual([['reconnect', ms]])
  })

  test('and is tried again after a time that grows, at random, up to half a minute', () => {
    let state = inPhase('live')
    const longest: number[] = []
    for (let n = 0; n < 9; n += 1) {
      const ended = step(state, { type: 'closed', code: 1006 }, 0.999_999)
      longest.push(Number(timers(ended)[0]?.[1]))
      expect(timers(step(state, { type: 'closed', code: 1006 }, 0))).toEqual([['reconnect', 0]])
      state = step(ended.state, { type: 'timer', timer: 'reconnect' }, 0).state
      expect(state.phase).toBe('connecting')
    }
    expect(longest.map((ms) => Math.round(ms / 100) * 100)).toEqual([1000, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  })

  test('when the server goes away it is tried again in the time the server gave, once', () => {
    const told = hear(inPhase('live'), 'GOAWAY', { minMs: 500, maxMs: 3000 }).state
    const times = [0, 0.5, 1].map((random) => timers(step(told, { type: 'closed', code: CLOSE.DRAINING }, random))[0]?.[1])
    expect(times).toEqual([500, 1750, 3000])
    const again = step(step(told, { type: 'closed', code: CLOSE.DRAINING }, 0).state, { type: 'timer', timer: 'reconnect' }, 0).state
    expect(timers(step(again, { type: 'closed', code: 1006 }, 0))).toEqual([['reconnect', 0]])
  })

  test('[REV1] for good when the sign-in is no longer valid, or was ended from another device', () => {
    for (const [code, phase] of [
      [CLOSE.AUTH, 'signed-out'],
      [CLOSE.REVOKED, 'revoked'],
    ] as const) {
      const ended = step(inPhase('greeting'), { type: 'closed', code }, 0)
      expect([ended.state.phase, doings(ended)]).toEqual([phase, ['clear-timers']])
      expect(step(ended.state, { type: 'online' }, 0).state.phase).toBe(phase)
      expect(step(ended.state, { type: 'closed', code: 1006 }, 0)).toEqual({ state: ended.state, effects: [] })
    }
    expect(step(inPhase('signed-out'), { type: 'start' }, 0).state.phase).toBe('connecting')
  })

  test('[VER2] for minutes when the server is newer, for less when it is older', () => {
    const tries: [number | null, Phase, number][] = [
      [PROTOCOL_VERSION + 1, 'outdated', 300_000],
      [null, 'outdated', 300_000],
      [PROTOCOL_VERSION - 1, 'ahead', 30_000],
    ]
    for (const [serverProtocol, phase, ms] of tries) {
      const ended = step(inPhase('greeting'), { type: 'closed', code: CLOSE.UPGRADE, serverProtocol }, 0)
      expect([ended.state.phase, timers(ended)]).toEqual([phase, [['reconnect', ms]]])
      expect(step(ended.state, { type: 'closed', code: 1006 }, 0)).toEqual({ state: ended.state, effects: [] })
      for (const type of ['start', 'online'] as const) expect(step(ended.state, { type }, 0).state.phase).toBe(phase)
      expect(step(ended.state, { type: 'timer', timer: 'reconnect' }, 0).state.phase).toBe('connecting')
    }
  })

  test('[ENG4] by our own hand when a batch does not fit', () => {
    expect(doings(step(inPhase('live'), { type: 'stuck' }, 0))).toEqual(['disconnect'])
  })
})

describe('a quiet connection', () => {
  const ping = (state: EngineState) => step(state, { type: 'timer', timer: 'ping' }, 0)
  const pong = (state: EngineState) => step(state, { type: 'timer', timer: 'pong' }, 0)

  test('is probed, and ended when nothing comes back', () => {
    const probed = ping(inPhase('live'))
    expect(doings(probed)).toEqual(['ping', 'set-timer'])
    expect(doings(pong(probed.state))).toEqual(['disconnect'])
  })

  test('lives when anything at all comes back, and is probed again later', () => {
    for (const name of ['PONG', 'BATCH', 'PRESENCE', 'DOC'] as const) {
      const heard = hear(ping(inPhase('live')).state, name)
      expect(timers(pong(heard.state)).map(([timer]) => timer)).toEqual(['ping'])
    }
  })

  test('is not probed when there is none', () => {
    for (const phase of ['offline', 'connecting', 'greeting', 'signed-out'] as const)
      expect([...doings(ping(inPhase(phase))), ...doings(pong(inPhase(phase)))]).toEqual([])
  })
})

describe('[DIG1] what is held', () => {
  const ring = (state: EngineState) => step(state, { type: 'timer', timer: 'check' }, 0)

  test('is compared while the device is live, a slice at a time', () => {
    expect(doings(ring(inPhase('live')))).toEqual(['check', 'set-timer'])
    expect(doings(ring(inPhase('catching-up')))).toEqual(['set-timer'])
    for (const phase of ['offline', 'connecting', 'greeting', 'signed-out', 'outdated'] as const)
      expect(doings(ring(inPhase(phase)))).toEqual([])
  })

  test('is put right as the server says', () => {
    expect(doings(hear(inPhase('live'), 'CHECK_RES'))).toEqual(['repair'])
  })
})

describe('what is heard while connected', () => {
  test('an answer makes room for what still waits', () => {
    expect(doings(hear(inPhase('live'), 'RESULT'))).toEqual(['record-results', 'flush'])
  })

  test('a head that is behind what was heard already changes nothing', () => {
    expect(hear(inPhase('live', { head: 50 }), 'PONG', { head: 9 }).state.head).toBe(50)
    expect(hear(inPhase('live', { head: 50 }), 'BATCH', { head: 60 }).state.head).toBe(60)
  })

  test('the parts of a snapshot show how far it is', () => {
    const { state } = hear(inPhase('catching-up'), 'SNAPSHOT', { done: 3, total: 8 })
    expect(state.progress).toEqual({ done: 3, total: 8 })
    expect(step(state, { type: 'applied', cursor: 5, isFrame: true }, 0).state.progress).toBeNull()
  })
})
