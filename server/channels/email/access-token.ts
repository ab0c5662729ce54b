/** A token with which a mailbox is opened, renewed before it ends (RFC 6749, section 6). */
import * as v from 'valibot'

export interface OAuthGrant {
  readonly tokenUrl: string
  readonly clientId: string
  /** Empty: a public client has none. */
  readonly clientSecret: string
  readonly refreshToken: string
}

export type TokenOutcome =
  | { readonly ok: true; readonly token: string }
  /** `refused`: somebody must sign in again. `unavailable`: worth another try. */
  | { readonly ok: false; readonly why: 'refused' | 'unavailable' }

export interface AccessTokens {
  /** @param isStale the server did not take the last one. */
  token(isStale?: boolean): Promise<TokenOutcome>
}

/** Remembers the newest refresh token: some servers give another each time, and the one before it is then worth nothing. */
export interface TokenKeeper {
  get(): Promise<string | null>
  set(token: string): Promise<void>
}

const Answer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)),
  expires_in: v.optional(v.pipe(v.number(), v.minValue(0)), 3600),
  refresh_token: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(10_000))),
})

/** So much before its end a token is renewed: a login that begins with it must not end without it. */
const MARGIN_MS = 60_000
const TIMEOUT_MS = 15_000

export function createAccessTokens(options: { grant: OAuthGrant; clock: () => number; keeper: TokenKeeper }): AccessTokens {
  let held: { readonly token: string; readonly until: number } | null = null
  let asking: Promise<TokenOutcome> | null = null

  async function renew(): Promise<TokenOutcome> {
    const refreshToken = (await options.keeper.get()) ?? options.grant.refreshToken
    const answer = await ask({ ...options.grant, refreshToken })
    if (!answer.ok) return answer
    const { access_token: token, expires_in, refresh_token } = answer.output
    if (refresh_token && refresh_token !== refreshToken) await options.keeper.set(refresh_token)
    held = { token, until: options.clock() + expires_in * 1000 - MARGIN_MS }
    return { ok: true, token }
  }

  return {
    async token(isStale = false) {
      if (held && !isStale && options.clock() < held.until) return { ok: true, token: held.token }
      // IMAP and SMTP ask at the same time: with a refresh token that changes, two requests would lock us out.
      asking ??= renew().finally(() => {
        asking = null
      })
      return await asking
    },
  }
}

type Asked = { readonly ok: true; readonly output: v.InferOutput<typeof Answer> } | Extract<TokenOutcome, { ok: false }>

async function ask({ tokenUrl, clientId, clientSecret, refreshToken }: OAuthGrant): Promise<Asked> {
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: refreshToken,
        ...(clientSecret === '' ? {} : { client_secret: clientSecret }),
      }),
    })
    if (response.status === 400 || response.status === 401 || response.status === 403) return { ok: false, why: 'refused' }
    const parsed = response.ok ? v.safeParse(Answer, await response.json()) : null
    return parsed?.success ? { ok: true, output: parsed.output } : { ok: false, why: 'unavailable' }
  } catch {
    return { ok: false, why: 'unavailable' }
  }
}
