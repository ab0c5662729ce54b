import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import { connector } from '../channels/connector'
import { startChannelApi } from './channel-api-fixture'

const gateway = connector({
  kind: 'gateway',
  settings: v.object({ address: v.optional(v.string(), 'https://gateway.example') }),
  secrets: v.object({ token: v.pipe(v.string(), v.minLength(5)) }),
  check: async ({ secrets }) =>
    secrets.token === 'wrong-token' ? { ok: false, problem: 'wrong-credentials' } : { ok: true, name: 'Шлюз' },
  connect: (_account, services) => ({
    start: async () => services.report('connected'),
    stop: async () => undefined,
    read: (raw) => ({ ok: false, reason: `read ${raw.length}` }),
    hook({ header, bytes }) {
      if (header('x-secret') !== 'right') return { status: 401 }
      return { status: 200, body: 'taken', received: [{ key: 'one', raw: new TextDecoder().decode(bytes) }] }
    },
    send: async () => ({ outcome: 'sent' }),
  }),
})

describe('accounts of channels over HTTP', () => {
  let close: () => Promise<void> = async () => undefined
  afterEach(() => close())

  async function begin() {
    const api = await startChannelApi(gateway)
    close = api.close
    return api
  }

  const given = (token = 'right-token') => ({ kind: 'gateway', name: 'Вайбер', settings: {}, secrets: { token } })

  test('[H12] an account is tried before it is kept, and kept without showing its secret again', async () => {
    const { call } = await begin()
    expect((await call('POST', '/api/channels', { body: given('wrong-token') })).json).toEqual({ ok: false, problem: 'wrong-credentials' })
    expect((await call('POST', '/api/channels', { body: given('no') })).status).toBe(400)
    const { status, json } = await call('POST', '/api/channels', { body: given() })
    expect([status, json]).toMatchObject([201, { ok: true, name: 'Шлюз' }])
    const account = await call('GET', `/api/channels/${json.channelId}/account`)
    expect(account.json).toEqual({ settings: { address: 'https://gateway.example' }, secrets: ['token'], hook: null })
    expect(
      (await call('PATCH', `/api/channels/${json.channelId}/account`, { body: { settings: { address: 'https://other' } } })).json,
    ).toMatchObject({ ok: true })
    expect((await call('GET', `/api/channels/${json.channelId}/account`)).json.settings).toEqual({ address: 'https://other' })
    expect((await call('POST', '/api/channels/check', { body: given() })).json).toEqual({ ok: true, name: 'Шлюз' })
  })

  test('[A2] only administrators have to do with accounts', async () => {
    const { call } = await begin()
    for (const [method, path] of [
      ['POST', '/api/channels'],
      ['POST', '/api/channels/check'],
      ['GET', '/api/channels/x/account'],
      ['PATCH', '/api/channels/x/account'],
      ['GET', '/api/channels/x/status'],
      ['POST', '/api/channels/x/replay'],
      ['POST', '/api/channels/x/reconnect'],
      ['POST', '/api/channel-consents'],
      ['GET', '/api/channel-consents/x'],
    ] as const) {
      expect((await call(method, path, { body: given(), as: 'operator' })).status).toBe(403)
      expect((await call(method, path, { body: given(), as: null })).status).toBe(401)
    }
    expect((await call('GET', '/api/channels/website/account')).status).toBe(404)
  })

  test('[CON1][CON3] what is sent to a hook is stored before it is answered; without the secret it is nothing', async () => {
    const { call, connections } = await begin()
    const { json } = await call('POST', '/api/channels', { body: given() })
    const path = `/hooks/gateway/${json.channelId}`
    expect((await call('POST', path, { body: 'x', as: null })).status).toBe(401)
    expect((await connections.status(json.channelId)).lastAt).toBeNull()
    expect(await call('POST', path, { body: 'hello', as: null, headers: { 'x-secret': 'right' } })).toMatchObject({
      status: 200,
      json: 'taken',
    })
    expect((await connections.status(json.channelId)).lastAt).not.toBeNull()
    expect((await call('POST', `/hooks/sms/${json.channelId}`, { body: 'x' })).status).toBe(404)
    expect((await call('POST', '/hooks/gateway/none', { body: 'x' })).status).toBe(404)
    for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    const status = await call('GET', `/api/channels/${json.channelId}/status`)
    expect(status.json).toMatchObject({ unreadable: 1, trouble: [{ key: 'one', raw: 'hello', reason: 'read 5' }] })
  })
  test('[CON1] a hook whose channel is being opened anew is told to come again, not that there is none', async () => {
    const { call, connections } = await begin()
    const { json } = await call('POST', '/api/channels', { body: given() })
    await connections.close()
    const after = await call('POST', `/hooks/gateway/${json.channelId}`, { body: 'hello', as: null, headers: { 'x-secret': 'right' } })
    expect(after).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
  })
})
