/** One request to a provider of SMS. What is asked is never logged: it holds the key, a number and somebody's words. */
import type { ChannelProblem } from '#shared/domain/channel-health'
import { isBeforeSending } from '../before-sending'

export interface ProviderRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** How it has ended, as far as is known. */
export type Called =
  | { readonly is: 'answered'; readonly status: number; readonly text: string; readonly retryAfterMs: number | null }
  /** Nothing has come to the provider. */
  | { readonly is: 'not-sent'; readonly problem: ChannelProblem }
  /** It may have come there. */
  | { readonly is: 'lost' }

/** Below the time after which a send is given up, so that what is known of it is said here. */
const TIMEOUT_MS = 20_000
const MAX_ANSWER_BYTES = 100_000
/** Said in the handshake, before any of the request. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/

export async function callProvider({ url, ...request }: ProviderRequest, signal?: AbortSignal): Promise<Called> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  try {
    // A line of its own: on one kept open from before, the provider may hang up at the moment we begin to speak.
    const headers = { ...request.headers, connection: 'close' }
    const within = signal ? AbortSignal.any([signal, timeout]) : timeout
    const response = await fetch(url, { ...request, headers, redirect: 'manual', signal: within })
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null
    return { is: 'answered', status: response.status, text: await textOf(response), retryAfterMs }
  } catch (error) {
    const codes = codesOf(error)
    if (codes.some((code) => CERTIFICATE.test(code))) return { is: 'not-sent', problem: 'unsafe' }
    if (!isBeforeSending(error)) return { is: 'lost' }
    return { is: 'not-sent', problem: codes.includes('ENOTFOUND') ? 'bad-address' : 'unreachable' }
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MAX_ANSWER_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8')
}

function codesOf(error: unknown): readonly string[] {
  const codes: string[] = []
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1)
    if ('code' in cause && typeof cause.code === 'string') codes.push(cause.code)
  return codes
}
