/** What an administrator fills in to connect a channel, kind by kind; labels and hints are in the catalogue under the same names. */
import type { ChannelKind } from '#shared/domain/channel'
import { MAIL_SECURITY, mailServersOf, tokenUrlOf } from '#shared/domain/email-account'
import type { Catalogue } from '../../i18n/ru'

export type ConnectedKind = keyof Catalogue['channels']['fields'] & ChannelKind

export interface AccountField {
  readonly name: string
  /** Secrets are never shown again. */
  readonly isSecret: boolean
  readonly isRequired: boolean
  readonly input: 'text' | 'number' | 'choice'
  readonly choices?: readonly string[]
  readonly otherwise?: string
  /** Only where another field has this value. */
  readonly when?: { readonly field: string; readonly is: string }
  /** What to begin with, by what stands in the other fields, until somebody types another. */
  readonly propose?: (values: Readonly<Record<string, string>>) => string | undefined
}

const text = (name: string, more: Partial<AccountField> = {}): AccountField => ({
  name,
  isSecret: false,
  isRequired: true,
  input: 'text',
  ...more,
})
const secret = (name: string, more: Partial<AccountField> = {}): AccountField => text(name, { isSecret: true, ...more })
const number = (name: string, more: Partial<AccountField> = {}): AccountField => text(name, { input: 'number', ...more })
const choice = (name: string, choices: readonly string[], more: Partial<AccountField> = {}): AccountField =>
  text(name, { input: 'choice', choices, otherwise: choices[0] ?? '', ...more })

/** Most shops need not know what their mail servers are called. */
const ofMail = (name: keyof NonNullable<ReturnType<typeof mailServersOf>>): Pick<AccountField, 'propose'> => ({
  propose: ({ address = '' }) => mailServersOf(address)?.[name].toString(),
})
const password = { when: { field: 'signIn', is: 'password' } }
const oauth = { when: { field: 'signIn', is: 'oauth' } }

export const ACCOUNT_FIELDS: Readonly<Record<ConnectedKind, readonly AccountField[]>> = {
  telegram_bot: [
    secret('token'),
    text('mode', { input: 'choice', choices: ['polling', 'webhook'], otherwise: 'polling' }),
    text('server', { otherwise: 'https://api.telegram.org' }),
  ],
  email: [
    text('address'),
    text('senderName', { isRequired: false }),
    choice('signIn', ['password', 'oauth']),
    secret('password', password),
    text('clientId', oauth),
    secret('clientSecret', { ...oauth, isRequired: false }),
    secret('refreshToken', oauth),
    text('tokenUrl', { ...oauth, propose: ({ imapHost = '' }) => tokenUrlOf(imapHost) }),
    text('user', { isRequired: false }),
    text('imapHost', ofMail('imapHost')),
    number('imapPort', ofMail('imapPort')),
    choice('imapSecurity', MAIL_SECURITY, ofMail('imapSecurity')),
    text('smtpHost', ofMail('smtpHost')),
    number('smtpPort', ofMail('smtpPort')),
    choice('smtpSecurity', MAIL_SECURITY, ofMail('smtpSecurity')),
  ],
  gateway: [text('url'), secret('secret')],
  sms: [
    text('host'),
    number('port', { otherwise: '2775' }),
    choice('security', ['none', 'tls']),
    text('systemId'),
    secret('password'),
    text('sender'),
    text('systemType', { isRequired: false }),
    choice('receipts', ['same', 'decimal']),
  ],
}

export const CONNECTED_KINDS = Object.keys(ACCOUNT_FIELDS) as readonly ConnectedKind[]

export const isConnectedKind = (kind: ChannelKind): kind is ConnectedKind => CONNECTED_KINDS.some((known) => known === kind)

/** What stands in each field now: what was typed, what is kept, what follows from the fields before it. */
export function valuesOf(
  fields: readonly AccountField[],
  { typed, kept }: { typed: Readonly<Record<string, string>>; kept: Readonly<Record<string, unknown>> },
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const { name, otherwise, propose } of fields) {
    const known = kept[name] === undefined ? undefined : String(kept[name])
    values[name] = typed[name] ?? known ?? propose?.({ ...values, ...typed }) ?? otherwise ?? ''
  }
  return values
}

/** The form as the server takes it; a secret left empty is not among them. */
export function accountOf(
  fields: readonly AccountField[],
  form: FormData,
): { settings: Record<string, unknown>; secrets: Record<string, string> } {
  const settings: Record<string, unknown> = {}
  const secrets: Record<string, string> = {}
  for (const { name, isSecret, input } of fields) {
    const value = String(form.get(name) ?? '').trim()
    if (isSecret) {
      if (value !== '') secrets[name] = value
    } else settings[name] = input === 'number' ? Number(value) : value
  }
  return { settings, secrets }
}
