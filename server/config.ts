/** The only reader of the environment. */
import { resolve } from 'node:path'
import * as v from 'valibot'
import { Email } from '#shared/domain/contact'
import { FirstLanguage } from './auth/first-words'
import { parseKeys } from './channels/sealing'

export interface Config {
  readonly port: number
  /** Undefined: all addresses. */
  readonly host: string | undefined
  readonly dataFolder: string
  /** Makes the owner at the first start, without a browser. */
  readonly owner: { readonly email: string; readonly password: string; readonly language: FirstLanguage | undefined } | null
  /** Where people reach Okno, without a trailing slash; null: as the Host header says. */
  readonly publicUrl: string | null
  /** How many proxies of our own stand before us; their X-Forwarded-* headers are believed. */
  readonly trustedProxies: number
  /** Seal the secrets of channels, the first of them new ones; null: they lie in a file of the data folder. */
  readonly secretKeys: readonly Buffer[] | null
}

export const MIN_PASSWORD_CHARS = 8
/** argon2 reads all of it: a megabyte of password is an attack. */
export const MAX_PASSWORD_CHARS = 200

const Port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535))
const PublicUrl = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^https?:/),
  v.transform((url) => new URL(url).origin),
)
const Proxies = v.pipe(
  v.picklist(['', 'true', 'false', '0', '1', '2', '3', '4']),
  v.transform((value) => (value === 'true' ? 1 : Number(value === 'false' ? 0 : value))),
)

const SecretKeys = v.pipe(
  v.string(),
  v.transform(parseKeys),
  v.check((keys) => keys !== null),
)

const Environment = v.object({
  PORT: v.optional(Port, '8080'),
  HOST: v.optional(v.string()),
  OKNO_DATA: v.optional(v.pipe(v.string(), v.minLength(1)), './data'),
  OKNO_OWNER_EMAIL: v.optional(Email),
  OKNO_OWNER_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(MIN_PASSWORD_CHARS), v.maxLength(MAX_PASSWORD_CHARS))),
  OKNO_OWNER_LANGUAGE: v.optional(FirstLanguage),
  OKNO_PUBLIC_URL: v.optional(PublicUrl),
  OKNO_TRUST_PROXY: v.optional(Proxies, '0'),
  OKNO_SECRET_KEY: v.optional(SecretKeys),
})

/** What each variable must be; said when it is not. Values are not repeated: one of them is a password. */
const WANTED: Readonly<Record<string, string>> = {
  PORT: 'a port number from 0 to 65535',
  OKNO_DATA: 'the path of a folder',
  OKNO_OWNER_EMAIL: 'an e-mail address',
  OKNO_OWNER_PASSWORD: `a password of ${MIN_PASSWORD_CHARS} to ${MAX_PASSWORD_CHARS} characters`,
  OKNO_OWNER_LANGUAGE: 'ru, uk or en',
  OKNO_PUBLIC_URL: 'an address such as https://chat.example.com',
  OKNO_SECRET_KEY: '32 random bytes in base64 or hex; several, the newest first, divided by commas',
  OKNO_TRUST_PROXY: 'the number of proxies before the server, 0 to 4',
}

export type ConfigOutcome = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problem: string }

export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  // An empty variable is how many a compose file says "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = v.safeParse(Environment, given)
  if (!parsed.success) {
    const name = String(parsed.issues[0].path?.[0]?.key)
    return { ok: false, problem: `${name} must be ${WANTED[name] ?? 'valid'}.` }
  }
  const { output } = parsed
  const email = output.OKNO_OWNER_EMAIL
  const password = output.OKNO_OWNER_PASSWORD
  if ((email === undefined) !== (password === undefined))
    return { ok: false, problem: 'OKNO_OWNER_EMAIL and OKNO_OWNER_PASSWORD must be set together.' }
  return {
    ok: true,
    config: {
      port: output.PORT,
      host: output.HOST,
      dataFolder: resolve(output.OKNO_DATA),
      owner: email !== undefined && password !== undefined ? { email, password, language: output.OKNO_OWNER_LANGUAGE } : null,
      publicUrl: output.OKNO_PUBLIC_URL ?? null,
      trustedProxies: output.OKNO_TRUST_PROXY,
      secretKeys: output.OKNO_SECRET_KEY ?? null,
    },
  }
}
