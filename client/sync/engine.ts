/**
 * The connection's life as a pure state machine: what happened goes in, what is to be done comes out. The driver does it.
 *
 * ENG1 Effects of one event are carried out, in order, before the next event is looked at. ENG2 Commands are sent
 * only between WELCOME and the end of the connection. ENG3 Every wait has a timer. ENG4 A batch that does not begin
 * at the cursor is never applied: the connection is ended and resumed from the cursor. ENG5 The browser's word that there
 * is no network ends a connection and forbids no try: some never take it back.
 */

import { reconnectDelay } from '#shared/lib/backoff'
import { exhaustive } from '#shared/lib/exhaustive'
import { CLOSE, type ServerFrame, type ServerHead } from '#shared/protocol/frames'
import { PROTOCOL_VERSION } from '#shared/protocol/version'

/** `outdated`: the server speaks a newer protocol. `ahead`: an older one; it is being replaced, or was put back. */
export type Phase = 'offline' | 'connecting' | 'greeting' | 'catching-up' | 'live' | 'signed-out' | 'revoked' | 'outdated' | 'ahead'

export interface EngineState {
  readonly phase: Phase
  /** Failed tries since the last WELCOME, or since there was reason to hope. */
  readonly attempt: number
  /** The server's head as last heard. */
  readonly head: number
  /** Progress of a snapshot in dialogs; null when changes are resumed. */
  readonly progress: { readonly done: number; readonly total: number } | null
  /** A ping is out. */
  readonly isProbing: boolean
  /** No tab is in sight: what nobody waits for may take its time. */
  readonly isHidden: boolean
  /** Frames of this connection that are durable here: what the server may send depends on it (FLOW1). */
  readonly taken: number
  /** The server has said when to come back. */
  readonly comeBack: { readonly minMs: number; readonly maxMs: number } | null
}

export const IDLE: EngineState = {
  phase: 'offline',
  attempt: 0,
  head: 0,
  progress: null,
  isProbing: false,
  isHidden: false,
  taken: 0,
  comeBack: null,
}

export type EngineEvent =
  | { readonly type: 'start' }
  /** The browser says that the network is back, or gone. */
  | { readonly type: 'online' }
  | { readonly type: 'offline' }
  /** Some tab of the device is in sight, or none is. */
  | { readonly type: 'attention'; readonly isShown: boolean }
  | { readonly type: 'opened' }
  /** `serverProtocol`: with code 4426, if it was said. */
  | { readonly type: 'closed'; readonly code: number; readonly serverProtocol?: number | null }
  | { readonly type: 'frame'; readonly frame: ServerFrame }
  /** A batch or the last part of a snapshot is durable, or (`isFrame` false) this is where the device stands. */
  | { readonly type: 'applied'; readonly cursor: number; readonly isFrame: boolean }
  /** A part of a snapshot that is not the last is durable. */
  | { readonly type: 'staged' }
  /** A batch did not fit the cursor, or the device could not write. */
  | { readonly type: 'stuck' }
  /** The vault has something to send. */
  | { readonly type: 'outbox' }
  | { readonly type: 'timer'; readonly timer: TimerName }

export type TimerName = 'reconnect' | 'welcome' | 'ping' | 'pong' | 'check'

export type Effect =
  | { readonly do: 'connect' }
  | { readonly do: 'hello' }
  | { readonly do: 'disconnect' }
  | { readonly do: 'begin-snapshot'; readonly epoch: string; readonly aclEpoch: number; readonly erase: boolean }
  | { readonly do: 'apply-snapshot'; readonly part: ServerHead<'SNAPSHOT'> }
  | { readonly do: 'apply-batch'; readonly batch: ServerHead<'BATCH'> }
  | { readonly do: 'record-results'; readonly results: ServerHead<'RESULT'>['results'] }
  /** Answers with `applied` at the cursor as it is. */
  | { readonly do: 'report-position' }
  | { readonly do: 'ack'; readonly cursor: number; readonly taken: number }
  /** Asks for what is missing of dialogs at hand. */
  | { readonly do: 'fill'; readonly among: 'changed' | 'all' }
  /** Sends whatever of the vault may leave now. */
  | { readonly do: 'flush' }
  | { readonly do: 'ping' }
  /** Has the next slice of what is held compared with the server's rows. */
  | { readonly do: 'check' }
  | { readonly do: 'repair'; readonly verdict: ServerHead<'CHECK_RES'> }
  /** Frames that are nobody's business here: documents, pages, presence. */
  | { readonly do: 'pass-on'; readonly frame: ServerFrame }
  | { readonly do: 'set-timer'; readonly timer: TimerName; readonly ms: number }
  | { readonly do: 'clear-timers' }

const WELCOME_TIMEOUT_MS = 10_000
/** Shorter than the minute after which middleboxes, and the server, forget a quiet connection. */
const PING_INTERVAL_MS = { shown: 25_000, hidden: 45_000 } as const
const PONG_TIMEOUT_MS = 8_000
/** The first slices soon after a device has caught up: the small kinds and the newest dialogs are what is worked with. */
const FIRST_CHECK_MS = 5_000
/** Each costs the server some milliseconds; a device with thousands of dialogs is through in some hours. */
const CHECK_INTERVAL_MS = { shown: 60_000, hidden: 600_000 } as const
/** How much longer a device that nobody looks at waits between tries. */
const HIDDEN_PATIENCE = 2
/** Failed tries after which the next is so far off (up to 16 s, then 30) that somebody who does something is not left to wait for it. */
const LONG_TRIED = 6
/** Until the next try of a device that could not keep up, sent too much, or met a server that cannot store. */
const SENT_AWAY_MS = 5_000
/**
 * Between tries of a device that speaks another protocol than the server. Only a reload helps an old device, unless
 * the server is put back; a server that is older is as a rule about to be replaced.
 */
const OTHER_PROTOCOL_MS = { outdated: 300_000, ahead: 30_000 } as const

export interface Step {
  readonly state: EngineState
  readonly effects: readonly Effect[]
}

/** @param random 0 ≤ n < 1, for jitter. */
export function step(state: EngineState, event: EngineEvent, random: number): Step {
  switch (event.type) {
    case 'start':
      return state.phase === 'offline' || state.phase === 'signed-out' ? connecting({ ...state, attempt: 0 }) : same(state)
    case 'online':
      return state.phase === 'offline' ? connecting({ ...state, attempt: 0 }) : same(state)
    case 'offline':
    case 'stuck':
      return { state, effects: [{ do: 'disconnect' }] }
    case 'attention':
      return attended(state, !event.isShown)
    case 'opened':
      if (state.phase !== 'connecting') return same(state)
      return { state: { ...state, phase: 'greeting' }, effects: [{ do: 'hello' }, timer('welcome', WELCOME_TIMEOUT_MS)] }
    case 'closed':
      return closed(state, event, random)
    case 'frame':
      return received(state, event.frame)
    case 'applied':
      return applied(state, event)
    case 'staged':
      if (!isGreeted(state)) return same(state)
      return { state: { ...state, taken: state.taken + 1 }, effects: [{ do: 'ack', cursor: 0, taken: state.taken + 1 }] }
    case 'outbox':
      if (state.phase === 'offline' && state.attempt >= LONG_TRIED) return hurried(state)
      return isGreeted(state) ? { state, effects: [{ do: 'flush' }] } : same(state)
    case 'timer':
      return rang(state, event.timer)
    default:
      return exhaustive(event)
  }
}

const REPORT: Effect = { do: 'report-position' }
const CHECK: Effect = { do: 'check' }
const same = (state: EngineState): Step => ({ state, effects: [] })
const timer = (name: TimerName, ms: number): Effect => ({ do: 'set-timer', timer: name, ms })
const isOfOtherProtocol = ({ phase }: EngineState): boolean => phase === 'outdated' || phase === 'ahead'
const isGreeted = ({ phase }: EngineState): boolean => phase === 'catching-up' || phase === 'live'

const intervalOf = ({ isHidden }: EngineState, { shown, hidden }: { shown: number; hidden: number }): number => (isHidden ? hidden : shown)

const connecting = (state: EngineState): Step => ({
  state: { ...state, phase: 'connecting', isProbing: false },
  effects: [{ do: 'clear-timers' }, { do: 'connect' }, timer('welcome', WELCOME_TIMEOUT_MS)],
})

/** Somebody waits, though nothing speaks for success: a try now, and if it fails the next ones soon. */
const hurried = (state: EngineState): Step => connecting({ ...state, attempt: Math.min(state.attempt, 1) })

/** Somebody looks again: whether the connection lives is found out now, and a device that waited to try tries. */
function attended(before: EngineState, isHidden: boolean): Step {
  const isNews = isHidden !== before.isHidden
  const state: EngineState = isNews ? { ...before, isHidden } : before
  if (isHidden) return same(state)
  if (state.phase === 'offline') return hurried(state)
  if (!isNews || !isGreeted(state)) return same(state)
  return {
    state: { ...state, isProbing: true },
    effects: [{ do: 'ping' }, timer('pong', PONG_TIMEOUT_MS), timer('check', FIRST_CHECK_MS)],
  }
}

function closed(state: EngineState, { code, serverProtocol = null }: Extract<EngineEvent, { type: 'closed' }>, random: number): Step {
  const clear: Effect = { do: 'clear-timers' }
  const off: EngineState = { ...state, progress: null, isProbing: false }
  if (code === CLOSE.REVOKED) return { state: { ...off, phase: 'revoked' }, effects: [clear] }
  if (code === CLOSE.AUTH) return { state: { ...off, phase: 'signed-out' }, effects: [clear] }
  if (code === CLOSE.UPGRADE) {
    const phase = serverProtocol !== null && serverProtocol < PROTOCOL_VERSION ? 'ahead' : 'outdated'
    return { state: { ...off, phase }, effects: [clear, timer('reconnect', OTHER_PROTOCOL_MS[phase] * (1 + random))] }
  }
  if (state.phase === 'signed-out' || state.phase === 'revoked' || isOfOtherProtocol(state)) return same(state)
  // A server whose disk is full greets and breaks off again: without a rest every device would go round at once, for hours.
  const cannotStore = code === CLOSE.DRAINING && state.comeBack === null
  if (code === CLOSE.RATE || code === CLOSE.SLOW || cannotStore) {
    const rest = timer('reconnect', SENT_AWAY_MS * (1 + random))
    return { state: { ...off, phase: 'offline', attempt: state.attempt + 1 }, effects: [clear, rest] }
  }
  const { comeBack } = state
  const delay = comeBack
    ? comeBack.minMs + random * (comeBack.maxMs - comeBack.minMs)
    : reconnectDelay(state.attempt, random) * (state.isHidden ? HIDDEN_PATIENCE : 1)
  return { state: { ...off, phase: 'offline', attempt: state.attempt + 1, comeBack: null }, effects: [clear, timer('reconnect', delay)] }
}

function rang(state: EngineState, name: TimerName): Step {
  switch (name) {
    case 'reconnect':
      return state.phase === 'offline' || isOfOtherProtocol(state) ? connecting(state) : same(state)
    case 'welcome':
      return state.phase === 'connecting' || state.phase === 'greeting' ? { state, effects: [{ do: 'disconnect' }] } : same(state)
    case 'check':
      if (!isGreeted(state)) return same(state)
      return { state, effects: [...(state.phase === 'live' ? [CHECK] : []), timer('check', intervalOf(state, CHECK_INTERVAL_MS))] }
    case 'ping':
      if (!isGreeted(state)) return same(state)
      return { state: { ...state, isProbing: true }, effects: [{ do: 'ping' }, timer('pong', PONG_TIMEOUT_MS)] }
    case 'pong':
      if (!isGreeted(state)) return same(state)
      // Any frame since the ping has shown that the connection lives.
      return { state, effects: [state.isProbing ? { do: 'disconnect' } : timer('ping', intervalOf(state, PING_INTERVAL_MS))] }
  }
}

function received(before: EngineState, frame: ServerFrame): Step {
  if (frame.name === 'WELCOME') return before.phase === 'greeting' ? welcomed(before, frame.head) : same(before)
  if (!isGreeted(before)) return same(before)
  const state: EngineState = { ...before, isProbing: false }
  switch (frame.name) {
    case 'BATCH':
      return {
        state: { ...state, head: Math.max(state.head, frame.head.head) },
        effects: [{ do: 'apply-batch', batch: frame.head }],
      }
    case 'SNAPSHOT':
      return {
        state: { ...state, progress: { done: frame.head.done, total: frame.head.total } },
        effects: [{ do: 'apply-snapshot', part: frame.head }],
      }
    case 'RESULT':
      return { state, effects: [{ do: 'record-results', results: frame.head.results }, { do: 'flush' }] }
    case 'CHECK_RES':
      return { state, effects: [{ do: 'repair', verdict: frame.head }] }
    case 'PONG':
      return { state: { ...state, head: Math.max(state.head, frame.head.head) }, effects: [] }
    case 'GOAWAY':
      return { state: { ...state, comeBack: frame.head }, effects: [] }
    case 'LIST_RES':
    case 'PAGE_RES':
    case 'SEARCH_RES':
    case 'DOC':
    case 'DOC_SYNC':
    case 'DOC_ACK':
    case 'DOC_REJ':
    case 'PRESENCE':
      return { state, effects: [{ do: 'pass-on', frame }] }
    default:
      return exhaustive(frame)
  }
}

function welcomed(state: EngineState, welcome: ServerHead<'WELCOME'>): Step {
  const { mode, epoch, aclEpoch } = welcome
  const isSnapshot = mode !== 'resume'
  const isNew = mode === 'snapshot' || mode === 'erase'
  const begin: Effect[] = isNew ? [{ do: 'begin-snapshot', epoch, aclEpoch, erase: mode === 'erase' }] : []
  return {
    state: {
      ...state,
      phase: 'catching-up',
      attempt: 0,
      taken: 0,
      head: welcome.head,
      progress: isSnapshot ? { done: 0, total: 0 } : null,
    },
    effects: [
      { do: 'clear-timers' },
      ...begin,
      { do: 'record-results', results: welcome.results },
      // A device that has missed nothing goes live without a batch.
      ...(isSnapshot ? [] : [REPORT]),
      { do: 'flush' },
      // Its answer is the second word about the time, and makes the first one sure.
      { do: 'ping' },
      timer('ping', intervalOf(state, PING_INTERVAL_MS)),
      timer('check', FIRST_CHECK_MS),
    ],
  }
}

function applied(state: EngineState, { cursor, isFrame }: Extract<EngineEvent, { type: 'applied' }>): Step {
  if (!isGreeted(state)) return same(state)
  const phase: Phase = cursor >= state.head ? 'live' : 'catching-up'
  const more: Effect[] = phase === 'live' ? [{ do: 'fill', among: state.phase === 'live' ? 'changed' : 'all' }] : []
  // What waited for the rows to be of the new history may leave.
  if (phase === 'live' && state.phase !== 'live') more.push({ do: 'flush' })
  const taken = state.taken + Number(isFrame)
  const next: EngineState = { ...state, phase, taken, progress: phase === 'live' ? null : state.progress }
  return { state: next, effects: [{ do: 'ack', cursor, taken }, ...more] }
}
