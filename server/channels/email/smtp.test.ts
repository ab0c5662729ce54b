import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EmailSettings } from '#shared/domain/email-account'
import { BUYER, type MailPeer, SHOP, startMailPeer } from './mail-peer'
import { type MoodySmtp, startMoodySmtp } from './moody-smtp'
import { handOver, type SmtpOptions, tryServer } from './smtp'
import { smtpOutcome } from './smtp-outcome'
import { mailTrouble } from './trouble'

let mail: MailPeer
let moody: MoodySmtp
beforeAll(async () => {
  mail = await startMailPeer()
  moody = await startMoodySmtp(mail.ports.submission)
}, 60_000)
afterAll(async () => {
  await moody?.stop()
  await mail?.stop()
})

const options = (more: object = {}, password = SHOP.password): SmtpOptions => ({
  settings: v.parse(EmailSettings, {
    address: SHOP.user,
    senderName: '',
    user: '',
    imapHost: '127.0.0.1',
    imapPort: 1,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: moody.port,
    smtpSecurity: 'none',
    signIn: 'password',
    ...more,
  }),
  signIn: { type: 'password', password },
})

const parcel = (bytes = 100) => ({
  to: BUYER.user,
  raw: Buffer.from(`Subject: x\r\n\r\n${`${'y'.repeat(70)}\r\n`.repeat(Math.ceil(bytes / 72))}`),
  envelopeId: 'okno.item-1',
})

async function outcome(of = options(), content = parcel()) {
  const handed = await handOver(of, content)
  return handed.ok ? { outcome: 'sent' } : smtpOutcome(handed.failure)
}

describe('handing an e-mail over', () => {
  test('[EM3] ends with what the server said', async () => {
    expect(await outcome()).toEqual({ outcome: 'sent' })
    for (const [mood, expected] of [
      ['temporary', { outcome: 'retry', reason: '451 4.7.1 Greylisted, come again' }],
      ['permanent', { outcome: 'failed', reason: '550 5.1.1 No such user here' }],
      ['busy', { outcome: 'wait', of: 'channel' }],
    ] as const) {
      moody.next(mood)
      expect(await outcome()).toMatchObject(expected)
    }
  })
  test('[EM3] is unknown when the line ends before the answer, and nothing when it ends before the e-mail does', async () => {
    moody.next('lost-answer')
    expect(await outcome()).toMatchObject({ outcome: 'unknown' })
    moody.next('lost-data')
    expect(await outcome(options(), parcel(8_000_000))).toMatchObject({ outcome: 'wait', of: 'channel' })
  })
  test('[EM3] waits for a server that takes its time, and is there once', async () => {
    await mail.empty()
    moody.next('slow')
    expect(await outcome()).toEqual({ outcome: 'sent' })
    await mail.settled()
    expect(await mail.letters(BUYER)).toHaveLength(1)
  })
  test('[EM3] waits for a server that is not there, and for a password that is right', async () => {
    expect(await outcome(options({ smtpPort: 1 }))).toMatchObject({ outcome: 'wait', of: 'channel' })
    expect(await outcome(options({}, 'another'))).toMatchObject({ outcome: 'wait', of: 'channel', reason: expect.stringContaining('535') })
  })
  test('[H10] goes over a line that one can trust, or not at all', async () => {
    const starttls = { smtpPort: mail.ports.submission, smtpSecurity: 'starttls' }
    expect(await outcome({ ...options(starttls), ca: mail.ca })).toEqual({ outcome: 'sent' })
    const troubleOf = (of: SmtpOptions) =>
      tryServer(of).then(
        () => null,
        (error) => mailTrouble('SMTP', error).problem,
      )
    expect(await troubleOf(options(starttls))).toBe('unsafe')
    // The proxy speaks no TLS.
    expect(await troubleOf(options({ smtpSecurity: 'tls' }))).toBe('unsafe')
    expect(await troubleOf(options({}, 'another'))).toBe('wrong-credentials')
    expect(await troubleOf(options({ smtpPort: 1 }))).toBe('unreachable')
    expect(await troubleOf(options({ smtpHost: 'no-such-host.invalid' }))).toBe('bad-address')
  })
})
