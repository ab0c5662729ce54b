import { afterEach, expect, test } from 'vitest'
import { type Api, bodyOf, cookieOf, kindOf, OWNER, startApi } from '../http/api-fixture'
import { isSetUp } from './set-up'

let api: Api
afterEach(() => api.close())

const setUpWith = (more: object) => api.call('POST', '/api/set-up', { json: { token: api.setUpToken, ...OWNER, ...more } })

test('the link makes the owner, signed in, with a workspace and a channel of the website; then it is spent', async () => {
  api = await startApi({ isSetUp: false })
  expect(isSetUp(api.access)).toBe(false)
  const response = await setUpWith({})
  expect(response.status).toBe(200)
  const headers = { cookie: cookieOf(response) }
  expect(await (await api.call('GET', '/api/me', { headers })).json()).toMatchObject({ name: 'Olga', role: 'owner' })
  expect(api.access.roster.list('channel')).toMatchObject([{ kind: 'widget', name: 'Сайт', isSample: false }])
  expect(isSetUp(api.access)).toBe(true)
  expect((await setUpWith({ email: 'second@example.com' })).status).toBe(403)
})

test('the owner’s first device has a name among those signed in', async () => {
  api = await startApi({ isSetUp: false })
  const headers = { cookie: cookieOf(await setUpWith({ device: 'Firefox Linux' })) }
  expect(await bodyOf(await api.call('GET', '/api/sessions', { headers }))).toMatchObject({ sessions: [{ deviceName: 'Firefox Linux' }] })
})

test('[K4] all that a workspace begins with speaks the language of who sets the workspace up', async () => {
  api = await startApi({ isSetUp: false })
  expect((await setUpWith({ language: 'fr' })).status).toBe(400)
  await setUpWith({ language: 'en' })
  const [pipeline] = await api.store.all('pipeline')
  expect(pipeline?.row).toMatchObject({ name: 'Sales', stages: [{ name: 'New' }, {}, {}, {}, { name: 'Lost' }] })
  expect(api.access.roster.list('channel')).toMatchObject([{ name: 'Website', greeting: 'Hello! How can we help?' }])
})

test('a wrong link, a weak password and a bad e-mail are refused and make nothing', async () => {
  api = await startApi({ isSetUp: false })
  expect((await kindOf(await setUpWith({ token: 'guess' })))[1]).toBe('bad-link')
  expect((await kindOf(await setUpWith({ password: 'short' })))[1]).toBe('weak')
  expect((await kindOf(await setUpWith({ email: 'olga' })))[1]).toBe('invalid')
  expect(isSetUp(api.access)).toBe(false)
})

test('two who open the link at once make one workspace', async () => {
  api = await startApi({ isSetUp: false })
  const answers = await Promise.all([setUpWith({ email: 'a@example.com' }), setUpWith({ email: 'b@example.com' })])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
  expect(api.access.roster.list('operator')).toHaveLength(1)
  expect(api.access.roster.list('channel')).toHaveLength(1)
})

test('a channel gives the line to embed, under the name the caller reached us by', async () => {
  api = await startApi({ isSetUp: true })
  const cookie = await api.signIn()
  const id = api.access.roster.list('channel')[0]?.id
  const headers = { cookie, 'x-forwarded-proto': 'https', 'x-forwarded-host': 'chat.example.com' }
  const { snippet } = await bodyOf(await api.call('GET', `/api/channels/${id}/embed`, { headers }))
  expect(snippet).toBe(`<script src="https://chat.example.com/widget.js" data-channel="${id}" async></script>`)
  expect((await api.call('GET', '/api/channels/none/embed', { headers })).status).toBe(404)
})
