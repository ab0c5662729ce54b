import { connect } from 'node:net'
import { verify } from '@node-rs/argon2'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Api, bodyOf, cookieOf, kindOf, OWNER, startApi } from '../http/api-fixture'
import { addressKey } from './sessions'
import { SESSION_IDLE_MS } from './who'

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return { ...real, verify: vi.fn(real.verify) }
})

let api: Api
beforeAll(async () => {
  api = await startApi({ isSetUp: true })
})
afterAll(() => api.close())

test('the right password opens a session in a cookie that scripts and other sites cannot use', async () => {
  const response = await api.call('POST', '/api/sign-in', { json: { ...OWNER, email: ' OLGA@example.com', device: 'Firefox' } })
  expect(response.status).toBe(200)
  expect(response.headers.get('set-cookie')).toMatch(/^okno_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  expect(await response.json()).toMatchObject({ name: 'Olga', email: OWNER.email, role: 'owner' })
  const me = await api.call('GET', '/api/me', { headers: { cookie: cookieOf(response) } })
  expect(await me.json()).toMatchObject({ email: OWNER.email })
})

test('behind https the cookie is Secure', async () => {
  const response = await api.call('POST', '/api/sign-in', { json: OWNER, headers: { 'x-forwarded-proto': 'https' } })
  expect(response.headers.get('set-cookie')).toMatch(/; Secure$/)
})

test('a wrong password and an unknown e-mail are answered alike, for the same work', async () => {
  const askedOf = async (email: string) => {
    vi.mocked(verify).mockClear()
    const answer = await api.call('POST', '/api/sign-in', { json: { email, password: 'wrong horse' } })
    expect(await kindOf(answer)).toEqual([401, 'wrong-credentials'])
    // Algorithm and cost of each hash that was compared.
    return vi.mocked(verify).mock.calls.map(([hash]) => String(hash).split('$').slice(0, 4))
  }
  const known = await askedOf(OWNER.email)
  expect(known).toHaveLength(1)
  expect(await askedOf('stranger@example.com')).toEqual(known)
})

test('guessing is stopped by e-mail with Retry-After, also for the right password, until the window ends', async () => {
  const operator = await addOperator('guessed@example.com')
  for (let index = 0; index < 10; index += 1) await api.call('POST', '/api/sign-in', { json: { email: operator.email, password: 'guess' } })
  const response = await api.call('POST', '/api/sign-in', { json: operator })
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(500)
  expect(await kindOf(response)).toEqual([429, 'too-many'])
  api.time.now -= 3 * 60 * 60 * 1000
  api.time.setBackMs += 3 * 60 * 60 * 1000
  api.time.now += 11 * 60 * 1000
  expect((await api.call('POST', '/api/sign-in', { json: operator })).status).toBe(200)
})

test('guessing many e-mails is stopped by address', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.5' }
  const guess = (index: number) => api.call('POST', '/api/sign-in', { json: { email: `e${index}@example.com`, password: 'x' }, headers })
  await Promise.all(Array.from({ length: 50 }, (_, index) => guess(index)))
  expect((await guess(51)).status).toBe(429)
})

test('guessing is stopped by the network of IPv6, however its addresses are written', () => {
  const one = ['2001:db8::1', '2001:db8:0:0:a:b:c:d', '2001:0db8::ffff:1', '2001:DB8:0::2'].map(addressKey)
  expect(new Set(one).size).toBe(1)
  expect(new Set(['2001:db8::1', '2001:db8:0:1::1', '2001:db8:1::1', '203.0.113.5', '::1'].map(addressKey)).size).toBe(5)
})

test('[REV1] a sign-in ended from another device is remembered as such; one that was signed out, or replaced, is not', async () => {
  const [lost, own, here] = [await api.signIn(), await api.signIn(), await api.signIn()]
  const isRevoked = (cookie: string) => api.access.who.isRevoked({ header: (name) => (name === 'cookie' ? cookie : undefined) })
  const sessions = async () => (await bodyOf(await api.call('GET', '/api/sessions', { headers: { cookie: lost } }))).sessions
  const id = (await sessions())?.find(({ isCurrent }) => isCurrent)?.id
  await api.call('DELETE', `/api/sessions/${id}`, { headers: { cookie: here } })
  await api.call('POST', '/api/sign-out', { headers: { cookie: own } })
  await api.call('POST', '/api/sign-in', { json: OWNER, headers: { cookie: here } })
  expect([await isRevoked(lost), await isRevoked(own), await isRevoked(here), await isRevoked('')]).toEqual([true, false, false, false])
  expect((await api.call('GET', '/api/me', { headers: { cookie: lost } })).status).toBe(401)
})

test('right sign-ins are not counted', async () => {
  for (let index = 0; index < 12; index += 1) expect((await api.call('POST', '/api/sign-in', { json: OWNER })).status).toBe(200)
})

test('[WHO1] a window is answered as nobody under another’s cookie, and its sign-out ends nothing of theirs', async () => {
  const cookie = await api.signIn()
  const anna = await addOperator('anna-elsewhere@example.com')
  const theirs = await api.signIn(anna)
  const { operatorId } = (await (await api.call('GET', '/api/me', { headers: { cookie } })).json()) as { operatorId: string }
  const headers = { cookie: theirs, 'okno-as': operatorId }
  expect(await kindOf(await api.call('GET', '/api/me', { headers }))).toEqual([401, 'unauthenticated'])
  const left = await api.call('POST', '/api/sign-out', { headers })
  expect([left.status, left.headers.get('set-cookie')]).toEqual([204, null])
  expect((await api.call('GET', '/api/me', { headers: { cookie: theirs } })).status).toBe(200)
  expect((await api.call('GET', '/api/me', { headers: { cookie, 'okno-as': operatorId } })).status).toBe(200)
})

test('sign-out ends the session, its live connections and the cookie', async () => {
  const cookie = await api.signIn()
  const before = api.ended.length
  const response = await api.call('POST', '/api/sign-out', { headers: { cookie } })
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(api.ended.length).toBe(before + 1)
  expect((await api.call('GET', '/api/me', { headers: { cookie } })).status).toBe(401)
})

test('a session that lay idle too long is over', async () => {
  const cookie = await api.signIn()
  api.time.now += SESSION_IDLE_MS - 1000
  expect((await api.call('GET', '/api/me', { headers: { cookie } })).status).toBe(200)
  api.time.now += SESSION_IDLE_MS + 1000
  expect((await api.call('GET', '/api/me', { headers: { cookie } })).status).toBe(401)
})

test.each(['', 'okno_session=', 'okno_session=forged', `okno_session=${'x'.repeat(5000)}`, 'other=1; okno_session'])(
  'the cookie %s names nobody',
  async (cookie) => {
    expect((await api.call('GET', '/api/me', { headers: { cookie } })).status).toBe(401)
  },
)

test('one device sees the others and ends one of them', async () => {
  const [one, other] = [await api.signIn(), await api.signIn()]
  const { sessions } = await bodyOf(await api.call('GET', '/api/sessions', { headers: { cookie: one } }))
  expect(sessions?.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
  const { sessions: mine } = await bodyOf(await api.call('GET', '/api/sessions', { headers: { cookie: other } }))
  const id = mine?.find(({ isCurrent }) => isCurrent)?.id
  expect((await api.call('DELETE', `/api/sessions/${id}`, { headers: { cookie: one } })).status).toBe(204)
  expect((await api.call('GET', '/api/me', { headers: { cookie: other } })).status).toBe(401)
  expect((await api.call('DELETE', `/api/sessions/${id}`, { headers: { cookie: one } })).status).toBe(404)
})

test('an administrator adds an operator, whose e-mail is then taken', async () => {
  const operator = await addOperator('anna@example.com')
  const cookie = await api.signIn(operator)
  expect(await (await api.call('GET', '/api/me', { headers: { cookie } })).json()).toMatchObject({ role: 'operator' })
  const again = await api.call('POST', '/api/operators', { json: { ...operator, role: 'admin' }, headers: { cookie: await api.signIn() } })
  expect(await kindOf(again)).toEqual([409, 'conflict'])
})

test('an operator is no administrator', async () => {
  const cookie = await api.signIn(await addOperator('plain@example.com'))
  for (const [method, path] of [
    ['GET', '/api/operators'],
    ['POST', '/api/operators'],
    ['PATCH', '/api/operators/x'],
    ['GET', '/api/keys'],
    ['POST', '/api/keys'],
    ['DELETE', '/api/keys/x'],
  ] as const) {
    expect(await kindOf(await api.call(method, path, { headers: { cookie } }))).toEqual([403, 'forbidden'])
  }
})

test('a disabled operator is out at once and cannot come in', async () => {
  const operator = await addOperator('former@example.com')
  const cookie = await api.signIn(operator)
  const response = await patch(operator.id, { isDisabled: true })
  expect(await response.json()).toMatchObject({ isDisabled: true })
  expect(api.ended).toContainEqual({ operatorId: operator.id, isRevoked: true })
  expect((await api.call('GET', '/api/me', { headers: { cookie } })).status).toBe(401)
  expect((await api.call('POST', '/api/sign-in', { json: operator })).status).toBe(401)
})

test('a changed role is told to live connections', async () => {
  const operator = await addOperator('risen@example.com')
  expect(await (await patch(operator.id, { role: 'admin' })).json()).toMatchObject({ role: 'admin' })
  expect(api.ended).toContainEqual({ operatorId: operator.id, role: 'changed' })
})

test('a password set by an administrator replaces the old one and ends what it opened', async () => {
  const operator = await addOperator('forgetful@example.com')
  const cookie = await api.signIn(operator)
  await patch(operator.id, { password: 'another horse' })
  expect((await api.call('GET', '/api/me', { headers: { cookie } })).status).toBe(401)
  expect((await api.call('POST', '/api/sign-in', { json: operator })).status).toBe(401)
  expect((await api.call('POST', '/api/sign-in', { json: { ...operator, password: 'another horse' } })).status).toBe(200)
})

test('the owner cannot be disabled, neither by others nor by themselves', async () => {
  const { operatorId = '' } = await bodyOf(await api.call('GET', '/api/me', { headers: { cookie: await api.signIn() } }))
  expect((await patch(operatorId, { isDisabled: true })).status).toBe(403)
  const admin = await addOperator('admin@example.com', 'admin')
  const cookie = await api.signIn(admin)
  expect((await api.call('PATCH', `/api/operators/${operatorId}`, { json: { name: 'X' }, headers: { cookie } })).status).toBe(403)
  expect((await patch('nobody', { name: 'X' })).status).toBe(404)
  expect((await api.call('PATCH', `/api/operators/${admin.id}`, { json: { role: 'owner' }, headers: { cookie } })).status).toBe(400)
})

test('an API key is shown once, opens the door to programs, and is closed by removal', async () => {
  const cookie = await api.signIn()
  const made = await bodyOf(await api.call('POST', '/api/keys', { json: { name: 'CRM' }, headers: { cookie } }))
  expect(made.key).toMatch(/^okno_/)
  const query = new URLSearchParams()
  const header = (name: string) => (name === 'authorization' ? `Bearer ${made.key}` : undefined)
  expect(await api.access.who.program({ header, query })).toEqual({ id: made.id, name: 'CRM' })
  expect(await api.access.who.program({ header: () => undefined, query: new URLSearchParams({ key: made.key ?? '' }) })).toEqual({
    id: made.id,
    name: 'CRM',
  })
  expect(await api.access.who.program({ header: () => 'Bearer okno_forged', query })).toBeNull()
  expect(await (await api.call('GET', '/api/keys', { headers: { cookie } })).text()).not.toContain(made.key ?? '?')
  await api.call('DELETE', `/api/keys/${made.id}`, { headers: { cookie } })
  expect(api.ended).toContainEqual({ keyId: made.id })
  expect(await api.access.who.program({ header, query })).toBeNull()
})

test('what a page of another origin sends is refused and changes nothing', async () => {
  const json = { ...OWNER }
  const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]
  for (const headers of foreign) {
    expect(await kindOf(await api.call('POST', '/api/sign-in', { json, headers }))).toEqual([403, 'forbidden'])
  }
  expect((await api.call('POST', '/api/sign-in', { json, headers: { origin: api.base } })).status).toBe(200)
})

test.each([
  ['not JSON', '{"email":'],
  ['not UTF-8', new Uint8Array([0xff, 0xfe, 0x00])],
  ['another shape', '[1,2,3]'],
  ['wrong types', '{"email":{"$ne":null},"password":{}}'],
  ['a deep nest', '['.repeat(60_000)],
  ['nothing', ''],
])('a body that is %s is refused', async (_what, body) => {
  expect(await kindOf(await api.call('POST', '/api/sign-in', { body }))).toEqual([400, 'invalid'])
})

test('a body over the cap is refused', async () => {
  expect(await kindOf(await api.call('POST', '/api/sign-in', { body: 'x'.repeat(65_537) }))).toEqual([413, 'too-large'])
})

test('half a body that never comes does not hold others up', async () => {
  const socket = connect(api.port, '127.0.0.1')
  socket.write('POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"email"')
  expect((await api.call('GET', '/health')).status).toBe(200)
  socket.destroy()
  expect((await api.call('GET', '/health')).status).toBe(200)
})

test('no log line holds a password, a token or an address', async () => {
  expect(api.lines.join('')).not.toMatch(/correct horse|okno_session|example\.com|203\.0\.113/)
})

async function addOperator(email: string, role = 'operator') {
  const json = { name: email.split('@')[0], email, password: 'battery staple', role }
  const response = await api.call('POST', '/api/operators', { json, headers: { cookie: await api.signIn() } })
  expect(response.status).toBe(201)
  return { ...json, id: (await bodyOf(response)).id ?? '' }
}

async function patch(id: string, json: object) {
  return api.call('PATCH', `/api/operators/${id}`, { json, headers: { cookie: await api.signIn() } })
}
