/** Hands e-mails over to the shop's mail server, each over a connection of its own. */
import { Readable } from 'node:stream'
import SmtpConnection from 'nodemailer/lib/smtp-connection'
import XOAuth2 from 'nodemailer/lib/xoauth2'
import type { EmailSettings } from '#shared/domain/email-account'
import { credentialsOf, type SignIn, userOf } from './sign-in'
import type { SmtpFailure } from './smtp-outcome'

export interface SmtpOptions {
  readonly settings: EmailSettings
  readonly signIn: SignIn
  /** Certificates believed beside the usual ones. */
  readonly ca?: string
}

export interface Parcel {
  readonly to: string
  readonly raw: Buffer
  /** Comes back in reports about it. */
  readonly envelopeId: string
}

export type Handed = { readonly ok: true } | { readonly ok: false; readonly failure: SmtpFailure; readonly error: unknown }

/** A server that is there answers within it. */
const CONNECT_MS = 10_000
/** Some servers look through an e-mail before they answer. */
const SILENCE_MS = 25_000
const CHUNK_BYTES = 64 * 1024

export async function handOver(options: SmtpOptions, { to, raw, envelopeId }: Parcel): Promise<Handed> {
  let isHandedOver = false
  const body = Readable.from(chunksOf(raw), { objectMode: false })
  // Read by the connection after the server has asked for it; what has been read to its end may have arrived.
  body.once('end', () => {
    isHandedOver = true
  })
  try {
    await withConnection(options, (connection, lost) => {
      const dsn = { ret: 'HDRS', envid: envelopeId, notify: ['FAILURE', 'DELAY'], orcpt: `rfc822;${to}` }
      const envelope = { from: options.settings.address, to: [to], size: raw.length, dsn }
      return new Promise<void>((resolve, reject) => {
        lost.catch(reject)
        connection.send(envelope, body, (error) => (error ? reject(error) : resolve()))
      })
    })
    return { ok: true }
  } catch (error) {
    return { ok: false, failure: failureOf(error, isHandedOver), error }
  } finally {
    body.destroy()
  }
}

/** Signs in and out. @throws what the connection does. */
export const tryServer = (options: SmtpOptions): Promise<void> => withConnection(options, async () => undefined)

async function withConnection(
  { settings, signIn, ca }: SmtpOptions,
  use: (connection: SmtpConnection, lost: Promise<never>) => Promise<void>,
): Promise<void> {
  const credentials = await credentialsOf(signIn)
  const connection = new SmtpConnection({
    host: settings.smtpHost,
    port: settings.smtpPort,
    secure: settings.smtpSecurity === 'tls',
    requireTLS: settings.smtpSecurity === 'starttls',
    ignoreTLS: settings.smtpSecurity === 'none',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    logger: false,
    ...(ca ? { tls: { ca } } : {}),
  })
  const lost = new Promise<never>((_, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(Object.assign(new Error('The server has hung up'), { code: 'ECONNECTION' })))
  })
  // Also when nobody waits any more.
  lost.catch(() => undefined)
  try {
    await Promise.race([lost, new Promise<void>((resolve) => connection.connect(() => resolve()))])
    // A server inside one's own network may ask for no sign-in.
    if (signIn.type === 'oauth' || connection.allowsAuth) await Promise.race([lost, logIn(connection, userOf(settings), credentials)])
    await Promise.race([lost, use(connection, lost)])
    connection.quit()
  } catch (error) {
    connection.close()
    throw error
  }
}

function logIn(connection: SmtpConnection, user: string, credentials: { pass: string } | { accessToken: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null | undefined) => (error ? reject(error) : resolve())
    if ('pass' in credentials) return connection.login({ credentials: { user, pass: credentials.pass } }, done)
    const { accessToken } = credentials
    connection.login({ method: 'XOAUTH2', user, oauth2: new XOAuth2({ user, accessToken }) }, done)
  })
}

function* chunksOf(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += CHUNK_BYTES) yield raw.subarray(at, at + CHUNK_BYTES)
}

function failureOf(error: unknown, isHandedOver: boolean): SmtpFailure {
  const { code, responseCode, response } = Object(error)
  return {
    code: typeof code === 'string' ? code : 'ECONNECTION',
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
    response: typeof response === 'string' ? response : '',
    isHandedOver,
  }
}
