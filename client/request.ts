/**
 * Every request of the app to its server.
 *
 * WHO1 The cookie is the whole browser's, and may be somebody else's by now: so each request says whose window, or whose
 * worker, it comes from, and the server does nothing for it in another's name.
 */
import type { Id } from '#shared/domain/id'
import { ON_BEHALF_OF } from '#shared/protocol/on-behalf'

let caller: Id | null = null

/** Whose data this window, or worker, holds from now on. */
export function requestAs(operatorId: Id): void {
  caller = operatorId
}

export function request(url: string, init: RequestInit = {}, by: Id | null = caller): Promise<Response> {
  const headers = new Headers(init.headers)
  if (by) headers.set(ON_BEHALF_OF, by)
  return fetch(url, { ...init, headers })
}
