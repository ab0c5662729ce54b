/** The server of a provider that gives tokens (RFC 6749, sections 4.1.3, 5 and 6). */
import * as v from 'valibot'

/** An application registered with the provider. */
export interface Application {
  readonly tokenUrl: string
  readonly clientId: string
  /** Empty: a public client has none. */
  readonly clientSecret: string
}

const Answer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)),
  expires_in: v.optional(v.pipe(v.number(), v.minValue(0)), 3600),
  refresh_token: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(10_000))),
})
export type Tokens = v.InferOutput<typeof Answer>

/** `refused`: somebody must sign in again. `application`: its id or secret is not taken. `unavailable`: worth another try. */
export type TokenRefusal = 'refused' | 'application' | 'unavailable'
/** `words`: the provider's, for administrators. */
export type TokenAnswer =
  | { readonly ok: true; readonly tokens: Tokens }
  | { readonly ok: false; readonly why: TokenRefusal; readonly words: string }

const Refusal = v.object({ error: v.string(), error_description: v.optional(v.string(), '') })
/** Of which signing in again would change nothing. The last three are Google's. */
const OF_APPLICATION = ['invalid_client', 'unauthorized_client', 'redirect_uri_mismatch', 'deleted_client', 'disabled_client']

const TIMEOUT_MS = 15_000
const MAX_WORDS = 300

export async function askForTokens(
  { tokenUrl, clientId, clientSecret }: Application,
  asked: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
      body: new URLSearchParams({ ...asked, client_id: clientId, ...(clientSecret === '' ? {} : { client_secret: clientSecret }) }),
    })
    const body: unknown = await response.json().catch(() => null)
    if (response.status === 400 || response.status === 401 || response.status === 403) return refusalOf(body)
    const parsed = response.ok ? v.safeParse(Answer, body) : null
    return parsed?.success ? { ok: true, tokens: parsed.output } : { ok: false, why: 'unavailable', words: `HTTP ${response.status}` }
  } catch {
    return { ok: false, why: 'unavailable', words: '' }
  }
}

function refusalOf(body: unknown): TokenAnswer {
  const parsed = v.safeParse(Refusal, body)
  if (!parsed.success) return { ok: false, why: 'refused', words: '' }
  const { error, error_description: more } = parsed.output
  return { ok: false, why: OF_APPLICATION.includes(error) ? 'application' : 'refused', words: wordsOf(error, more) }
}

/** A provider's reason on one line, as administrators are shown it. */
export const wordsOf = (error: string, more: string): string =>
  [error, more]
    .filter((part) => part !== '')
    .join(': ')
    .replace(/\s+/g, ' ')
    .slice(0, MAX_WORDS)
