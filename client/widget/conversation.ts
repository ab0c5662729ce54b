/**
 * The window's state and everything that may happen to it, as one pure function. What is to be done outside comes
 * back as effects.
 *
 * WW1 A composed message is kept on the device before it is sent, and until the server has answered for it.
 * WW2 After every welcome, what was not answered is sent again under its own id. WW3 A message is shown once,
 * whichever ways it came: history, push, answer.
 */
import type { Id } from '#shared/domain/id'
import type { FromVisitor, ToVisitor } from '#shared/protocol/widget'
import { hear } from './hear'
import { behind, type Held, markSeen, type Shown } from './history'
import { isReady, nextUpload, type Outgoing, type OutgoingFile, sendFrame, withFile } from './outgoing'
import { afterClose, STEADY_MS, waitCeiling } from './reconnect'

export interface Conversation extends Held {
  /** `ended`: there is no such channel; nothing will help but another page. */
  readonly link: 'connecting' | 'live' | 'waiting' | 'ended'
  readonly attempt: number
  /** When the connection was welcomed, by this device's clock. */
  readonly liveSince: number
  readonly token: string | null
  readonly channel: { readonly name: string; readonly greeting: string } | null
  readonly isLoadingOlder: boolean
  readonly outgoing: readonly Outgoing[]
  /** Asked to slow down: nothing is sent until the rest is over. */
  readonly isResting: boolean
  /** The operator who is writing. */
  readonly typing: string | null
  /** The newest message is before the visitor's eyes. */
  readonly isWatched: boolean
}

export type Happening =
  | { readonly type: 'restored'; readonly outgoing: readonly Outgoing[] }
  | { readonly type: 'connecting' }
  | { readonly type: 'dropped'; readonly code: number; readonly now: number }
  | { readonly type: 'heard'; readonly frame: ToVisitor; readonly now: number }
  | { readonly type: 'composed'; readonly message: Outgoing }
  | { readonly type: 'retried'; readonly id: Id }
  | { readonly type: 'discarded'; readonly id: Id }
  | { readonly type: 'upload'; readonly fileId: Id; readonly messageId: Id; readonly state: UploadState }
  | { readonly type: 'watched'; readonly on: boolean }
  | { readonly type: 'older' }
  | { readonly type: 'rested' }
  | { readonly type: 'typing-lapsed' }

/** `interrupted`: the network's fault, goes on later. `refused`: the server will not have this file. */
export type UploadState = { readonly progress: number } | 'uploaded' | 'interrupted' | 'refused'

export type Effect =
  | { readonly do: 'tell'; readonly frame: FromVisitor }
  | { readonly do: 'keep'; readonly message: Outgoing }
  | { readonly do: 'forget'; readonly id: Id }
  | { readonly do: 'upload'; readonly messageId: Id; readonly file: OutgoingFile }
  /** Connect at a random moment within this time. */
  | { readonly do: 'connect'; readonly withinMs: number }
  | { readonly do: 'reload' }
  | { readonly do: 'rest'; readonly ms: number }
  | { readonly do: 'await-typing' }

export interface Step {
  readonly state: Conversation
  readonly effects: readonly Effect[]
}

/** Ids of one `seen` frame. */
const SEEN_AT_ONCE = 100
const INTERRUPTED_REST_MS = 5_000

export function newConversation(known: {
  token: string | null
  history: readonly Shown[]
  channel: Conversation['channel']
}): Conversation {
  return {
    ...known,
    link: 'connecting',
    attempt: 0,
    liveSince: 0,
    hasOlder: false,
    isLoadingOlder: false,
    outgoing: [],
    isResting: false,
    typing: null,
    isWatched: false,
  }
}

/** What happens, and then whatever can go out now. */
export function step(before: Conversation, happening: Happening): Step {
  const { state, effects } = happen(before, happening)
  const sent = sendReady(state)
  const reported = reportSeen(sent.state)
  return { state: reported.state, effects: [...effects, ...sent.effects, ...reported.effects] }
}

function happen(state: Conversation, happening: Happening): Step {
  switch (happening.type) {
    case 'restored': {
      const known = new Set(state.outgoing.map(({ id }) => id))
      return only({ ...state, outgoing: [...happening.outgoing.filter(({ id }) => !known.has(id)), ...state.outgoing] })
    }
    case 'connecting':
      return only({ ...state, link: 'connecting' })
    case 'dropped':
      return drop(state, happening)
    case 'heard':
      return hear(state, happening.frame, happening.now)
    case 'composed':
      return {
        state: { ...state, outgoing: [...state.outgoing, happening.message] },
        effects: [{ do: 'keep', message: happening.message }],
      }
    case 'retried':
      return only({ ...state, outgoing: state.outgoing.map((one) => (one.id === happening.id ? { ...one, stage: 'waiting' } : one)) })
    case 'discarded':
      return {
        state: { ...state, outgoing: state.outgoing.filter(({ id }) => id !== happening.id) },
        effects: [{ do: 'forget', id: happening.id }],
      }
    case 'upload':
      return upload(state, happening)
    case 'watched':
      return only({ ...state, isWatched: happening.on })
    case 'older':
      return loadOlder(state)
    case 'rested':
      return only({ ...state, isResting: false })
    case 'typing-lapsed':
      return only({ ...state, typing: null })
  }
}

function drop(state: Conversation, { code, now }: { code: number; now: number }): Step {
  const wasSteady = state.link === 'live' && now - state.liveSince >= STEADY_MS
  const { next, attempt } = afterClose(code, wasSteady ? 0 : state.attempt)
  const outgoing = state.outgoing.map((one): Outgoing => (one.stage === 'sent' ? { ...one, stage: 'waiting' } : one))
  const dropped = { ...state, outgoing, attempt: attempt + 1, typing: null, isLoadingOlder: false }
  if (next === 'stop') return only({ ...dropped, link: 'ended' })
  const again: Effect = next === 'reload' ? { do: 'reload' } : { do: 'connect', withinMs: waitCeiling(attempt) }
  return { state: { ...dropped, link: 'waiting' }, effects: [again] }
}

function upload(state: Conversation, { fileId, messageId, state: to }: Extract<Happening, { type: 'upload' }>): Step {
  if (to === 'refused') {
    const outgoing = withFile(state.outgoing, fileId, { stage: 'waiting', progress: 0 })
    return only({ ...state, outgoing: outgoing.map((one) => (one.id === messageId ? { ...one, stage: 'refused' } : one)) })
  }
  if (to === 'interrupted') {
    const outgoing = withFile(state.outgoing, fileId, { stage: 'waiting', progress: 0 })
    return { state: { ...state, outgoing, isResting: true }, effects: [{ do: 'rest', ms: INTERRUPTED_REST_MS }] }
  }
  const fields = to === 'uploaded' ? ({ stage: 'uploaded', progress: 1 } as const) : to
  return only({ ...state, outgoing: withFile(state.outgoing, fileId, fields) })
}

function loadOlder(state: Conversation): Step {
  const oldest = state.history[0]
  if (!oldest || !state.hasOlder || state.isLoadingOlder || state.link !== 'live') return only(state)
  return { state: { ...state, isLoadingOlder: true }, effects: [{ do: 'tell', frame: { t: 'older', before: oldest.id } }] }
}

/** WW2: everything that waits and may go, goes; one file at a time is uploaded. */
function sendReady(state: Conversation): Step {
  if (state.link !== 'live' || state.isResting) return only(state)
  const effects: Effect[] = state.outgoing.filter(isReady).map((message) => ({ do: 'tell', frame: sendFrame(message) }))
  let outgoing: readonly Outgoing[] =
    effects.length === 0 ? state.outgoing : state.outgoing.map((one) => (isReady(one) ? { ...one, stage: 'sent' } : one))
  const next = nextUpload(outgoing)
  if (next) {
    outgoing = withFile(outgoing, next.file.id, { stage: 'uploading' })
    effects.push({ do: 'upload', ...next })
  }
  return { state: outgoing === state.outgoing ? state : { ...state, outgoing }, effects }
}

function reportSeen(state: Conversation): Step {
  const level = state.isWatched ? 'read' : 'delivered'
  const ids = state.link === 'live' ? behind(state.history, level) : []
  if (ids.length === 0) return only(state)
  const frames = chunks(ids, SEEN_AT_ONCE).map((some): Effect => ({ do: 'tell', frame: { t: 'seen', ids: [...some], state: level } }))
  return { state: { ...state, history: markSeen(state.history, ids, level) }, effects: frames }
}

/** A step without consequences outside. */
const only = (state: Conversation): Step => ({ state, effects: [] })

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
