/**
 * What a provider's answer means for the SMS. Only an answer that says «taken» is `sent`, and only one that says «not taken»
 * is `failed` or tried again: everything in between may have left, and is `unknown`.
 */
import type { HttpSmsSettings } from '#shared/domain/sms-account'
import type { SendResult } from '../port'
import type { Called } from './http-call'
import { listed, parseSaid, textAt } from './http-values'

const NO_LINE_MS = 5_000
const RATE_LIMIT_MS = 5_000
/** Nothing leaves until a look has found the key good again; then it need not wait much longer. */
const ACCOUNT_MS = 5_000
const MAX_REASON_CHARS = 200

type Answered = Extract<Called, { is: 'answered' }>

/** What HTTP itself says; the rest is in the answer. */
export function httpTrouble(called: Called, laterMs: number, words = ''): { readonly result: SendResult } | { readonly answer: Answered } {
  const failed = (reason: string): { readonly result: SendResult } => ({ result: { outcome: 'failed', reason: words || reason } })
  if (called.is === 'not-sent') return { result: { outcome: 'wait', afterMs: NO_LINE_MS, reason: called.problem, of: 'channel' } }
  if (called.is === 'lost') return { result: { outcome: 'unknown', reason: 'lost-answer' } }
  const { status, retryAfterMs } = called
  if (status >= 200 && status < 300) return { answer: called }
  if (status === 429) return { result: { outcome: 'wait', afterMs: retryAfterMs ?? RATE_LIMIT_MS, reason: 'rate-limit', of: 'channel' } }
  if (status === 401) return { result: { outcome: 'wait', afterMs: ACCOUNT_MS, reason: 'wrong-credentials', of: 'channel' } }
  // It says that it did not try; behind every other 5xx somebody may have.
  if (status === 503) return { result: { outcome: 'retry', afterMs: retryAfterMs ?? laterMs, reason: 'vendor-trouble' } }
  if (status >= 500) return { result: { outcome: 'unknown', reason: 'vendor-trouble' } }
  return failed(`HTTP ${status}`)
}

type Rule = Pick<HttpSmsSettings, 'okPath' | 'okValues' | 'idPath' | 'errorPath'>

/** @param own our id of the message, under which a provider may report as well. */
export function httpOutcome(called: Called, { rule, own, laterMs }: { rule: Rule; own: string; laterMs: number }): SendResult {
  const said = called.is === 'answered' ? parseSaid(called.text) : null
  const words = (rule.errorPath === '' ? undefined : textAt(said, rule.errorPath))?.slice(0, MAX_REASON_CHARS) ?? ''
  const found = httpTrouble(called, laterMs, words)
  if ('result' in found) return found.result
  const id = rule.idPath === '' ? undefined : textAt(said, rule.idPath)
  const keys = [...new Set([id, own].filter((key) => key !== undefined && key !== ''))].map(String)
  const wanted = listed(rule.okValues)
  if (wanted.length === 0) return { outcome: 'sent', keys }
  const verdict = (rule.okPath === '' ? found.answer.text.trim() : (textAt(said, rule.okPath) ?? '')).toLowerCase()
  // Not the answer that was described: whether the SMS was taken, it does not say.
  if (verdict === '') return { outcome: 'unknown', reason: 'not-understood', keys }
  const isTaken = rule.okPath === '' ? wanted.some((each) => verdict.startsWith(each)) : wanted.includes(verdict)
  return isTaken ? { outcome: 'sent', keys } : { outcome: 'failed', reason: words || verdict.slice(0, MAX_REASON_CHARS) }
}
