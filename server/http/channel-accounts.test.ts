import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import { makeChannelFiles } from '../channels/coming-files'
import { connector } from '../channels/connector'
import { makeKeyring } from '../channels/sealing'
import { createCore } from '../core'
import { makeLog } from '../log'
import { makeParts, OLGA, type Parts } from '../parts-fixture'
import { makeBlobFiles } from './blob-files'
import { channelAccountRoutes } from './channel-accounts'
import { hookRoutes } from './hooks'
import type { HttpRequest } from './port'

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

type Role = 'owner' | 'operator'

describe('accounts of channels over HTTP', () => {
  let parts: Parts
  let close: () => Promise<void> = async () => undefined
  afterEach(() => close())

  async function begin() {
    parts = await makeParts()
    const core = await createCore({
      store: parts.store,
      log: makeLog({ write: () => undefined, isReadable: false, clock: parts.clock }),
      clock: parts.clock,
      connected: {
        connectors: [gateway],
        keyring: makeKeyring([Buffer.alloc(32, 1)]),
        files: makeChannelFiles({ blobs: parts.store.blobs, files: makeBlobFiles('/nowhere'), clock: parts.clock }),
        publicUrl: null,
      },
    })
    await core.start()
    close = () => core.close()
    const { connections } = core
    if (!connections) throw new Error('The core was made with connections')
    let role: Role | null = 'owner'
    const who = {
      operator: async () => (role ? { actor: { ...OLGA, role }, operator: { id: 'olga' } as never, tokenHash: 'x' } : null),
      isRevoked: async () => false,
      program: async () => null,
    }
    const access = { who, roster: core.roster, commit: core.committer.transact, clock: parts.clock }
    const routes = [...channelAccountRoutes({ access, connections, store: parts.store }), ...hookRoutes(connections)]
    const call = async (
      method: string,
      path: string,
      { body, as = 'owner', headers = {} }: { body?: unknown; as?: Role | null; headers?: Record<string, string> } = {},
    ) => {
      role = as
      const [route, params] =
        routes.flatMap((each) => {
          const names = each.path.split('/')
          const given = path.split('/')
          const fits =
            each.method === method && names.length === given.length && names.every((name, at) => name.startsWith(':') || name === given[at])
          return fits ? [[each, Object.fromEntries(names.map((name, at) => [name.slice(1), given[at] ?? '']))] as const] : []
        })[0] ?? []
      const request: HttpRequest = {
        method,
        path,
        query: new URLSearchParams(),
        header: (name) => headers[name],
        params: params ?? {},
        ip: '10.0.0.1',
        body: async () => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body ?? {})),
      }
      const response = await route?.handler(request)
      const text = typeof response?.body === 'string' ? response.body : ''
      return { status: response?.status, json: text.startsWith('{') ? JSON.parse(text) : text }
    }
    return { call, connections }
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
    expect(await call('POST', path, { body: 'hello', as: null, headers: { 'x-secret': 'right' } })).toEqual({ status: 200, json: 'taken' })
    expect((await connections.status(json.channelId)).lastAt).not.toBeNull()
    expect((await call('POST', `/hooks/sms/${json.channelId}`, { body: 'x' })).status).toBe(404)
    expect((await call('POST', '/hooks/gateway/none', { body: 'x' })).status).toBe(404)
    for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    const status = await call('GET', `/api/channels/${json.channelId}/status`)
    expect(status.json).toMatchObject({ unreadable: 1, trouble: [{ key: 'one', raw: 'hello', reason: 'read 5' }] })
  })
})
