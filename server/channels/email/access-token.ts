/** A token with which a mailbox is opened, renewed before it ends (RFC 6749, section 6). */
import { type Application, askForTokens, type TokenRefusal, type Tokens } from './token-server'

export interface OAuthGrant extends Application {
  readonly refreshToken: string
}

export type TokenOutcome = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly why: TokenRefusal }

export interface AccessTokens {
  /** @param isStale the server did not take the last one. */
  token(isStale?: boolean): Promise<TokenOutcome>
}

/** Remembers the newest refresh token: some servers give another each time, and the one before it is then worth nothing. */
export interface TokenKeeper {
  get(): Promise<string | null>
  set(token: string): Promise<void>
}

/** So much before its end a token is renewed: a login that begins with it must not end without it. */
const MARGIN_MS = 60_000

export interface AccessTokenOptions {
  readonly grant: OAuthGrant
  readonly clock: () => number
  readonly keeper: TokenKeeper
  /** One that has just been given. */
  readonly first?: Tokens | undefined
}

export function createAccessTokens({ grant, clock, keeper, first }: AccessTokenOptions): AccessTokens {
  const hold = ({ access_token: token, expires_in }: Tokens) => ({ token, until: clock() + expires_in * 1000 - MARGIN_MS })
  let held = first ? hold(first) : null
  let asking: Promise<TokenOutcome> | null = null

  async function renew(): Promise<TokenOutcome> {
    const refreshToken = (await keeper.get()) ?? grant.refreshToken
    const answer = await askForTokens(grant, { grant_type: 'refresh_token', refresh_token: refreshToken })
    if (!answer.ok) return { ok: false, why: answer.why }
    const { refresh_token: next } = answer.tokens
    if (next && next !== refreshToken) await keeper.set(next)
    held = hold(answer.tokens)
    return { ok: true, token: held.token }
  }

  return {
    async token(isStale = false) {
      if (held && !isStale && clock() < held.until) return { ok: true, token: held.token }
      // IMAP and SMTP ask at the same time: with a refresh token that changes, two requests would lock us out.
      asking ??= renew().finally(() => {
        asking = null
      })
      return await asking
    },
  }
}
