/** Who is looking at a dialog or writing in it. Lives in memory, dies with the connection or after its time. */
import type { Id } from '#shared/domain/id'
import type { ServerHead } from '#shared/protocol/frames'

export type PresenceState = ServerHead<'PRESENCE'>['state']
export type PresenceNews = ServerHead<'PRESENCE'>

/** A device repeats what it does more often than this; silence means it is gone. */
const TTL_MS = 30_000

interface Entry {
  readonly dialogId: Id
  readonly operatorId: Id
  readonly state: PresenceState
  readonly until: number
}

export interface PresenceBoard {
  /** `session` is where the word comes from: an operator is present through one session at a time in each dialog. */
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
  const bySession = new Map<Id, Entry>()

  /** The operator's strongest state in a dialog over all sessions. */
  function stateOf(dialogId: Id, operatorId: Id): PresenceState {
    let state: PresenceState = 'away'
    for (const entry of bySession.values()) {
      if (entry.dialogId !== dialogId || entry.operatorId !== operatorId) continue
      if (entry.state === 'typing') return 'typing'
      if (entry.state === 'viewing') state = 'viewing'
    }
    return state
  }

  function replace(session: Id, entry: Entry | null): void {
    const before = bySession.get(session)
    const known = new Map([before, entry].flatMap((one) => (one ? [[one.dialogId, stateOf(one.dialogId, one.operatorId)] as const] : [])))
    if (entry) bySession.set(session, entry)
    else bySession.delete(session)
    const operatorId = entry?.operatorId ?? before?.operatorId
    if (!operatorId) return
    for (const [dialogId, was] of known) {
      const state = stateOf(dialogId, operatorId)
      if (state !== was) options.tell({ dialogId, operatorId, state }, operatorId)
    }
  }

  return {
    set(session, { dialogId, operatorId, state }) {
      const before = bySession.get(session)
      if (state === 'away' && before?.dialogId !== dialogId) return
      replace(session, state === 'away' ? null : { dialogId, operatorId, state, until: options.clock() + TTL_MS })
    },
    customerTyping(dialogId, isTyping) {
      options.tell({ dialogId, operatorId: null, state: isTyping ? 'typing' : 'away' }, null)
    },
    leave: (session) => replace(session, null),
    current() {
      const present = new Map(
        [...bySession.values()].map(({ dialogId, operatorId }) => [`${dialogId}/${operatorId}`, { dialogId, operatorId }]),
      )
      return [...present.values()].map((at) => ({ ...at, state: stateOf(at.dialogId, at.operatorId) }))
    },
    expire() {
      const now = options.clock()
      for (const [session, { until }] of bySession) if (until < now) replace(session, null)
    },
  }
}
