/**
 * A mail provider's pages and servers of OAuth2, for tests: the page where people sign in and agree (RFC 6749, section 4.1), the
 * server of tokens with PKCE (RFC 7636) and refresh tokens that change at every use, and what a mail server asks it. Strict: what a
 * provider would refuse is refused here.
 */
import { createHash, randomBytes } from 'node:crypto'
import { type Answer, type Asked, startProvider, type TestProvider } from '../test-provider'

export const APPLICATION = { id: 'okno-of-a-shop', secret: 'application-secret-0123456789' }
const SCOPE = 'mail offline_access'

export interface MailProvider extends TestProvider {
  /** What the channel's form is to be told. */
  readonly settings: { readonly clientId: string; readonly authorizeUrl: string; readonly tokenUrl: string; readonly scope: string }
  /** Who signs in there. */
  readonly person: { address: string }
  /** The person takes back what they have agreed to: every token ends. */
  withdraw(): void
}

interface Grant {
  readonly address: string
  readonly redirectUri: string
  readonly challenge: string
}

/** @param port where the mail server asks about tokens. */
export async function startMailProvider({ port, address }: { port: number; address: string }): Promise<MailProvider> {
  const person = { address }
  const codes = new Map<string, Grant>()
  const refreshTokens = new Map<string, string>()
  const accessTokens = new Map<string, string>()

  const routes: Readonly<Record<string, (asked: Asked) => Answer>> = {
    'GET /authorize': ({ query }) => {
      const redirectUri = query.get('redirect_uri') ?? ''
      // To an address that was not told before nobody is sent, not even with an error.
      if (query.get('client_id') !== APPLICATION.id || !/^http:\/\/localhost:\d+\/api\/signed-in$/.test(redirectUri))
        return page('<p>redirect_uri_mismatch</p>', 400)
      const back = (more: Record<string, string>) => `${redirectUri}?${new URLSearchParams({ ...more, state: query.get('state') ?? '' })}`
      const challenge = query.get('code_challenge') ?? ''
      const isAsked = query.get('response_type') === 'code' && query.get('code_challenge_method') === 'S256' && challenge.length === 43
      if (!isAsked) return { status: 302, headers: { location: back({ error: 'invalid_request' }) } }
      if (query.get('scope') !== SCOPE) return { status: 302, headers: { location: back({ error: 'invalid_scope' }) } }
      const code = secret()
      codes.set(code, { address: person.address, redirectUri, challenge })
      const links = `<a href="${back({ code })}">Allow</a> <a href="${back({ error: 'access_denied' })}">Deny</a>`
      return page(`<h1>Okno wants to read your mail</h1><p>${query.get('login_hint')}</p>${links}`)
    },
    'POST /token': ({ body }) => {
      const form = new URLSearchParams(body)
      const isKnown = form.get('client_id') === APPLICATION.id && form.get('client_secret') === APPLICATION.secret
      if (!isKnown) return { status: 401, body: { error: 'invalid_client', error_description: 'The OAuth client was not found.' } }
      const whose = form.get('grant_type') === 'refresh_token' ? ofRefreshToken(form) : ofCode(form)
      return whose === null ? { status: 400, body: { error: 'invalid_grant' } } : { body: tokensOf(whose) }
    },
    // What Dovecot asks.
    'GET /info': ({ query }) => {
      const email = accessTokens.get(query.get('access_token') ?? '')
      return email ? { body: { email, expires_in: 3600 } } : { status: 401, body: { error: 'invalid_token' } }
    },
  }

  function ofCode(form: URLSearchParams): string | null {
    const code = form.get('code') ?? ''
    const grant = codes.get(code)
    codes.delete(code)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    return grant?.challenge === challenge && grant.redirectUri === form.get('redirect_uri') ? grant.address : null
  }

  function ofRefreshToken(form: URLSearchParams): string | null {
    const token = form.get('refresh_token') ?? ''
    const whose = refreshTokens.get(token) ?? null
    refreshTokens.delete(token)
    return whose
  }

  function tokensOf(whose: string) {
    const [access_token, refresh_token] = [secret(), secret()]
    accessTokens.set(access_token, whose)
    refreshTokens.set(refresh_token, whose)
    return { access_token, refresh_token, token_type: 'Bearer', expires_in: 3600, scope: SCOPE }
  }

  const provider = await startProvider(
    (asked) => routes[`${asked.method} ${asked.path}`]?.(asked) ?? { status: 404, body: { error: 'not_found' } },
    port,
  )
  const { url } = provider
  return {
    ...provider,
    settings: { clientId: APPLICATION.id, authorizeUrl: `${url}/authorize`, tokenUrl: `${url}/token`, scope: SCOPE },
    person,
    withdraw() {
      refreshTokens.clear()
      accessTokens.clear()
    },
  }
}

const secret = (): string => randomBytes(24).toString('base64url')
const page = (content: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><title>Mail provider</title>${content}`,
})
