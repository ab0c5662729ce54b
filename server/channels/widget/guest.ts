import type { Id } from '#shared/domain/id'
import type { FromVisitor } from '#shared/protocol/widget'
import type { Peer } from '../port'
import { newVisitor, readVisitor, type Visitor } from './token'
import { visitorName } from './visitor-name'

export type Frame<T extends FromVisitor['t']> = Extract<FromVisitor, { t: T }>

/** What is known of a visitor after the hello. */
export interface Guest {
  readonly visitor: Visitor
  readonly peer: Peer
  /** Null until the first message, which may come from another window of theirs. */
  dialogId: Id | null
}

/** WG4: whoever shows no token of this channel is somebody new. */
export function receiveGuest({ token, language, page }: Frame<'hello'>, channelId: Id, secret: string): Guest {
  const known = token === null ? null : readVisitor(token, secret)
  const visitor = known?.channelId === channelId ? known : newVisitor(channelId)
  const peer: Peer = { key: visitor.visitorId, name: visitorName(visitor.visitorId, language), origin: { page, language } }
  return { visitor, peer, dialogId: null }
}

/** Visitors choose the ids of their messages; under their own name nobody can occupy another's. */
export const eventKey = ({ visitor }: Guest, id: Id): string => `${visitor.visitorId}~${id}`
