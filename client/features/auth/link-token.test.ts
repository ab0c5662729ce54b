import { expect, test } from 'vitest'
import { linkToken } from './link-token'

test('the token is read from the link as the server prints it', () => {
  expect(linkToken('#token=Qqt3V_XVlFpmsjhOyHjmHiAp4gb3C-8Q')).toBe('Qqt3V_XVlFpmsjhOyHjmHiAp4gb3C-8Q')
})

test('a link without a token has none', () => {
  expect(linkToken('')).toBe('')
  expect(linkToken('#Qqt3V')).toBe('')
})
