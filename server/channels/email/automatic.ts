/**
 * Whether a machine wrote an e-mail (RFC 3834, RFC 2919, and what mail programs did before them). Nothing automatic is
 * ever answered automatically: two such answers would go on for ever.
 */
import type { Headers } from './headers'

/** `reply`: an autoresponder's; `list`: to many at once; `report`: of a mail server about another e-mail. */
export type Automatic = 'reply' | 'list' | 'report'

const MACHINE = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|noreply\b.*|bounces?)(?:[+=-].*)?@/i

/** @param headers by lower-case name, unfolded. @param from the sender's address. */
export function automaticKind(headers: Headers, from: string): Automatic | null {
  const value = (name: string): string => (headers.get(name) ?? '').trim().toLowerCase()
  const isReport = /^multipart\/report\b/.test(value('content-type')) || headers.has('x-failed-recipients')
  if (isReport || /^(?:mailer-daemon|postmaster)@/i.test(from)) return 'report'
  if (headers.has('list-id') || headers.has('list-unsubscribe') || /^(?:bulk|list|junk)$/.test(value('precedence'))) return 'list'
  const isSubmitted = headers.has('auto-submitted') && !/^no\b/.test(value('auto-submitted'))
  const isMarked =
    value('precedence') === 'auto_reply' || ['x-autoreply', 'x-autorespond', 'x-auto-reply'].some((name) => headers.has(name))
  const isSuppressed = /\b(?:all|oof|autoreply)\b/.test(value('x-auto-response-suppress'))
  const isNobody = value('return-path') === '<>' || MACHINE.test(from)
  return isSubmitted || isMarked || isSuppressed || isNobody ? 'reply' : null
}
