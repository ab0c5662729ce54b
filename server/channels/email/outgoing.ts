/** An operator's message as an e-mail. Pure: the same message makes the same one at every try. */
import { plainSubject } from '#shared/domain/subject'
import type { OutboundMessage } from '../port'
import { MAX_REFERENCES, ownMessageId } from './message-id'

/** The shop as its customers see it. */
export interface Sender {
  readonly address: string
  readonly name: string
}

export interface MailHead {
  readonly messageId: string
  readonly inReplyTo?: string
  readonly references?: string[]
  readonly subject: string
  readonly from: Sender
  readonly to: string
  readonly text: string
  readonly date: Date
  readonly headers: Record<string, string>
}

export function mailOf({ id, peerKey, authorName, text, at, thread }: OutboundMessage, from: Sender): MailHead {
  const chain = (thread?.chain ?? []).slice(-MAX_REFERENCES)
  const newest = chain.at(-1)
  return {
    messageId: ownMessageId(id, from.address),
    ...(newest ? { inReplyTo: newest, references: [...chain] } : {}),
    subject: subjectOf({ subject: thread?.subject ?? '', isAnswer: newest !== undefined, from }),
    from,
    to: peerKey,
    text,
    date: new Date(at),
    // RFC 3834: nobody's machine answers what a machine says.
    headers: authorName === '' ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {},
  }
}

/** An e-mail without a subject looks like one that was not meant: the shop's name is better. */
function subjectOf({ subject, isAnswer, from }: { subject: string; isAnswer: boolean; from: Sender }): string {
  const plain = plainSubject(subject)
  if (isAnswer) return `Re: ${plain}`.trim()
  return plain || from.name || from.address
}
