/**
 * Who a visitor is: an id signed for one channel. Whoever holds the token has the conversation, so it is made only
 * here, and a token that is forged, cut or of another channel opens nothing.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { Id, newId } from '#shared/domain/id'

/** Not a character of ids, so the parts cannot run into each other. */
const SEPARATOR = '~'

export interface Visitor {
  readonly channelId: Id
  /** Also the peer key of the conversation. */
  readonly visitorId: Id
}

export const newVisitor = (channelId: Id): Visitor => ({ channelId, visitorId: newId() })

export function signVisitor(visitor: Visitor, secret: string): string {
  return [visitor.channelId, visitor.visitorId, signature(visitor, secret).toString('base64url')].join(SEPARATOR)
}

/** @returns null for anything this secret has not signed. */
export function readVisitor(token: string, secret: string): Visitor | null {
  const [channelId, visitorId, mac, ...rest] = token.split(SEPARATOR)
  if (rest.length > 0 || mac === undefined || !v.is(Id, channelId) || !v.is(Id, visitorId)) return null
  const visitor = { channelId, visitorId }
  const expected = signature(visitor, secret)
  const given = Buffer.from(mac, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected) ? visitor : null
}

function signature({ channelId, visitorId }: Visitor, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${channelId}${SEPARATOR}${visitorId}`).digest()
}
