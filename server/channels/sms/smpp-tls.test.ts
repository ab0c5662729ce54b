/** An SMS operator's line over TLS: a certificate made here stands before the operator, and everything passes through. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../channel-contract/ends'
import { openShop } from '../channel-contract/shop'
import { createSmsConnector } from './connector'
import { type Smsc, smscAccount, startSmsc } from './smsc-peer'

describe('[H9] SMPP over TLS', () => {
  let smsc: Smsc
  let server: Server
  let ca: string
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okno-tls-'))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...named, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    })
    ca = await readFile(cert, 'utf8')
    smsc = await startSmsc()
    server = createServer({ key: await readFile(key), cert: ca }, (outside) => {
      const inside = connect({ host: '127.0.0.1', port: smsc.port })
      for (const [one, other] of [
        [outside, inside],
        [inside, outside],
      ] as const) {
        one.on('error', () => other.destroy())
        one.pipe(other)
      }
    })
    server.on('tlsClientError', () => undefined)
    server.listen(0)
    await once(server, 'listening')
  })
  afterAll(async () => {
    server?.close()
    await smsc?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const { secrets } = smscAccount(0)
  const settings = (host = 'localhost') => ({ ...smscAccount((server.address() as AddressInfo).port).settings, host, security: 'tls' })
  const check = (given: ReturnType<typeof settings>, believed?: string) =>
    createSmsConnector(believed === undefined ? {} : { ca: believed })
      .account({ settings: given, secrets })
      ?.check(AbortSignal.timeout(10_000))

  test('an SMS comes in and an answer goes out, where the certificate is believed', async () => {
    const shop = await openShop({ connector: createSmsConnector({ ca }), settings: settings(), secrets })
    await eventually(async () => expect((await shop.connections.status(shop.channelId)).health?.state).toBe('connected'))
    smsc.sms('380671112233', Buffer.from('Hello'))
    const dialog = await eventually(async () => {
      const [found] = await shop.dialogs()
      expect(found).toBeDefined()
      return found
    })
    const id = await shop.reply(dialog?.id ?? '', 'Hi')
    await eventually(async () => expect((await shop.messages()).find((each) => each.id === id)?.state).toMatch(/sent|delivered/))
    await eventually(async () => expect(smsc.taken().map(({ bytes }) => bytes.toString())).toEqual(['Hi']))
    await shop.close()
  })

  test('a certificate nobody vouches for, or of another host, is no line: the password does not leave', async () => {
    expect(await check(settings())).toMatchObject({ ok: false, problem: 'unsafe' })
    expect(await check(settings('127.0.0.1'), ca)).toMatchObject({ ok: false, problem: 'unsafe' })
    expect(await check(settings(), ca)).toMatchObject({ ok: true })
  })
})
