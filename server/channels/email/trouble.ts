/** What is wrong with a mail server or an account there, from the errors of the libraries. */
import type { ChannelProblem } from '#shared/domain/channel-health'
import { NoToken } from './sign-in'

export interface MailTrouble {
  readonly problem: ChannelProblem
  /** The server's own words, for administrators; never a password. */
  readonly detail: string
}

const MAX_DETAIL_CHARS = 300
const UNSAFE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO|ETLS|ALTNAME/i
const NO_HOST = /^(?:ENOTFOUND|EDNS|EAI_\w+)$/

const OF_ACCOUNT: readonly ChannelProblem[] = ['wrong-credentials', 'sign-in-again', 'app-refused']
/** Trying again will not help before somebody has looked at the account. */
export const isOfAccount = (problem: ChannelProblem): boolean => OF_ACCOUNT.includes(problem)

/** @param which server it was: IMAP or SMTP. */
export function mailTrouble(which: 'IMAP' | 'SMTP', error: unknown): MailTrouble {
  if (error instanceof NoToken) return { problem: error.problem, detail: error.message }
  const { code, message, said, isRefused } = factsOf(error)
  const detail = `${which}: ${said || message || code}`.replace(/\s+/g, ' ').slice(0, MAX_DETAIL_CHARS)
  if (isRefused) return { problem: 'wrong-credentials', detail }
  if (NO_HOST.test(code)) return { problem: 'bad-address', detail }
  if (UNSAFE.test(code) || /certificate|TLS|SSL|STARTTLS/i.test(message)) return { problem: 'unsafe', detail }
  if (said !== '') return { problem: 'vendor-trouble', detail }
  return { problem: 'unreachable', detail }
}

interface Facts {
  readonly code: string
  readonly message: string
  /** What the server answered; empty: nothing. */
  readonly said: string
  readonly isRefused: boolean
}

function factsOf(error: unknown): Facts {
  const text = (key: string): string => {
    const found = typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  }
  const code = text('code')
  const isRefused =
    Reflect.get(Object(error), 'authenticationFailed') === true || code === 'EAUTH' || /^(?:530|535)$/.test(text('responseCode'))
  return { code, message: text('message'), said: text('responseText') || text('response'), isRefused }
}
