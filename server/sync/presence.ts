/** Who is looking at a dialog or writing in it. Lives in memory, dies with the connection or after its time. */
import type { Id } from '#shared/domain/id'
import type { ServerHead } from '#shared/protocol/frames'

export type PresenceState = ServerHead<'PRESENCE'>['state']
export type PresenceNews = ServerHead<'PRESENCE'>

/** A device repeats what it does more often than this; silence means it is gone. */
const TTL_MS = 30_000
/** Dialogs of one session at a time: windows side by side. What is beyond is not a person looking. */
const MAX_PLACES = 10

interface Entry {
  readonly session: Id
  readonly dialogId: Id
  readonly operatorId: Id
  readonly state: PresenceState
  readonly until: number
}

export interface PresenceBoard {
  /** `session` is where the word comes from: a device, which may show several dialogs in windows of its own. */
  set(session: Id, news: { dialogId: Id; operatorId: Id; state: PresenceState }): void
  customerTyping(dialogId: Id, isTyping: boolean): void
  leave(session: Id): void
  /** Everything that is true now, for a session that has just come. */
  current(): readonly PresenceNews[]
  expire(): void
}

export function createPresenceBoard(options: {
  tell: (news: PresenceNews, exceptOperator: Id | null) => void
  clock: () => number
}): PresenceBoard {
  /** By session and dialog, what was said last at the end. */
  const entries = new Map<string, Entry>()

  /** The operator's strongest state in a dialog over all sessions. */
  function stateOf(dialogId: Id, operatorId: Id): PresenceState {
    let state: PresenceState = 'away'
    for (const entry of entries.values()) {
      if (entry.dialogId !== dialogId || entry.operatorId !== operatorId) continue
      if (entry.state === 'typing') return 'typing'
      if (entry.state === 'viewing') state = 'viewing'
    }
    return state
  }

  function put(entry: Entry): void {
    const { dialogId, operatorId } = entry
    const was = stateOf(dialogId, operatorId)
    entries.delete(keyOf(entry))
    if (entry.state !== 'away') entries.set(keyOf(entry), entry)
    const state = stateOf(dialogId, operatorId)
    if (state !== was) options.tell({ dialogId, operatorId, state }, operatorId)
  }

  const end = (entry: Entry) => put({ ...entry, state: 'away' })
  const of = (session: Id) => [...entries.values()].filter((entry) => entry.session === session)

  return {
    set(session, { dialogId, operatorId, state }) {
      put({ session, dialogId, operatorId, state, until: options.clock() + TTL_MS })
      const places = of(session)
      if (places.length > MAX_PLACES) places.slice(0, 1).forEach(end)
    },
    customerTyping(dialogId, isTyping) {
      options.tell({ dialogId, operatorId: null, state: isTyping ? 'typing' : 'away' }, null)
    },
    leave: (session) => of(session).forEach(end),
    current() {
      const present = new Map(
        [...entries.values()].map(({ dialogId, operatorId }) => [`${dialogId}/${operatorId}`, { dialogId, operatorId }]),
      )
      return [...present.values()].map((at) => ({ ...at, state: stateOf(at.dialogId, at.operatorId) }))
    },
    expire() {
      const now = options.clock()
      for (const entry of [...entries.values()]) if (entry.until < now) end(entry)
    },
  }
}

const keyOf = ({ session, dialogId }: Pick<Entry, 'session' | 'dialogId'>): string => `${session}/${dialogId}`
