import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { EmailSecrets, EmailSettings, mailServersOf, onlySignInOf } from './email-account'

const SETTINGS = {
  address: 'Shop@Example.com',
  senderName: 'Тёплый дом',
  user: '',
  ...mailServersOf('shop@example.com'),
  signIn: 'password',
}

describe('a mailbox', () => {
  test('[H10] has its servers by its address', () => {
    expect(mailServersOf('a@gmail.com')).toMatchObject({ imapHost: 'imap.gmail.com', smtpPort: 465 })
    expect(mailServersOf(' A@Shop.Example ')).toMatchObject({ imapHost: 'imap.shop.example', smtpHost: 'smtp.shop.example' })
    for (const half of ['', 'shop', 'shop@', 'shop@example']) expect(mailServersOf(half)).toBeNull()
  })
  test('[H10] of a domain of one’s own is where its owner signs in; Microsoft’s own have no choice', () => {
    expect(mailServersOf('a@shop.example', 'google')).toMatchObject({ imapHost: 'imap.gmail.com' })
    expect(mailServersOf('a@shop.example', 'microsoft')).toMatchObject({ smtpHost: 'smtp.office365.com' })
    expect([onlySignInOf('a@outlook.com'), onlySignInOf('a@gmail.com'), onlySignInOf('a@')]).toEqual(['microsoft', null, null])
  })
  test('[H10] is taken with what it needs, and with nothing that could end a header or lead elsewhere', () => {
    expect(v.is(EmailSettings, SETTINGS)).toBe(true)
    for (const wrong of [
      { senderName: 'Shop\r\nBcc: all@example.com' },
      { imapHost: 'https://imap.example.com' },
      { imapHost: 'imap.example.com/x' },
      { smtpPort: 0 },
      { smtpPort: 65_536 },
      { tokenUrl: 'http://example.com/token' },
      { authorizeUrl: 'javascript:alert(1)//http://localhost/' },
      { address: 'nobody' },
    ])
      expect([wrong, v.is(EmailSettings, { ...SETTINGS, ...wrong })]).toEqual([wrong, false])
    expect(v.is(EmailSecrets, { clientSecret: 'x' })).toBe(false)
    expect(v.is(EmailSecrets, { password: 'x' })).toBe(true)
  })
})
