import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmailConnector } from './connector'
import { type MailPeer, SHOP, startMailPeer } from './mail-peer'

let mail: MailPeer
let provider: Server
/** Tokens that are good, and how often one was asked for. */
const given: string[] = []

beforeAll(async () => {
  mail = await startMailPeer()
  provider = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const url = new URL(request.url ?? '', 'http://localhost')
    if (url.pathname === '/info') {
      const isGood = given.includes(url.searchParams.get('access_token') ?? '')
      return answer(isGood ? 200 : 401, isGood ? { email: SHOP.user, expires_in: 3600 } : { error: 'invalid_token' })
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (new URLSearchParams(Buffer.concat(chunks).toString()).get('refresh_token') !== 'good')
      return answer(400, { error: 'invalid_grant' })
    given.push(`token-${given.length}`)
    answer(200, { access_token: given.at(-1), expires_in: 3600 })
  }).listen(mail.ports.tokens, '127.0.0.1')
  await once(provider, 'listening')
}, 60_000)
afterAll(async () => {
  provider?.close()
  await mail?.stop()
})

test('[H10] a mailbox is opened with a token that is renewed by itself, for reading and for writing', async () => {
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
    clientId: 'okno',
    tokenUrl: `http://127.0.0.1:${mail.ports.tokens}/token`,
  }
  const check = (refreshToken: string) =>
    createEmailConnector().account({ settings, secrets: { refreshToken } })?.check(AbortSignal.timeout(15_000))
  expect(await check('good')).toEqual({ ok: true, name: SHOP.user })
  // One token for both servers.
  expect(given).toHaveLength(1)
  expect(await check('withdrawn')).toMatchObject({ ok: false, problem: 'wrong-credentials' })
})
