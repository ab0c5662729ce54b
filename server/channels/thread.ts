/**
 * Conversations in channels where one person has several (e-mail). THR1 A message that answers one of a conversation is in
 * it. THR2 One that answers nothing we know begins or goes on with the conversation of its subject. THR3 A conversation is
 * with one person: what another writes into it is in one of theirs.
 */

import type { Id } from '#shared/domain/id'
import { conversationKey } from '#shared/domain/start'
import { peerDialogName, sentDialogName, threadDialogName } from './names'

export interface Thread {
  /** By what later messages name this one; null: none can. */
  readonly id: string | null
  /** Messages that it answers, the nearest first. */
  readonly answers: readonly string[]
  /** Empty: it has none. */
  readonly subject: string
}

interface Named {
  readonly channelId: Id
  readonly peer: { readonly key: string }
  readonly thread?: Thread
}

/** Names under which the message's dialog may be known, the surest first. */
export function dialogNames({ channelId, peer, thread }: Named): readonly string[] {
  if (!thread) return [peerDialogName(channelId, peer.key)]
  const received = (id: string) => threadDialogName(channelId, peer.key, id)
  return [
    // Itself, when it comes a second time.
    ...(thread.id === null ? [] : [received(thread.id)]),
    ...thread.answers.flatMap((id) => [sentDialogName(channelId, id), received(id)]),
    subjectName({ channelId, peer }, thread),
  ]
}

/** Names to be claimed for the dialog that the message is in now. */
export function claimedNames({ channelId, peer, thread }: Named, isNew: boolean): readonly string[] {
  if (!thread) return isNew ? [peerDialogName(channelId, peer.key)] : []
  return [
    ...(thread.id === null ? [] : [threadDialogName(channelId, peer.key, thread.id)]),
    ...(isNew ? [subjectName({ channelId, peer }, thread)] : []),
  ]
}

const subjectName = ({ channelId, peer }: Named, { subject }: Thread): string =>
  peerDialogName(channelId, conversationKey(peer.key, subject))
