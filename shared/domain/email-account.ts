/** What Okno must know of a mailbox. Shared by the form that asks for it and the server that uses it. */
import * as v from 'valibot'
import { Host, Port } from './address'
import { Email } from './contact'

const Line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[^\r\n]*$/))
const Secret = v.pipe(v.string(), v.maxLength(5000))

/** `tls` from the first byte, `starttls` after a greeting; `none` only inside one's own network. */
export const MAIL_SECURITY = ['tls', 'starttls', 'none'] as const
const Security = v.picklist(MAIL_SECURITY)

/** With a password, or at a page of the provider's (OAuth2): Google's, Microsoft's, one that has been described. */
export const MAIL_SIGN_IN = ['password', 'google', 'microsoft', 'oauth'] as const
/** Somebody's page or server where secrets are given: never readable on the way, but for one on this machine. */
const Place = v.pipe(Line(500), v.regex(/^$|^https:\/\/\S+$|^http:\/\/(?:localhost|127\.0\.0\.1)[:/]\S*$/))

export const EmailSettings = v.object({
  /** From which the shop writes. */
  address: Email,
  /** The name people see beside it. */
  senderName: Line(100),
  /** With which one signs in; empty: the address. */
  user: Line(320),
  imapHost: Host,
  imapPort: Port,
  imapSecurity: Security,
  smtpHost: Host,
  smtpPort: Port,
  smtpSecurity: Security,
  signIn: v.picklist(MAIL_SIGN_IN),
  /** Of OAuth2: the application registered with the provider. */
  clientId: v.optional(Line(320), ''),
  /** Of `oauth`: where people sign in, where tokens are given, what is asked for. */
  authorizeUrl: v.optional(Place, ''),
  tokenUrl: v.optional(Place, ''),
  scope: v.optional(Line(500), ''),
})
export type EmailSettings = v.InferOutput<typeof EmailSettings>

/** Those that the way of signing in needs; the others are empty. */
export const EmailSecrets = v.pipe(
  v.object({
    password: v.optional(Secret, ''),
    clientSecret: v.optional(Secret, ''),
    refreshToken: v.optional(v.pipe(Secret, v.trim()), ''),
  }),
  v.check(({ password, refreshToken }) => password !== '' || refreshToken !== ''),
)
export type EmailSecrets = v.InferOutput<typeof EmailSecrets>

type Servers = Pick<EmailSettings, 'imapHost' | 'imapPort' | 'imapSecurity' | 'smtpHost' | 'smtpPort' | 'smtpSecurity'>

const secure = (imapHost: string, smtpHost: string, smtpPort: 465 | 587 = 465): Servers => ({
  imapHost,
  imapPort: 993,
  imapSecurity: 'tls',
  smtpHost,
  smtpPort,
  smtpSecurity: smtpPort === 465 ? 'tls' : 'starttls',
})

const GOOGLE = secure('imap.gmail.com', 'smtp.gmail.com')
const MICROSOFT = secure('outlook.office365.com', 'smtp.office365.com', 587)

/** Servers of the providers that shops use most, by the domain of the address. */
const PROVIDERS: Readonly<Record<string, Servers>> = {
  'gmail.com': GOOGLE,
  'googlemail.com': GOOGLE,
  'outlook.com': MICROSOFT,
  'hotmail.com': MICROSOFT,
  'live.com': MICROSOFT,
  'ukr.net': secure('imap.ukr.net', 'smtp.ukr.net'),
  'i.ua': secure('imap.i.ua', 'smtp.i.ua'),
  'meta.ua': secure('imap.meta.ua', 'smtp.meta.ua'),
  'icloud.com': secure('imap.mail.me.com', 'smtp.mail.me.com', 587),
  'yahoo.com': secure('imap.mail.yahoo.com', 'smtp.mail.yahoo.com'),
  'zoho.com': secure('imap.zoho.com', 'smtp.zoho.com'),
}

/** Proposed while one types; a domain of the shop's own mostly has its servers under these names, unless one signs in elsewhere. */
export function mailServersOf(address: string, signIn = ''): Servers | null {
  const domain = /@([^@\s]+\.[^@\s.]{2,})$/.exec(address.trim().toLowerCase())?.[1]
  if (domain === undefined) return null
  if (signIn === 'google') return GOOGLE
  if (signIn === 'microsoft') return MICROSOFT
  return PROVIDERS[domain] ?? secure(`imap.${domain}`, `smtp.${domain}`)
}

/** How people of this address can sign in at all; null: there is a choice. */
export const onlySignInOf = (address: string): EmailSettings['signIn'] | null => (mailServersOf(address) === MICROSOFT ? 'microsoft' : null)

/** What is needed of a provider of OAuth2. Empty places: not described. */
export type MailProvider = Pick<EmailSettings, 'authorizeUrl' | 'tokenUrl' | 'scope'>

const MICROSOFT_LOGIN = 'https://login.microsoftonline.com/common/oauth2/v2.0'

/** Null: one signs in with a password. */
export function mailProviderOf({
  signIn,
  authorizeUrl,
  tokenUrl,
  scope,
}: Pick<EmailSettings, 'signIn'> & MailProvider): MailProvider | null {
  switch (signIn) {
    case 'password':
      return null
    case 'google':
      return {
        authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
        tokenUrl: 'https://oauth2.googleapis.com/token',
        scope: 'https://mail.google.com/',
      }
    case 'microsoft':
      return {
        authorizeUrl: `${MICROSOFT_LOGIN}/authorize`,
        tokenUrl: `${MICROSOFT_LOGIN}/token`,
        scope: 'offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
      }
    case 'oauth':
      return { authorizeUrl, tokenUrl, scope }
  }
}
