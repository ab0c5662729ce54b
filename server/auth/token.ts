import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits: beyond guessing, so a plain hash of it is enough in the database. */
const TOKEN_BYTES = 32

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

export const SESSION_COOKIE = 'okno_session'

/** Longer than a session may lie idle; the server decides, this only has to outlive it. */
const COOKIE_LIFETIME_S = 400 * 24 * 60 * 60

/** Lax: a link to a chat, followed from a messenger, opens it signed in; a form of another site posts without it. */
export const sessionCookie = (token: string, options: { isSecure: boolean }): string =>
  cookie(token, { lifetimeS: COOKIE_LIFETIME_S, ...options })

export const endedCookie = (options: { isSecure: boolean }): string => cookie('', { lifetimeS: 0, ...options })

function cookie(value: string, { lifetimeS, isSecure }: { lifetimeS: number; isSecure: boolean }): string {
  const parts = [`${SESSION_COOKIE}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${lifetimeS}`]
  return [...parts, ...(isSecure ? ['Secure'] : [])].join('; ')
}

export function readCookie(header: string | undefined): string | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === SESSION_COOKIE) return pair.slice(at + 1).trim() || null
  }
  return null
}
