/** Where devices connect: checks who comes, then hands the connection to a session. */
import type { Actor } from '#shared/commands/spec'
import { MAX_CLIENT_FRAME_BYTES } from '#shared/protocol/codec'
import { CLOSE } from '#shared/protocol/frames'
import { DEAF, whenAdmitted } from '../http/admission'
import type { Connection, SocketHandlers, SocketRoute, UpgradeRequest } from '../http/port'
import { createSession, type SessionDeps } from './session'
import type { Sessions } from './sessions'

export const SYNC_PATH = '/sync'
/** A connection that has not introduced itself by then is closed. */
const HELLO_TIMEOUT_MS = 5000

export interface Admitted {
  readonly actor: Actor
  readonly tokenHash: string
}

/** Null: the cookie names nobody. */
type Authenticated = Admitted | 'revoked' | null

/** @param authenticate whoever is not admitted is closed with 4401, or 4403 when the device is to be wiped. */
export function syncRoute(options: {
  authenticate: (request: UpgradeRequest) => Promise<Authenticated>
  isOwnOrigin: (request: UpgradeRequest) => boolean
  sessions: Sessions
  deps: SessionDeps
}): SocketRoute<UpgradeRequest> {
  const { sessions, deps } = options
  return {
    path: SYNC_PATH,
    maxFrameBytes: MAX_CLIENT_FRAME_BYTES,
    upgrade: (request) => (options.isOwnOrigin(request) ? { ok: true, context: request } : { ok: false, status: 403, reason: 'origin' }),
    open: (connection, request) =>
      whenAdmitted(connection, {
        lookUp: () => options.authenticate(request),
        endings: sessions.endings,
        open: (found) => welcome(connection, isMeant(found, request.query.get('as')) ? found : null),
        maxHeldBytes: MAX_CLIENT_FRAME_BYTES,
        onError: deps.onError,
      }),
  }

  function welcome(connection: Connection, admitted: Authenticated): SocketHandlers {
    if (admitted === null || admitted === 'revoked') {
      if (admitted) connection.close(CLOSE.REVOKED, 'signed out')
      else connection.close(CLOSE.AUTH, 'sign in')
      return DEAF
    }
    const session = createSession(connection, admitted.actor, deps)
    sessions.add(session, admitted.tokenHash)
    let timer: NodeJS.Timeout | undefined = setTimeout(() => connection.close(CLOSE.BAD_FRAME, 'hello expected'), HELLO_TIMEOUT_MS)
    return {
      message(bytes, isBinary) {
        clearTimeout(timer)
        timer = undefined
        session.message(bytes, isBinary)
      },
      drain: () => session.drain?.(),
      closed() {
        clearTimeout(timer)
        sessions.remove(session)
        session.closed()
      },
    }
  }
}

/**
 * A device says whose tables it holds. With another's cookie (somebody has signed in elsewhere in that browser) it would
 * write their rows into these, and say in their name what was written here.
 */
const isMeant = (admitted: Authenticated, as: string | null): boolean =>
  admitted === null || admitted === 'revoked' || as === null || admitted.actor.operatorId === as
