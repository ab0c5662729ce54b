/** What an administrator fills in to connect a channel, kind by kind; labels and hints are in the catalogue under the same names. */
import type { ChannelKind } from '#shared/domain/channel'
import { MAIL_SECURITY, MAIL_SIGN_IN, mailServersOf, onlySignInOf } from '#shared/domain/email-account'
import type { Catalogue } from '../../i18n/ru'

export type ConnectedKind = keyof Catalogue['channels']['fields'] & ChannelKind

export interface AccountField {
  readonly name: string
  /** Secrets are never shown again. */
  readonly isSecret: boolean
  readonly isRequired: boolean
  readonly input: 'text' | 'number' | 'choice' | 'lines'
  readonly choices?: readonly string[]
  readonly otherwise?: string
  /** Only where other fields have one of these values. */
  readonly when?: Readonly<Record<string, readonly string[]>>
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

const lines = (name: string, more: Partial<AccountField> = {}): AccountField => text(name, { input: 'lines', ...more })

const SMS_JSON = '{\n  "to": "{digits}",\n  "from": "{sender}",\n  "text": "{text}"\n}'

/** Most shops need not know what their mail servers are called. */
const ofMail = (name: keyof NonNullable<ReturnType<typeof mailServersOf>>): Pick<AccountField, 'propose'> => ({
  propose: ({ address = '', signIn }) => mailServersOf(address, signIn)?.[name].toString(),
})
const password = { when: { signIn: ['password'] } }
const oauth = { when: { signIn: ['oauth'] } }
const CONSENTS = ['google', 'microsoft', 'oauth'] as const
const consent = { when: { signIn: CONSENTS } }

const smpp = { when: { via: ['smpp'] } }
const http = { when: { via: ['http'] } }
const may = { isRequired: false }

export const ACCOUNT_FIELDS: Readonly<Record<ConnectedKind, readonly AccountField[]>> = {
  telegram_bot: [
    secret('token'),
    text('mode', { input: 'choice', choices: ['polling', 'webhook'], otherwise: 'polling' }),
    text('server', { otherwise: 'https://api.telegram.org' }),
  ],
  email: [
    text('address'),
    text('senderName', { isRequired: false }),
    choice('signIn', MAIL_SIGN_IN, { propose: ({ address = '' }) => onlySignInOf(address) ?? undefined }),
    secret('password', password),
    text('clientId', consent),
    secret('clientSecret', { ...consent, isRequired: false }),
    text('authorizeUrl', oauth),
    text('tokenUrl', oauth),
    text('scope', { ...oauth, isRequired: false }),
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
    choice('via', ['smpp', 'turbosms', 'http']),
    text('host', smpp),
    number('port', { ...smpp, otherwise: '2775' }),
    choice('security', ['none', 'tls'], smpp),
    text('systemId', smpp),
    secret('password', smpp),
    text('sender'),
    text('systemType', { ...smpp, ...may }),
    choice('receipts', ['same', 'decimal'], smpp),
    text('url', http),
    choice('method', ['POST', 'GET'], http),
    choice('body', ['json', 'form', 'none'], { when: { via: ['http'], method: ['POST'] } }),
    lines('template', {
      when: { via: ['http'], method: ['POST'], body: ['json', 'form'] },
      propose: ({ body }) => (body === 'form' ? 'to={digits}\nfrom={sender}\ntext={text}' : SMS_JSON),
    }),
    choice('auth', ['bearer', 'basic', 'none'], http),
    text('user', { when: { via: ['http'], auth: ['basic'] } }),
    secret('key', { when: { via: ['turbosms', 'http'] } }),
    lines('headers', { ...http, ...may }),
    text('checkUrl', { ...http, ...may }),
    text('okPath', { ...http, ...may }),
    text('okValues', { ...http, ...may }),
    text('idPath', { ...http, ...may }),
    text('errorPath', { ...http, ...may }),
    text('hookFrom', { ...http, ...may, otherwise: 'from' }),
    text('hookText', { ...http, ...may, otherwise: 'text' }),
    text('hookId', { ...http, ...may, otherwise: 'id' }),
    text('receiptId', { ...http, ...may, otherwise: 'message_id' }),
    text('receiptState', { ...http, ...may, otherwise: 'status' }),
    text('deliveredValues', { ...http, ...may, otherwise: 'delivered, DELIVRD' }),
    text('failedValues', { ...http, ...may, otherwise: 'failed, undelivered, rejected, expired, UNDELIV, REJECTD, EXPIRED' }),
    text('turboServer', { when: { via: ['turbosms'] }, otherwise: 'https://api.turbosms.ua' }),
  ],
}

export const CONNECTED_KINDS = Object.keys(ACCOUNT_FIELDS) as readonly ConnectedKind[]

export const isConnectedKind = (kind: ChannelKind): kind is ConnectedKind => CONNECTED_KINDS.some((known) => known === kind)

/** At whose page one signs in to such an account; undefined: its secrets are typed. */
export const consentAt = (kind: ConnectedKind, values: Readonly<Record<string, unknown>>): (typeof CONSENTS)[number] | undefined =>
  kind === 'email' ? CONSENTS.find((each) => each === values.signIn) : undefined

/** What stands in each field now: what was typed, what is kept, what follows from the fields before it. */
export function valuesOf(
  fields: readonly AccountField[],
  of: {
    readonly typed: Readonly<Record<string, string>>
    readonly kept: Readonly<Record<string, unknown>>
    /** Through which other accounts have been signed in to. */
    readonly applications?: readonly Application[] | undefined
  },
): Readonly<Record<string, string>> {
  const { typed, kept, applications = [] } = of
  const values: Record<string, string> = {}
  for (const { name, otherwise, propose } of fields) {
    const held = kept[name] ?? applications.find(({ settings }) => settings.signIn === values.signIn)?.settings[name]
    const known = held === undefined ? undefined : String(held)
    values[name] = typed[name] ?? known ?? propose?.({ ...values, ...typed }) ?? otherwise ?? ''
  }
  return values
}

/** Registered once with a vendor, for all accounts there. */
export interface Application {
  readonly settings: Readonly<Record<string, unknown>>
  /** Names of those that are kept. */
  readonly secrets: readonly string[]
}

/** Secrets that need not be typed: of an application that is the very one the form names. */
export const knownSecrets = (values: Readonly<Record<string, string>>, applications: readonly Application[]): readonly string[] =>
  applications.find(({ settings }) => Object.entries(settings).every(([name, value]) => values[name] === String(value)))?.secrets ?? []

/** By what stands in the fields before it. */
export const isShown = ({ when = {} }: AccountField, values: Readonly<Record<string, string>>): boolean =>
  Object.entries(when).every(([name, wanted]) => wanted.includes(values[name] ?? ''))

/** The form as the server takes it: fields that are not shown are not in it, nor is a secret left empty. */
export function accountOf(
  fields: readonly AccountField[],
  form: FormData,
): { settings: Record<string, unknown>; secrets: Record<string, string> } {
  const settings: Record<string, unknown> = {}
  const secrets: Record<string, string> = {}
  for (const { name, isSecret, input } of fields) {
    if (!form.has(name)) continue
    const value = String(form.get(name) ?? '').trim()
    if (isSecret) {
      if (value !== '') secrets[name] = value
    } else settings[name] = input === 'number' ? Number(value) : value
  }
  return { settings, secrets }
}
