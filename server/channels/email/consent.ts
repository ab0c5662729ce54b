/** Signing in at the page of a mail provider: authorization code with PKCE (RFC 6749, section 4.1; RFC 7636). */
import * as v from 'valibot'
import type { ChannelProblem } from '#shared/domain/channel-health'
import { EmailSettings, mailProviderOf } from '#shared/domain/email-account'
import type { Account, Consent } from '../connector'
import { askForTokens, type TokenRefusal, type Tokens } from './token-server'

const Application = v.object({ clientSecret: v.optional(v.pipe(v.string(), v.maxLength(5000)), '') })

/** Of a code: it is used up or too old, which a new attempt mends. */
const PROBLEMS: Readonly<Record<TokenRefusal, ChannelProblem>> = {
  refused: 'refused',
  application: 'app-refused',
  unavailable: 'unreachable',
}

/** @param accountOf the account of what is kept, to be tried with the tokens that have just been given. */
export function mailConsent(
  given: { readonly settings: unknown; readonly secrets: unknown },
  accountOf: (given: { settings: unknown; secrets: unknown }, first: Tokens) => Account | null,
): Consent | null {
  const [parsed, application] = [v.safeParse(EmailSettings, given.settings), v.safeParse(Application, given.secrets)]
  if (!parsed.success || !application.success) return null
  const settings = parsed.output
  const provider = mailProviderOf(settings)
  if (!provider || provider.authorizeUrl === '' || provider.tokenUrl === '' || settings.clientId === '') return null
  const { clientSecret } = application.output
  return {
    url({ state, challenge, returnTo }) {
      const url = new URL(provider.authorizeUrl)
      const asked = {
        response_type: 'code',
        client_id: settings.clientId,
        redirect_uri: returnTo,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        login_hint: settings.address,
        ...(provider.scope === '' ? {} : { scope: provider.scope }),
        // Google gives a refresh token only so, and only with a consent that is asked for anew.
        ...(settings.signIn === 'google' ? { access_type: 'offline', prompt: 'consent' } : {}),
      }
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
      return url.href
    },
    async redeem({ code, verifier, returnTo }) {
      const answer = await askForTokens(
        { tokenUrl: provider.tokenUrl, clientId: settings.clientId, clientSecret },
        { grant_type: 'authorization_code', code, redirect_uri: returnTo, code_verifier: verifier },
      )
      if (!answer.ok) return { ok: false, problem: PROBLEMS[answer.why], ...(answer.words === '' ? {} : { detail: answer.words }) }
      const { refresh_token: refreshToken } = answer.tokens
      const account = refreshToken ? accountOf({ settings, secrets: { clientSecret, refreshToken } }, answer.tokens) : null
      return account ? { ok: true, account } : { ok: false, problem: 'not-allowed', detail: 'no refresh_token' }
    },
  }
}
