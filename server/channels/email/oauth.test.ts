import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../channel-contract/ends'
import { openShop } from '../channel-contract/shop'
import type { Consent } from '../connector'
import { createEmailConnector } from './connector'
import { BUYER, type MailPeer, SHOP, startMailPeer } from './mail-peer'
import { APPLICATION, type MailProvider, startMailProvider } from './test-mail-provider'

const RETURN_TO = 'http://localhost:8080/api/signed-in'
const VERIFIER = 'v'.repeat(43)
const ASK = { state: 'the-state', challenge: createHash('sha256').update(VERIFIER).digest('base64url'), returnTo: RETURN_TO }

let mail: MailPeer
let provider: MailProvider
const connector = createEmailConnector()

beforeAll(async () => {
  mail = await startMailPeer()
  provider = await startMailProvider({ port: mail.ports.tokens, address: SHOP.user })
}, 60_000)
afterAll(async () => {
  await provider?.stop()
  await mail?.stop()
})
beforeEach(async () => {
  provider.person.address = SHOP.user
  await mail.empty()
})

function consentOf(secrets: object = { clientSecret: APPLICATION.secret }): Consent {
  const settings = {
    address: SHOP.user,
    senderName: '',
    user: '',
    imapHost: '127.0.0.1',
    imapPort: mail.ports.imap,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: mail.ports.submission,
    smtpSecurity: 'none',
    signIn: 'oauth',
    ...provider.settings,
  }
  const consent = connector.consent?.({ settings, secrets })
  if (!consent) throw new Error('The account is not complete')
  return consent
}

/** What the browser comes back with after the person has agreed. */
async function agree(consent: Consent): Promise<URLSearchParams> {
  const page = await (await fetch(consent.url(ASK), { redirect: 'manual' })).text()
  const link = /href="([^"]*)">Allow/.exec(page)?.[1] ?? ''
  expect(link.startsWith(RETURN_TO)).toBe(true)
  return new URL(link).searchParams
}

async function signedIn() {
  const consent = consentOf()
  const answer = await agree(consent)
  expect(answer.get('state')).toBe(ASK.state)
  const redeemed = await consent.redeem({ code: answer.get('code') ?? '', verifier: VERIFIER, returnTo: RETURN_TO })
  if (!redeemed.ok) throw new Error(redeemed.problem)
  return redeemed.account
}

test('[H10] whoever signs in at the provider’s page and agrees has connected the mailbox, for reading and for writing', async () => {
  const account = await signedIn()
  expect(await account.check(AbortSignal.timeout(15_000))).toEqual({ ok: true, name: SHOP.user })
  // The look has used the token that came with the code: the refresh token, good for one use, is the connection's.
  expect(account.secrets).toMatchObject({ clientSecret: APPLICATION.secret })
  const shop = await openShop({ connector, settings: account.settings, secrets: account.secrets })
  const stands = (state: string, problem: string | null) =>
    eventually(async () => expect((await shop.connections.status(shop.channelId)).health).toMatchObject({ state, problem }))
  try {
    await stands('connected', null)
    await mail.write({ subject: 'Питання', text: 'Добрий день' })
    await eventually(async () => expect(await shop.dialogs()).toHaveLength(1))
    const [dialog] = await shop.dialogs()
    await shop.reply(dialog?.id ?? '', 'Вітаємо')
    await eventually(async () => expect((await mail.letters(BUYER)).map(({ text }) => text?.trim())).toEqual(['Вітаємо']))
    // A restart goes on with the token that took the place of the first.
    await shop.restart()
    await stands('connected', null)
    const held = (await shop.database()).toString('latin1')
    const secrets = Object.values(Object(account.secrets)).filter((secret) => secret !== '')
    expect(secrets).toHaveLength(2)
    for (const secret of secrets) expect(held).not.toContain(secret)

    provider.withdraw()
    mail.kick()
    await stands('auth', 'sign-in-again')
  } finally {
    await shop.close()
  }
}, 60_000)

test('[H10] a code is worth nothing without its verifier, twice, or to another application', async () => {
  const consent = consentOf()
  const redeem = async (of: Consent, more: { verifier?: string; code?: string } = {}) => {
    const code = more.code ?? (await agree(consent)).get('code') ?? ''
    return { code, result: await of.redeem({ code, verifier: more.verifier ?? VERIFIER, returnTo: RETURN_TO }) }
  }
  expect((await redeem(consent, { verifier: 'another' })).result).toEqual({ ok: false, problem: 'refused', detail: 'invalid_grant' })
  const { code, result } = await redeem(consent)
  expect(result).toMatchObject({ ok: true })
  expect((await redeem(consent, { code })).result).toMatchObject({ ok: false, problem: 'refused' })
  expect((await redeem(consentOf({ clientSecret: 'another' }))).result).toEqual({
    ok: false,
    problem: 'app-refused',
    detail: 'invalid_client: The OAuth client was not found.',
  })
})

test('[H10] who signs in as somebody else is told that the mailbox does not open so', async () => {
  provider.person.address = BUYER.user
  const account = await signedIn()
  expect(await account.check(AbortSignal.timeout(15_000))).toMatchObject({ ok: false, problem: 'other-account' })
})
