/**
 * What a failed attempt to hand over an e-mail means. EM3 What the server has refused, or has not heard to the end, it
 * does not have. What it heard to the end without an answer it may have: nobody sends that again by himself.
 */
import type { SendResult } from '../port'

/** What is known of a failed attempt: of the library's error, and of our own bytes. */
export interface SmtpFailure {
  /** EAUTH, ECONNECTION, ETIMEDOUT, ETLS, EDNS … */
  readonly code: string
  /** 0: the server said nothing. */
  readonly responseCode: number
  readonly response: string
  /** The last byte of the e-mail had been given to the connection. */
  readonly isHandedOver: boolean
}

/** Greylisting asks for some minutes; a server that is full or restarting for no more. */
const LATER_MS = 5 * 60_000
const SOON_MS = 30_000
const MAX_REASON_CHARS = 300

export function smtpOutcome(failure: SmtpFailure, laterMs = LATER_MS): SendResult {
  const { code, responseCode, isHandedOver } = failure
  const reason = reasonOf(failure)
  // Wrong now, right once somebody has put it right: the e-mail itself is as good as it was.
  if (isSignInRefused(failure)) return { outcome: 'wait', afterMs: laterMs, reason, of: 'channel' }
  if (responseCode >= 500) return { outcome: 'failed', reason }
  // The server itself has no time: nothing else would fare better.
  if (responseCode === 421) return { outcome: 'wait', afterMs: Math.min(SOON_MS, laterMs), reason, of: 'channel' }
  if (responseCode >= 400) return { outcome: 'retry', afterMs: laterMs, reason }
  if (isHandedOver) return { outcome: 'unknown', reason }
  // Too large, or an address that is none: it will not be better the next time.
  if (code === 'EMESSAGE' || code === 'EENVELOPE') return { outcome: 'failed', reason }
  return { outcome: 'wait', afterMs: Math.min(SOON_MS, laterMs), reason, of: 'channel' }
}

export const isSignInRefused = ({ code, responseCode }: Pick<SmtpFailure, 'code' | 'responseCode'>): boolean =>
  code === 'EAUTH' || code === 'EOAUTH2' || responseCode === 530 || responseCode === 535

function reasonOf({ code, responseCode, response }: SmtpFailure): string {
  const said = response.replace(/\s+/g, ' ').trim().slice(0, MAX_REASON_CHARS)
  return responseCode > 0 ? said || String(responseCode) : code.toLowerCase()
}
