import type { Id } from '#shared/domain/id'
import type { Roster } from '../commands/roster'
import { fail } from '../http/answers'
import type { HttpHandler, HttpRequest, HttpResponse } from '../http/port'
import type { AccountStore, Committed, StoreReader, Writes } from '../store/port'
import type { SignedIn, Who } from './who'

/** Writes rows that devices hold, and tells the devices. */
export type Commit = <T>(work: (tx: StoreReader) => Promise<{ writes: Writes; value: T }>) => Promise<Committed<T>>

/** What coming in, going out and administration need of the rest of the server. */
export interface Access {
  readonly accounts: AccountStore
  readonly roster: Pick<Roster, 'get' | 'list'>
  readonly commit: Commit
  readonly who: Who
  readonly clock: () => number
  /** Milliseconds by a clock that is never put back: of what lasts within this process. */
  readonly elapsed: () => number
  /** A sign-in, or all of an operator, has ended: its live connections end too. `isRevoked`: their devices are to be wiped. */
  readonly onEnded: (match: { tokenHash: string } | { operatorId: Id }, isRevoked: boolean) => void
  /** Live connections still act in the role they came with: they have to come anew. */
  readonly onRoleChanged: (operatorId: Id) => void
  /** An API key was taken away: what programs hold open with it ends. */
  readonly onKeyRemoved: (keyId: Id) => void
  /** The caller came over https, directly or to a proxy of ours. */
  readonly isSecure: (request: HttpRequest) => boolean
}

export type SignedInHandler = (request: HttpRequest, caller: SignedIn) => Promise<HttpResponse> | HttpResponse

export const signedIn =
  (who: Who, handler: SignedInHandler): HttpHandler =>
  async (request) => {
    const caller = await who.operator(request)
    return caller ? handler(request, caller) : fail(401, 'unauthenticated', 'Sign in first')
  }

export const administrator = (who: Who, handler: SignedInHandler): HttpHandler =>
  signedIn(who, (request, caller) =>
    caller.actor.role === 'operator' ? fail(403, 'forbidden', 'This is for administrators') : handler(request, caller),
  )
