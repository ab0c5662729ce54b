/** Where devices connect: checks who comes, then hands the connection to a session. */
import type { Actor } from '#shared/commands/spec'
import { MAX_CLIENT_FRAME_BYTES } from '#shared/protocol/codec'
import { CLOSE } from '#shared/protocol/frames'
import type { SocketRoute, UpgradeRequest } from '../http/port'
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
type Context = { readonly admitted: Authenticated }

/**
 * @param authenticate whoever is not admitted gets a socket that is closed with 4401, or 4403 when the device is to be
 * wiped, because a browser does not tell a page why an upgrade failed.
 */
export function syncRoute(options: {
  authenticate: (request: UpgradeRequest) => Promise<Authenticated>
  isOwnOrigin: (request: UpgradeRequest) => boolean
  sessions: Sessions
  deps: SessionDeps
}): SocketRoute<Context> {
  const { sessions, deps } = options
  return {
    path: SYNC_PATH,
    maxFrameBytes: MAX_CLIENT_FRAME_BYTES,
    async upgrade(request) {
      if (!options.isOwnOrigin(request)) return { ok: false, status: 403, reason: 'origin' }
      const admitted = await options.authenticate(request)
      return { ok: true, context: { admitted: isMeant(admitted, request.query.get('as')) ? admitted : null } }
    },
    open(connection, { admitted }) {
      if (admitted === null || admitted === 'revoked') {
        if (admitted) connection.close(CLOSE.REVOKED, 'signed out')
        else connection.close(CLOSE.AUTH, 'sign in')
        return { message: () => undefined, closed: () => undefined }
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
    },
  }
}

/**
 * A device says whose tables it holds. With another's cookie (somebody has signed in elsewhere in that browser) it would
 * write their rows into these, and say in their name what was written here.
 */
const isMeant = (admitted: Authenticated, as: string | null): boolean =>
  admitted === null || admitted === 'revoked' || as === null || admitted.actor.operatorId === as
