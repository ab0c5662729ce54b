/** Who is calling: an operator by the cookie of a session, or a program by an API key. */
import type { Actor } from '#shared/commands/spec'
import type { Id } from '#shared/domain/id'
import type { Operator } from '#shared/domain/operator'
import { ON_BEHALF_OF } from '#shared/protocol/on-behalf'
import type { AccountStore } from '../store/port'
import { hashToken, readCookie } from './token'

interface WithHeaders {
  header(name: string): string | undefined
}

export interface SignedIn {
  readonly actor: Actor
  readonly operator: Operator
  readonly tokenHash: string
}

export interface Who {
  /** null: nobody, or a session that has ended, or an operator who may not come in any more. */
  operator(request: WithHeaders): Promise<SignedIn | null>
  /** The sign-in was ended from another device, or its operator has left: the device is to be wiped. */
  isRevoked(request: WithHeaders): Promise<boolean>
  /** A program, by `Authorization: Bearer` or the `key` parameter. */
  program(request: WithHeaders & { readonly query: URLSearchParams }): Promise<{ readonly id: Id; readonly name: string } | null>
}

/** A device that has been away for so long signs in again. Longer than a long leave; work waiting on the device is kept. */
export const SESSION_IDLE_MS = 90 * 24 * 60 * 60 * 1000
/** How fresh "last seen" is kept: a write for every request would be too many. */
const TOUCH_EVERY_MS = 10 * 60 * 1000

/** No key of ours is longer; hashing a megabyte for a stranger is work for nothing. */
const MAX_TOKEN_CHARS = 200

/** WHO1 With another's cookie, because somebody has signed in elsewhere in that browser, a window is nobody. */
export function isMeant(request: WithHeaders, operatorId: Id): boolean {
  const meant = request.header(ON_BEHALF_OF)
  return meant === undefined || meant === '' || meant === operatorId
}

/** @param operatorOf the operator as they stand now. */
export function makeWho(options: { accounts: AccountStore; operatorOf: (id: Id) => Operator | undefined; clock: () => number }): Who {
  const { accounts, operatorOf, clock } = options
  return {
    async operator(request) {
      const token = readCookie(request.header('cookie'))
      if (!token || token.length > MAX_TOKEN_CHARS) return null
      const tokenHash = hashToken(token)
      const session = await accounts.session(tokenHash)
      if (!session) return null
      const now = clock()
      if (now - session.seenAt > SESSION_IDLE_MS) {
        await accounts.removeSession(tokenHash)
        return null
      }
      const operator = operatorOf(session.operatorId)
      if (!operator || operator.isDisabled || !isMeant(request, operator.id)) return null
      // On a full disk one goes on reading.
      if (now - session.seenAt > TOUCH_EVERY_MS) await accounts.touchSession(tokenHash, now).catch(() => undefined)
      return { actor: { operatorId: operator.id, role: operator.role, name: operator.name, access: operator.access }, operator, tokenHash }
    },
    async isRevoked(request) {
      const token = readCookie(request.header('cookie'))
      return token !== null && token !== undefined && token.length <= MAX_TOKEN_CHARS && accounts.isRevoked(hashToken(token))
    },
    async program(request) {
      const [, bearer] = /^Bearer (\S+)$/i.exec(request.header('authorization') ?? '') ?? []
      const key = bearer ?? request.query.get('key')
      if (!key || key.length > MAX_TOKEN_CHARS) return null
      const found = await accounts.apiKey(hashToken(key))
      return found && { id: found.id, name: found.name }
    },
  }
}
