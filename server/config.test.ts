import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config'

test('without any variable the server listens on 8080 and keeps its data in ./data', () => {
  expect(readConfig({ PORT: '', UNRELATED: 'x' })).toEqual({
    ok: true,
    config: { port: 8080, host: undefined, dataFolder: resolve('data'), owner: null, publicUrl: null, trustedProxies: 0, secretKeys: null },
  })
})

test('every variable is read, and the address loses its path', () => {
  const outcome = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    OKNO_DATA: '/var/lib/okno',
    OKNO_OWNER_EMAIL: ' Olga@Example.com',
    OKNO_OWNER_PASSWORD: 'correct horse',
    OKNO_OWNER_LANGUAGE: 'uk',
    OKNO_PUBLIC_URL: 'https://chat.example.com/',
    OKNO_TRUST_PROXY: 'true',
  })
  expect(outcome).toMatchObject({
    ok: true,
    config: { port: 0, owner: { email: 'olga@example.com', language: 'uk' }, publicUrl: 'https://chat.example.com', trustedProxies: 1 },
  })
})

test.each([
  ['PORT', '80800'],
  ['PORT', 'http'],
  ['OKNO_OWNER_EMAIL', 'olga'],
  ['OKNO_OWNER_PASSWORD', 'short'],
  ['OKNO_OWNER_LANGUAGE', 'fr'],
  ['OKNO_PUBLIC_URL', 'ftp://example.com'],
  ['OKNO_TRUST_PROXY', 'maybe'],
])('a bad %s is named in one sentence that does not repeat the value %s', (name, value) => {
  const outcome = readConfig({ [name]: value })
  expect(outcome).toMatchObject({ ok: false, problem: expect.stringMatching(new RegExp(`^${name} must be `)) })
  if (!outcome.ok) expect(outcome.problem).not.toContain(value)
})

test('an owner without a password is refused', () => {
  expect(readConfig({ OKNO_OWNER_EMAIL: 'olga@example.com' })).toMatchObject({ ok: false })
})
