/** What Okno must know of a mailbox. Shared by the form that asks for it and the server that uses it. */
import * as v from 'valibot'
import { Host, Port } from './address'
import { Email } from './contact'

const Line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[^\r\n]*$/))
const Secret = v.pipe(v.string(), v.maxLength(5000))

/** `tls` from the first byte, `starttls` after a greeting; `none` only inside one's own network. */
export const MAIL_SECURITY = ['tls', 'starttls', 'none'] as const
const Security = v.picklist(MAIL_SECURITY)

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
  signIn: v.picklist(['password', 'oauth']),
  /** Of OAuth2: the application registered with the provider, and where its token is renewed. */
  clientId: v.optional(Line(320), ''),
  tokenUrl: v.optional(v.pipe(Line(500), v.regex(/^$|^https:\/\/\S+$|^http:\/\/(?:localhost|127\.0\.0\.1)[:/]\S*$/)), ''),
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

/** Proposed while one types; a domain of the shop's own mostly has its servers under these names. */
export function mailServersOf(address: string): Servers | null {
  const domain = /@([^@\s]+\.[^@\s.]{2,})$/.exec(address.trim().toLowerCase())?.[1]
  return domain === undefined ? null : (PROVIDERS[domain] ?? secure(`imap.${domain}`, `smtp.${domain}`))
}

/** Where the token of a provider is renewed, by the IMAP server; empty: not known. */
export function tokenUrlOf(imapHost: string): string {
  if (/(?:^|\.)gmail\.com$/.test(imapHost)) return 'https://oauth2.googleapis.com/token'
  if (/(?:^|\.)(?:office365|outlook)\.com$/.test(imapHost)) return 'https://login.microsoftonline.com/common/oauth2/v2.0/token'
  return ''
}
