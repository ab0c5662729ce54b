import type { Id } from '#shared/domain/id'
import type { Viewer } from '#shared/domain/permissions'
import { CLOSE } from '#shared/protocol/frames'
import { encodeServer } from '#shared/protocol/wire'
import type { Session } from './session'

/** Milliseconds until the first device may come back: a restart takes about so long. */
const FIRST_BACK_MS = 500
/** A server welcomes some 1500 devices a second; a third of that leaves room for their snapshots. */
const BACK_MS_PER_DEVICE = 2
const LAST_BACK_MS = { least: 3000, most: 30_000 }

/** Within which time so many devices come back after a restart: spread so that they do not come all at once. */
export const returnOf = (devices: number): { minMs: number; maxMs: number } => ({
  minMs: FIRST_BACK_MS,
  maxMs: Math.min(LAST_BACK_MS.most, Math.max(LAST_BACK_MS.least, devices * BACK_MS_PER_DEVICE)),
})

/** The open connections of this process. */
export interface Sessions {
  add(session: Session, tokenHash: string): void
  remove(session: Session): void
  /** Something was committed; every connection is told once for all commits of a turn. */
  poke(): void
  /** Looks after connections that have stopped taking anything. */
  check(): void
  /** To the sessions that `isFor` names. */
  tell(frame: Uint8Array, isFor: (viewer: Viewer) => boolean): void
  /** Ends the connections of a sign-in that is no longer valid. `isRevoked`: its device is to be wiped. */
  revoke(match: { tokenHash: string } | { operatorId: Id }, isRevoked: boolean): void
  /** Lets an operator's devices come back at once, in the role they have now. */
  renew(operatorId: Id): void
  /** Sends everybody away, to come back to the next process. */
  drain(): void
  size(): number
  /** How often a sign-in has ended, or an operator's access has changed. */
  endings(): number
  /** A device of this operator is connected. */
  isHere(operatorId: Id): boolean
}

/** @param later runs its argument after the current turn: many commits, one frame. */
export function createSessions(later: (run: () => void) => void): Sessions {
  const open = new Map<Session, string>()
  let isPoked = false
  let endings = 0

  function pokeAll(): void {
    isPoked = false
    for (const session of open.keys()) session.poke()
  }

  return {
    add: (session, tokenHash) => void open.set(session, tokenHash),
    remove: (session) => void open.delete(session),
    poke() {
      if (isPoked) return
      isPoked = true
      later(pokeAll)
    },
    check() {
      for (const session of [...open.keys()]) session.check()
    },
    tell(frame, isFor) {
      for (const session of open.keys()) if (isFor(session.viewer)) session.send(frame)
    },
    revoke(match, isRevoked) {
      endings += 1
      for (const [session, tokenHash] of open) {
        const isMeant = 'tokenHash' in match ? tokenHash === match.tokenHash : session.viewer.operatorId === match.operatorId
        if (isMeant) session.close(isRevoked ? CLOSE.REVOKED : CLOSE.AUTH, 'signed out')
      }
    },
    renew(operatorId) {
      endings += 1
      for (const session of open.keys()) if (session.viewer.operatorId === operatorId) session.close(CLOSE.SUPERSEDED, 'role changed')
    },
    drain() {
      const farewell = encodeServer('GOAWAY', returnOf(open.size))
      for (const session of [...open.keys()]) {
        session.send(farewell)
        session.close(CLOSE.DRAINING, 'restarting')
      }
    },
    size: () => open.size,
    endings: () => endings,
    isHere: (operatorId) => [...open.keys()].some(({ viewer }) => viewer.operatorId === operatorId),
  }
}
