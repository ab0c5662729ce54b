/** Calls of a bridge, signed. */
import { isBeforeSending } from '../before-sending'
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from './signature'

export type Called =
  | { readonly is: 'done'; readonly body: unknown }
  | { readonly is: 'refused'; readonly status: number; readonly words: string; readonly retryAfterMs: number | null }
  | { readonly is: 'not-sent' }
  | { readonly is: 'lost' }

export type BridgeCall = (event: object, signal: AbortSignal) => Promise<Called>

const TIMEOUT_MS = 15_000
const MAX_ANSWER_CHARS = 10_000

export const bridgeCall =
  ({ url, secret, clock }: { readonly url: string; readonly secret: string; readonly clock: () => number }): BridgeCall =>
  async (event, signal) => {
    const body = JSON.stringify(event)
    const timestamp = String(Math.floor(clock() / 1000))
    const headers = {
      'content-type': 'application/json',
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: signatureOf(body, { secret, timestamp }),
    }
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
      const response = await fetch(url, { method: 'POST', headers, body, signal: within, redirect: 'error' })
      const answer = parsed((await response.text()).slice(0, MAX_ANSWER_CHARS))
      if (response.ok) return { is: 'done', body: answer }
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
      return {
        is: 'refused',
        status: response.status,
        words: wordsOf(answer),
        retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null,
      }
    } catch (error) {
      return { is: isBeforeSending(error) ? 'not-sent' : 'lost' }
    }
  }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `{"error": "…"}`: the bridge's own words, which an operator is shown. */
const wordsOf = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'error' in answer && typeof answer.error === 'string' ? answer.error.slice(0, 200) : ''
