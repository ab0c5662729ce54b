import { expect, test } from 'vitest'
import { mailServersOf } from '#shared/domain/email-account'
import { createEmailConnector } from './connector'

const ASK = { state: 's', challenge: 'c', returnTo: 'https://okno.example/api/signed-in' }

function pageOf(more: Record<string, unknown>): { at: string; asked: Record<string, string> } | null {
  const address = 'shop@teplo.example'
  const settings = { address, senderName: '', user: '', ...mailServersOf(address), clientId: 'id', ...more }
  const url = createEmailConnector().consent?.({ settings, secrets: {} })?.url(ASK)
  if (!url) return null
  const { origin, pathname, searchParams } = new URL(url)
  return { at: `${origin}${pathname}`, asked: Object.fromEntries(searchParams) }
}

const COMMON = {
  response_type: 'code',
  client_id: 'id',
  redirect_uri: ASK.returnTo,
  state: 's',
  code_challenge: 'c',
  code_challenge_method: 'S256',
  login_hint: 'shop@teplo.example',
}

test('[H10] Google is asked for mail, and for access that outlasts the visit', () => {
  expect(pageOf({ signIn: 'google' })).toEqual({
    at: 'https://accounts.google.com/o/oauth2/v2/auth',
    asked: { ...COMMON, scope: 'https://mail.google.com/', access_type: 'offline', prompt: 'consent' },
  })
})

test('[H10] Microsoft is asked for reading, writing and access that outlasts the visit', () => {
  expect(pageOf({ signIn: 'microsoft' })).toEqual({
    at: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    asked: {
      ...COMMON,
      scope: 'offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
    },
  })
})

test('[H10] another provider is asked as it was described; a password, or half a description, leads nowhere', () => {
  const described = { signIn: 'oauth', authorizeUrl: 'https://id.example/authorize?tenant=7', tokenUrl: 'https://id.example/token' }
  expect(pageOf(described)).toEqual({ at: 'https://id.example/authorize', asked: { ...COMMON, tenant: '7' } })
  for (const wrong of [
    { signIn: 'password' },
    { signIn: 'google', clientId: '' },
    { ...described, tokenUrl: '' },
    { ...described, authorizeUrl: 'http://id.example/authorize' },
    { ...described, authorizeUrl: 'javascript:alert(1)' },
  ])
    expect([wrong, pageOf(wrong)]).toEqual([wrong, null])
})
