import { exhaustive } from '#shared/lib/exhaustive'
import type { ToVisitor } from '#shared/protocol/widget'
import type { Conversation, Effect, Step } from './conversation'
import { markSeen, withChanged, withLatest, withMessage, withOlder } from './history'
import { type Outgoing, taken } from './outgoing'

type Heard<T extends ToVisitor['t']> = Extract<ToVisitor, { t: T }>

/** The server counts messages in windows of ten seconds. */
const REST_MS = 10_000

/** The state after a frame of the server. */
export function hear(state: Conversation, frame: ToVisitor, now: number): Step {
  switch (frame.t) {
    case 'welcome':
      return welcome(state, frame, now)
    case 'message': {
      const isTyping = frame.message.from === 'operator' ? null : state.typing
      return only({ ...state, typing: isTyping, history: withMessage(state.history, { ...frame.message, key: frame.message.id }) })
    }
    case 'changed':
      return only({ ...state, history: withChanged(state.history, frame.message) })
    case 'gone':
      return only({ ...state, history: state.history.filter(({ id }) => id !== frame.id) })
    case 'ack':
      return answered(state, frame)
    case 'refused':
      return refused(state, frame)
    case 'older':
      return only({ ...state, ...withOlder(state, frame), isLoadingOlder: false })
    case 'typing':
      return { state: { ...state, typing: frame.on ? frame.author : null }, effects: frame.on ? [{ do: 'await-typing' }] : [] }
    case 'seen':
      return only({ ...state, history: markSeen(state.history, frame.ids, frame.state) })
    case 'pong':
      return only(state)
    default:
      return exhaustive(frame)
  }
}

function welcome(state: Conversation, frame: Heard<'welcome'>, now: number): Step {
  const isTaken = ({ id }: Outgoing) => frame.taken[id] !== undefined
  const keys = new Map(Object.entries(frame.taken).map(([key, itemId]) => [itemId, key]))
  const isSameVisitor = state.token === null || state.token === frame.token
  // A token that no longer counts (the secret was changed) opens nothing: what was shown was another visitor's.
  const held = isSameVisitor ? state : { history: [], hasOlder: false }
  return {
    state: {
      ...state,
      ...withLatest(held, frame, keys),
      link: 'live',
      liveSince: now,
      token: frame.token,
      channel: frame.channel,
      isLoadingOlder: false,
      isResting: false,
      outgoing: state.outgoing.filter((message) => !isTaken(message)).map(isSameVisitor ? (message) => message : withFilesAnew),
    },
    effects: state.outgoing.filter(isTaken).map(({ id }): Effect => ({ do: 'forget', id })),
  }
}

/** Files uploaded by the visitor one was before are not the new one's to send. */
const withFilesAnew = (message: Outgoing): Outgoing => ({
  ...message,
  files: message.files.map((file) => ({ ...file, stage: 'waiting', progress: 0 })),
})

function answered(state: Conversation, { id, itemId, at }: Heard<'ack'>): Step {
  const message = state.outgoing.find((one) => one.id === id)
  if (!message) return only(state)
  const outgoing = state.outgoing.filter((one) => one !== message)
  return {
    state: { ...state, outgoing, history: withMessage(state.history, taken(message, { itemId, at })) },
    effects: [{ do: 'forget', id }],
  }
}

function refused(state: Conversation, { id, reason }: Heard<'refused'>): Step {
  const stage = reason === 'invalid' ? 'refused' : 'waiting'
  const outgoing = state.outgoing.map((one): Outgoing => (one.id === id ? { ...one, stage } : one))
  if (stage === 'refused') return only({ ...state, outgoing })
  return { state: { ...state, outgoing, isResting: true }, effects: [{ do: 'rest', ms: REST_MS }] }
}

const only = (state: Conversation): Step => ({ state, effects: [] })
