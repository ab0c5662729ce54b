/** What answers of the Bot API mean for a message and for the channel. Pure. */
import type { ChannelProblem, ChannelState } from '#shared/domain/channel-health'
import type { SendResult } from '../port'
import type { Answer } from './api'

type Failed = Exclude<Answer, { is: 'done' }>

/** Between attempts while the line or Telegram is down. */
const AGAIN_MS = 5_000
/** Until an administrator has looked at the account, asking is of no use. */
const ACCOUNT_MS = 60_000

/** Telegram's words for what an operator can understand; what is not here is shown in its own words. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/bot was blocked by the user/i, 'blocked'],
  [/user is deactivated/i, 'account-gone'],
  [/chat not found|PEER_ID_INVALID/i, 'never-wrote'],
  [/bot can't initiate conversation/i, 'never-wrote'],
  [/file is too big|entity too large|too large/i, 'too-large'],
  [/file is gone/, 'file-gone'],
  [/message is too long|caption is too long/i, 'too-long'],
  [/can't be (edited|deleted)/i, 'too-late'],
  [/REACTION_INVALID/i, 'reaction-not-taken'],
  [/BUSINESS_CONNECTION|business connection/i, 'business-not-allowed'],
]

export function sendResultOf(answer: Failed): SendResult {
  switch (answer.is) {
    case 'not-sent':
      return { outcome: 'wait', afterMs: AGAIN_MS, reason: 'unreachable', of: 'channel' }
    case 'lost':
      return { outcome: 'unknown', reason: 'lost-answer' }
    case 'refused':
      return refusedResult(answer)
  }
}

function refusedResult({ code, words, retryAfterMs }: Extract<Failed, { is: 'refused' }>): SendResult {
  if (code === 429) return { outcome: 'wait', afterMs: retryAfterMs ?? AGAIN_MS, reason: 'rate-limit', of: 'dialog' }
  if (code === 401 || code === 404) return { outcome: 'wait', afterMs: ACCOUNT_MS, reason: 'wrong-credentials', of: 'channel' }
  // Telegram itself says that it has not done it.
  if (code >= 500) return { outcome: 'retry', afterMs: AGAIN_MS, reason: 'vendor-trouble' }
  return { outcome: 'failed', reason: reasonOf(words) }
}

export const reasonOf = (words: string): string =>
  REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? words.replace(/^(?:Bad Request|Forbidden): /, '').slice(0, 200)

/** How the channel stands after this answer. */
export function healthOf(answer: Answer): { readonly state: ChannelState; readonly problem?: ChannelProblem } | null {
  if (answer.is === 'done') return { state: 'connected' }
  if (answer.is === 'not-sent' || answer.is === 'lost') return { state: 'down', problem: 'unreachable' }
  // 404: there is no bot with this token.
  if (answer.code === 401 || answer.code === 404) return { state: 'auth', problem: 'wrong-credentials' }
  if (answer.code === 409) return { state: 'down', problem: 'used-elsewhere' }
  if (answer.code === 429) return { state: 'limited', problem: 'rate-limit' }
  return answer.code >= 500 ? { state: 'down', problem: 'vendor-trouble' } : null
}
