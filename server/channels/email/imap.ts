/** Connections to the shop's mailbox. */
import { ImapFlow } from 'imapflow'
import type { EmailSettings } from '#shared/domain/email-account'
import { credentialsOf, type SignIn, userOf } from './sign-in'

export interface ImapOptions {
  readonly settings: EmailSettings
  readonly signIn: SignIn
  /** Certificates believed beside the usual ones. */
  readonly ca?: string
  readonly times?: ImapTimes | undefined
}

export interface ImapTimes {
  /** Silence after which the line is tried: a router in between forgets a quiet one. */
  readonly silenceMs: number
  /** In which one question is answered to its end, byte by byte or at once. */
  readonly answerMs: number
}

/** The largest answer is of a megabyte and a half. */
export const IMAP_TIMES: ImapTimes = { silenceMs: 120_000, answerMs: 300_000 }

const CONNECT_MS = 15_000

type Credentials = Awaited<ReturnType<typeof credentialsOf>>

/** Signed in. Whoever asked closes it. @throws what the connection does. */
export async function openImap(options: ImapOptions): Promise<ImapFlow> {
  const { signIn } = options
  try {
    return await open(options, await credentialsOf(signIn))
  } catch (error) {
    const isRefused = Reflect.get(Object(error), 'authenticationFailed') === true
    if (!isRefused || signIn.type === 'password') throw error
    // A token may be withdrawn before its time; the one after it says whether all of them are.
    return await open(options, await credentialsOf(signIn, true))
  }
}

async function open({ settings, ca, times = IMAP_TIMES }: ImapOptions, credentials: Credentials): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: settings.imapHost,
    port: settings.imapPort,
    secure: settings.imapSecurity === 'tls',
    ...(settings.imapSecurity === 'tls' ? {} : { doSTARTTLS: settings.imapSecurity === 'starttls' }),
    auth: { user: userOf(settings), ...credentials },
    clientInfo: { name: 'Okno' },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: times.silenceMs,
    disableAutoIdle: true,
    logger: false,
    ...(ca ? { tls: { ca } } : {}),
  })
  // A line that breaks tells this beside rejecting what waits; unheard it would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw error
  }
}
