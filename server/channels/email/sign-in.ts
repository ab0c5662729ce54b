/** How one signs in to both servers of a mailbox: with a password, or with a token that is renewed. */
import type { ChannelProblem } from '#shared/domain/channel-health'
import { type EmailSecrets, type EmailSettings, mailProviderOf } from '#shared/domain/email-account'
import { type AccessTokens, createAccessTokens, type TokenKeeper } from './access-token'
import type { TokenRefusal, Tokens } from './token-server'

export type SignIn = { readonly type: 'password'; readonly password: string } | { readonly type: 'oauth'; readonly tokens: AccessTokens }

export function createSignIn(
  { settings, secrets }: { settings: EmailSettings; secrets: EmailSecrets },
  options: { clock: () => number; keeper: TokenKeeper; first?: Tokens | undefined },
): SignIn {
  const provider = mailProviderOf(settings)
  if (!provider) return { type: 'password', password: secrets.password }
  const { clientSecret, refreshToken } = secrets
  const grant = { tokenUrl: provider.tokenUrl, clientId: settings.clientId, clientSecret, refreshToken }
  return { type: 'oauth', tokens: createAccessTokens({ grant, ...options }) }
}

/** What was refused, or could not be had, before a server was even asked. */
export class NoToken extends Error {
  readonly code: 'EAUTH' | 'ETIMEDOUT'
  readonly problem: ChannelProblem
  constructor(why: TokenRefusal | 'no-password') {
    const { message, problem } = NO_TOKEN[why]
    super(message)
    this.problem = problem
    this.code = why === 'unavailable' ? 'ETIMEDOUT' : 'EAUTH'
  }
}

const NO_TOKEN: Readonly<Record<TokenRefusal | 'no-password', { readonly message: string; readonly problem: ChannelProblem }>> = {
  'no-password': { message: 'There is no password', problem: 'wrong-credentials' },
  refused: { message: 'The refresh token was refused', problem: 'sign-in-again' },
  application: { message: 'The application was refused', problem: 'app-refused' },
  unavailable: { message: 'The token server does not answer', problem: 'unreachable' },
}

/** @param isStale the server did not take the last token. @throws NoToken */
export async function credentialsOf(
  signIn: SignIn,
  isStale = false,
): Promise<{ readonly pass: string } | { readonly accessToken: string }> {
  if (signIn.type === 'password') {
    if (signIn.password === '') throw new NoToken('no-password')
    return { pass: signIn.password }
  }
  const outcome = await signIn.tokens.token(isStale)
  if (!outcome.ok) throw new NoToken(outcome.why)
  return { accessToken: outcome.token }
}

export const userOf = ({ user, address }: EmailSettings): string => user || address
