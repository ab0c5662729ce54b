/** How one signs in to both servers of a mailbox: with a password, or with a token that is renewed. */
import type { EmailSecrets, EmailSettings } from '#shared/domain/email-account'
import { type AccessTokens, createAccessTokens, type TokenKeeper } from './access-token'

export type SignIn = { readonly type: 'password'; readonly password: string } | { readonly type: 'oauth'; readonly tokens: AccessTokens }

export function createSignIn(
  { settings, secrets }: { settings: EmailSettings; secrets: EmailSecrets },
  { clock, keeper }: { clock: () => number; keeper: TokenKeeper },
): SignIn {
  const { signIn, clientId, tokenUrl } = settings
  if (signIn === 'password') return { type: 'password', password: secrets.password }
  const { clientSecret, refreshToken } = secrets
  return { type: 'oauth', tokens: createAccessTokens({ grant: { tokenUrl, clientId, clientSecret, refreshToken }, clock, keeper }) }
}

/** What was refused, or could not be had, before a server was even asked. */
export class NoToken extends Error {
  readonly code: 'EAUTH' | 'ETIMEDOUT'
  constructor(why: 'refused' | 'unavailable') {
    super(why === 'refused' ? 'The refresh token was refused' : 'The token server does not answer')
    this.code = why === 'refused' ? 'EAUTH' : 'ETIMEDOUT'
  }
}

/** @throws NoToken */
export async function credentialsOf(signIn: SignIn): Promise<{ readonly pass: string } | { readonly accessToken: string }> {
  if (signIn.type === 'password') {
    if (signIn.password === '') throw new NoToken('refused')
    return { pass: signIn.password }
  }
  const outcome = await signIn.tokens.token()
  if (!outcome.ok) throw new NoToken(outcome.why)
  return { accessToken: outcome.token }
}

export const userOf = ({ user, address }: EmailSettings): string => user || address
