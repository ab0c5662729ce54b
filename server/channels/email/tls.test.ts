/** Mail servers with a certificate of their own making, as a shop's own server has. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEmailConnector } from './connector'
import { type MailPeer, SHOP, startMailPeer } from './mail-peer'

describe('[H10] a mailbox over TLS', () => {
  let mail: MailPeer
  beforeAll(async () => {
    mail = await startMailPeer()
  }, 60_000)
  afterAll(() => mail?.stop())

  const check = (imap: 'tls' | 'starttls', ca: string | undefined) =>
    createEmailConnector(ca === undefined ? {} : { ca })
      .account({
        settings: {
          address: SHOP.user,
          senderName: '',
          user: '',
          imapHost: 'localhost',
          imapPort: imap === 'tls' ? mail.ports.imaps : mail.ports.imap,
          imapSecurity: imap,
          smtpHost: 'localhost',
          smtpPort: mail.ports.submission,
          smtpSecurity: 'starttls',
          signIn: 'password',
        },
        secrets: { password: SHOP.password },
      })
      ?.check(AbortSignal.timeout(30_000))

  test('works from the first byte and after a greeting, where its certificate is believed', async () => {
    expect(await check('tls', mail.ca)).toEqual({ ok: true, name: SHOP.user })
    expect(await check('starttls', mail.ca)).toEqual({ ok: true, name: SHOP.user })
  })

  test('is not signed in to where it is not: no password leaves', async () => {
    expect(await check('tls', undefined)).toMatchObject({ ok: false, problem: 'unsafe' })
    expect(await check('starttls', undefined)).toMatchObject({ ok: false, problem: 'unsafe' })
  }, 30_000)
})
