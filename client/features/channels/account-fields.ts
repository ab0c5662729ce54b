/** What an administrator fills in to connect a channel, kind by kind; labels and hints are in the catalogue under the same names. */
import type { ChannelKind } from '#shared/domain/channel'
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
}

const text = (name: string, more: Partial<AccountField> = {}): AccountField => ({
  name,
  isSecret: false,
  isRequired: true,
  input: 'text',
  ...more,
})
const secret = (name: string, more: Partial<AccountField> = {}): AccountField => text(name, { isSecret: true, ...more })

export const ACCOUNT_FIELDS: Readonly<Record<ConnectedKind, readonly AccountField[]>> = {
  telegram_bot: [
    secret('token'),
    text('mode', { input: 'choice', choices: ['polling', 'webhook'], otherwise: 'polling' }),
    text('server', { otherwise: 'https://api.telegram.org' }),
  ],
}

export const CONNECTED_KINDS = Object.keys(ACCOUNT_FIELDS) as readonly ConnectedKind[]

export const isConnectedKind = (kind: ChannelKind): kind is ConnectedKind => CONNECTED_KINDS.some((known) => known === kind)

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
