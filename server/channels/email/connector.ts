/** A mailbox as a channel: read over IMAP, written to over SMTP. */
import type { ChannelProblem } from '#shared/domain/channel-health'
import { EmailSecrets, EmailSettings } from '#shared/domain/email-account'
import { type Check, type Connection, type ConnectionServices, type Connector, connector } from '../connector'
import { mailConsent } from './consent'
import { type ImapTimes, openImap } from './imap'
import { createMailbox } from './mailbox'
import { ownName } from './message-id'
import { parcelOf } from './parcel'
import { readStored } from './read-letter'
import { createSignIn, type SignIn } from './sign-in'
import { handOver, tryServer } from './smtp'
import { isSignInRefused, smtpOutcome } from './smtp-outcome'
import { makeTokenKeeper } from './token-keeper'
import type { Tokens } from './token-server'
import { mailTrouble } from './trouble'

interface Account {
  readonly settings: EmailSettings
  readonly secrets: EmailSecrets
}

export interface EmailOptions {
  /** Certificates believed beside the usual ones: of a server of one's own. */
  readonly ca?: string
  /** How long to wait where a server asks to come later. */
  readonly laterMs?: number
  readonly times?: ImapTimes
}

export function createEmailConnector({ ca, laterMs, times }: EmailOptions = {}): Connector {
  const servers = (settings: EmailSettings, signIn: SignIn) => ({ settings, signIn, times, ...(ca ? { ca } : {}) })
  const made = (first?: Tokens) =>
    connector({
      kind: 'email',
      settings: EmailSettings,
      secrets: EmailSecrets,
      check: (account) => check(account, servers, first),
      connect: (account, services) => connect(account, services, { servers, laterMs }),
    })
  return {
    ...made(),
    consent: (given) => mailConsent(given, (account, first) => made(first).account(account)),
    application: { settings: ['signIn', 'clientId', 'authorizeUrl', 'tokenUrl', 'scope'], secrets: ['clientSecret'] },
  }
}

type Servers = (
  settings: EmailSettings,
  signIn: SignIn,
) => { settings: EmailSettings; signIn: SignIn; times?: ImapTimes | undefined; ca?: string }

/** Signs in to both servers: a shop that can read and not answer has not been connected. */
async function check(account: Account, servers: Servers, first: Tokens | undefined): Promise<Check> {
  const given: string[] = []
  // A token that changes at every use is used by the connection from then on: not by a look alone.
  const keeper = { get: async () => given.at(-1) ?? null, set: async (token: string) => void given.push(token) }
  const signIn = createSignIn(account, { clock: Date.now, keeper, first })
  const options = servers(account.settings, signIn)
  const refusal = (which: 'IMAP' | 'SMTP', error: unknown): Check => {
    const { problem, detail } = mailTrouble(which, error)
    // The token is as good as the provider has made it: it is the mailbox that is another.
    return { ok: false, problem: problem === 'wrong-credentials' && signIn.type === 'oauth' ? 'other-account' : problem, detail }
  }
  try {
    const client = await openImap(options)
    await client.mailboxOpen('INBOX', { readOnly: true }).finally(() => client.logout())
  } catch (error) {
    return refusal('IMAP', error)
  }
  try {
    await tryServer(options)
  } catch (error) {
    return refusal('SMTP', error)
  }
  return { ok: true, name: account.settings.address }
}

function connect(account: Account, services: ConnectionServices, of: { servers: Servers; laterMs: number | undefined }): Connection {
  const { settings, secrets } = account
  const keeper = makeTokenKeeper(services.memory, secrets.refreshToken)
  const options = of.servers(settings, createSignIn(account, { clock: services.clock, keeper }))
  const from = { address: settings.address, name: settings.senderName }
  /** Of sending: reading may go on all the same. */
  let trouble: ChannelProblem | null = null
  const mailbox = createMailbox(options, {
    ...services,
    report: (state, problem) => (state === 'connected' && trouble ? services.report('limited', trouble) : services.report(state, problem)),
  })
  let end: AbortController | null = null
  let running: Promise<void> | null = null

  function told(problem: ChannelProblem | null): void {
    if (problem === trouble) return
    trouble = problem
    if (problem) services.report('limited', problem)
    else services.report('connected')
  }

  return {
    async start() {
      end = new AbortController()
      running = mailbox.run(AbortSignal.any([end.signal, services.signal]))
    },
    async stop() {
      end?.abort()
      await running
    },
    read: (raw) => readStored(raw, settings.address),
    fetch: mailbox.fetch,
    async send(message) {
      const parcel = await parcelOf(message, from, services.open)
      if (!parcel.ok) return { outcome: 'failed', reason: parcel.reason }
      const { raw, messageId } = parcel
      const handed = await handOver(options, { to: message.peerKey, raw, envelopeId: ownName(message.id) })
      if (handed.ok) {
        told(null)
        mailbox.keepSent(raw)
        return { outcome: 'sent', keys: [messageId] }
      }
      const result = smtpOutcome(handed.failure, of.laterMs)
      if (result.outcome === 'wait') told(mailTrouble('SMTP', handed.error).problem)
      if (isSignInRefused(handed.failure) && (await isWithdrawn(options.signIn))) mailbox.signInAnew()
      // It may be there, so reports about it are ours too.
      return result.outcome === 'unknown' ? { ...result, keys: [messageId] } : result
    },
  }
}

/** A token may have been withdrawn before its time; whether all of them are, the next one says. */
async function isWithdrawn(signIn: SignIn): Promise<boolean> {
  if (signIn.type === 'password') return false
  const renewed = await signIn.tokens.token(true)
  return !renewed.ok && renewed.why !== 'unavailable'
}
