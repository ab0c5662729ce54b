/** What TurboSMS answers: https://turbosms.ua/api.html. It says 200 to everything; the codes are in the answer. Pure. */
import * as v from 'valibot'
import type { Check } from '../connector'
import type { SendResult } from '../port'
import type { Called } from './http-call'
import { httpTrouble } from './http-outcome'

/** Nothing leaves until a look has found the key good again; then it need not wait much longer. */
const ACCOUNT_MS = 5_000

const Code = v.pipe(v.number(), v.integer())
const Status = v.optional(v.string(), '')
const Told = v.looseObject({
  message_id: v.nullish(v.string()),
  response_code: v.optional(Code),
  response_status: Status,
  status: v.nullish(v.string()),
  rejected_status: v.nullish(v.string()),
})
const Answer = v.looseObject({ response_code: Code, response_status: Status, response_result: v.optional(v.unknown()) })
const Results = v.array(Told)

/** Authentication: missing, wrong, blocked. */
const ACCOUNT = new Set([103, 105, 106, 301])
const TAKEN = new Set([0, 800, 801, 802, 803])
const NOT_SENT = 503
/** What a person can do something about; others have the provider's own name of it. */
const REASONS: Readonly<Record<number, string>> = {
  203: 'no-balance',
  302: 'bad-sender',
  305: 'bad-address',
  400: 'bad-sender',
  401: 'bad-sender',
  404: 'stop-list',
  406: 'bad-country',
  413: 'too-long',
  427: 'same-again',
}

export function turboOutcome(called: Called, laterMs: number): SendResult {
  const found = httpTrouble(called, laterMs)
  if ('result' in found) return found.result
  const answer = parsed(found.answer.text)
  if (!answer) return { outcome: 'unknown', reason: 'not-understood' }
  const [one] = resultsOf(answer)
  if (!TAKEN.has(answer.response_code)) return refused(answer, laterMs)
  // The whole was taken; of the one number in it, its own line says what became.
  if (one?.response_code !== undefined && !TAKEN.has(one.response_code))
    return refused({ response_code: one.response_code, response_status: one.response_status }, laterMs)
  return { outcome: 'sent', keys: one?.message_id ? [one.message_id] : [] }
}

function refused(
  { response_code: code, response_status: status }: { response_code: number; response_status: string },
  laterMs: number,
): SendResult {
  if (ACCOUNT.has(code)) return { outcome: 'wait', afterMs: ACCOUNT_MS, reason: 'wrong-credentials', of: 'channel' }
  if (code === NOT_SENT) return { outcome: 'retry', afterMs: laterMs, reason: 'vendor-trouble' }
  // «Fatal error»: at what point of its work, it does not say.
  if (code === 999) return { outcome: 'unknown', reason: 'vendor-trouble' }
  return { outcome: 'failed', reason: REASONS[code] ?? (status.slice(0, 200) || `TurboSMS ${code}`) }
}

/** Of the balance, which costs nothing to ask for. */
export function turboCheck(called: Called, name: string): Check {
  if (called.is === 'not-sent') return { ok: false, problem: called.problem }
  if (called.is === 'lost') return { ok: false, problem: 'unreachable' }
  const answer = parsed(called.text)
  if (!answer) return { ok: false, problem: called.status >= 500 ? 'vendor-trouble' : 'bad-address' }
  if (TAKEN.has(answer.response_code)) return { ok: true, name }
  if (ACCOUNT.has(answer.response_code)) return { ok: false, problem: 'wrong-credentials' }
  return { ok: false, problem: 'refused', detail: answer.response_status.slice(0, 200) }
}

export interface TurboState {
  readonly id: string
  readonly state: 'sent' | 'delivered' | 'failed'
  readonly error?: string
  /** Nothing more will be told of it. */
  readonly isOver: boolean
}

export function turboStates(called: Called): readonly TurboState[] {
  const answer = called.is === 'answered' ? parsed(called.text) : null
  if (!answer || !TAKEN.has(answer.response_code)) return []
  return resultsOf(answer).flatMap(({ message_id: id, status, rejected_status: why }) => (id && status ? [stateOf(id, status, why)] : []))
}

function stateOf(id: string, status: string, why: string | null | undefined): TurboState {
  if (/^(?:delivered|read)$/i.test(status)) return { id, state: 'delivered', isOver: true }
  if (/^(?:undelivered|rejected|expired|failed|cancell?ed|removed|unknown)$/i.test(status))
    return { id, state: 'failed', error: (why || status).slice(0, 200), isOver: true }
  return { id, state: 'sent', isOver: false }
}

function parsed(text: string): v.InferOutput<typeof Answer> | null {
  const found = v.safeParse(v.pipe(v.string(), v.parseJson(), Answer), text)
  return found.success ? found.output : null
}

function resultsOf({ response_result: result }: v.InferOutput<typeof Answer>): v.InferOutput<typeof Results> {
  const found = v.safeParse(Results, result)
  return found.success ? found.output : []
}
