import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import { connector } from '../channels/connector'
import { startChannelApi } from './channel-api-fixture'

/** A vendor whose codes are `good` and `other`, the latter for an account that is not the channel's. */
const Secrets = v.object({ secret: v.string(), token: v.optional(v.string(), '') })
const plain = connector({
  kind: 'email',
  settings: v.object({ address: v.string(), app: v.optional(v.string(), 'okno') }),
  secrets: Secrets,
  check: async ({ settings, secrets }) =>
    secrets.token === 'good' ? { ok: true, name: settings.address } : { ok: false, problem: 'other-account', detail: 'not yours' },
  connect: (_account, services) => ({
    start: async () => services.report('connected'),
    stop: async () => undefined,
    read: () => ({ ok: false, reason: 'nothing' }),
    send: async () => ({ outcome: 'sent' }),
  }),
})
const asked: object[] = []
const vendor = {
  ...plain,
  application: { settings: ['app'], secrets: ['secret'] },
  consent(given: { settings: unknown; secrets: unknown }) {
    const { settings } = given
    const secrets = v.safeParse(Secrets, given.secrets)
    if (!secrets.success) return null
    return {
      url: (ask: object) => `https://vendor.example/?${new URLSearchParams({ ...ask })}`,
      async redeem(answer: { code: string; verifier: string; returnTo: string }) {
        asked.push(answer)
        const account = plain.account({ settings, secrets: { ...secrets.output, token: answer.code } })
        return account ? ({ ok: true, account } as const) : ({ ok: false, problem: 'refused' } as const)
      },
    }
  },
}

describe('[H10] a channel is connected by signing in at its vendor’s page', () => {
  let close: () => Promise<void> = async () => undefined
  afterEach(() => close())
  async function begin() {
    const api = await startChannelApi(vendor)
    close = api.close
    const { call } = api
    const given = { kind: 'email', name: 'Пошта', settings: { address: 'shop@teplo.example' }, secrets: { secret: 'of-the-application' } }
    return {
      ...api,
      given,
      /** @returns the state that the browser goes away with. */
      async leave(body: object = given, session = 'x'): Promise<string> {
        const { status, json } = await call('POST', '/api/channel-consents', { body, session })
        expect(status).toBe(201)
        const page = new URL(json.url)
        expect(page.searchParams.get('returnTo')).toBe('https://okno.example/api/signed-in')
        return page.searchParams.get('state') ?? ''
      },
      /** @returns what the screen is told, and where it was sent. */
      async comeBack(query: Record<string, string>, session = 'x') {
        const { status, headers } = await call('GET', '/api/signed-in', { query, session })
        expect(status).toBe(303)
        return headers.location
      },
      outcomeOf: async (state: string, session = 'x') => (await call('GET', `/api/channel-consents/${state}`, { session })).json,
    }
  }

  test('the code that comes back makes the channel; its secrets are kept and never told', async () => {
    const { leave, comeBack, outcomeOf, channels, connections } = await begin()
    const before = channels().length
    const state = await leave()
    expect(state).toMatch(/^[\w-]{43}$/)
    expect(channels()).toHaveLength(before)
    expect(await comeBack({ state, code: 'good' })).toBe(`/settings?consent=${state}#channels`)
    const { outcome, ...told } = await outcomeOf(state)
    expect(outcome).toMatchObject({ ok: true, name: 'shop@teplo.example' })
    expect(JSON.stringify(told)).not.toMatch(/of-the-application|good/)
    expect(channels().find(({ id }) => id === outcome.channelId)).toMatchObject({ kind: 'email', name: 'Пошта' })
    expect((await connections.kept(outcome.channelId))?.secrets).toEqual({ secret: 'of-the-application', token: 'good' })
    expect(asked.at(-1)).toMatchObject({ code: 'good', verifier: expect.stringMatching(/^[\w-]{43}$/) })
  })

  test('a second account signs in by the application of the first, whose secret is not typed again, and goes nowhere else', async () => {
    const { leave, comeBack, outcomeOf, connections, call, given } = await begin()
    await comeBack({ state: await leave(), code: 'good' })
    const known = await call('GET', '/api/channel-applications/email')
    expect(known.json).toEqual({ applications: [{ settings: { app: 'okno' }, secrets: ['secret'] }] })
    expect((await call('GET', '/api/channel-applications/email', { as: 'operator' })).status).toBe(403)
    const second = { ...given, settings: { address: 'second@teplo.example', app: 'okno' }, secrets: {} }
    const state = await leave(second)
    await comeBack({ state, code: 'good' })
    const { outcome } = await outcomeOf(state)
    expect((await connections.kept(outcome.channelId))?.secrets).toEqual({ secret: 'of-the-application', token: 'good' })
    const other = { ...second, settings: { ...second.settings, app: 'another' } }
    expect((await call('POST', '/api/channel-consents', { body: other })).status).toBe(400)
  })

  test('one comes back to the address at which one was', async () => {
    const { call, given } = await begin()
    const headers = { origin: 'https://chat.teplo.example' }
    const { json } = await call('POST', '/api/channel-consents', { body: given, headers })
    expect(new URL(json.url).searchParams.get('returnTo')).toBe('https://chat.teplo.example/api/signed-in')
  })

  test('an answer counts once, in time, and in the browser it was asked for from', async () => {
    const { leave, comeBack, outcomeOf, channels, call, time } = await begin()
    const before = channels().length
    const nowhere = '/settings?consent=none#channels'
    const state = await leave()
    for (const wrong of [
      { state: '', code: 'good' },
      { state: 'guessed', code: 'good' },
    ])
      expect(await comeBack(wrong)).toBe(nowhere)
    expect(await comeBack({ state, code: 'good' }, 'of another browser')).toBe(nowhere)
    expect((await call('GET', `/api/channel-consents/${state}`, { session: 'of another browser' })).status).toBe(404)
    const asOperator = await call('GET', '/api/signed-in', { query: { state, code: 'good' }, as: 'operator' })
    expect(asOperator.headers.location).toBe(nowhere)
    await comeBack({ state, error: 'access_denied' })
    expect(await comeBack({ state, code: 'good' })).toBe(nowhere)
    const late = await leave()
    time.now += 16 * 60_000
    expect(await comeBack({ state: late, code: 'good' })).toBe(nowhere)
    expect((await outcomeOf(late)).error.kind).toBe('not-found')
    expect(channels()).toHaveLength(before)
  })

  test('what went wrong is told, and what was secret in the form need not be typed again', async () => {
    const { leave, comeBack, outcomeOf, given } = await begin()
    const cases = [
      [{ error: 'access_denied' }, { ok: false, problem: 'consent-refused' }],
      [
        { error: 'unauthorized_client', error_description: 'no\nsuch app' },
        { problem: 'app-refused', detail: 'unauthorized_client: no such app' },
      ],
      [{ error: 'temporarily_unavailable' }, { problem: 'vendor-trouble' }],
      [{ error: 'anything' }, { problem: 'refused', detail: 'anything' }],
      [{}, { problem: 'refused' }],
      [{ code: 'c'.repeat(5000) }, { problem: 'refused' }],
      [{ code: 'other' }, { problem: 'other-account', detail: 'not yours' }],
    ] as const
    for (const [answer, outcome] of cases) {
      const state = await leave()
      await comeBack({ state, ...answer })
      expect(await outcomeOf(state)).toMatchObject({ outcome, settings: given.settings, secrets: ['secret'] })
    }
    const first = await leave()
    await comeBack({ state: first, error: 'access_denied' })
    const { secrets: _typed, ...without } = given
    const second = await leave({ ...without, again: first })
    await comeBack({ state: second, code: 'good' })
    expect((await outcomeOf(second)).outcome).toMatchObject({ ok: true })
  })

  test('somebody signs in again to a channel that is there: it stays the same channel', async () => {
    const { leave, comeBack, outcomeOf, channels, connections, call } = await begin()
    const state = await leave()
    await comeBack({ state, code: 'good' })
    const { channelId } = (await outcomeOf(state)).outcome
    const count = channels().length
    const again = await leave({ channelId, settings: { address: 'other@teplo.example' } })
    await comeBack({ state: again, code: 'good' })
    expect((await outcomeOf(again)).outcome).toEqual({ ok: true, name: 'other@teplo.example', channelId })
    expect(channels()).toHaveLength(count)
    expect(await connections.kept(channelId)).toEqual({
      settings: { address: 'other@teplo.example', app: 'okno' },
      secrets: { secret: 'of-the-application', token: 'good' },
    })
    expect((await call('POST', '/api/channel-consents', { body: { channelId: 'website' } })).status).toBe(404)
    expect((await call('POST', '/api/channel-consents', { body: { kind: 'email' } })).status).toBe(400)
    expect((await call('POST', '/api/channel-consents', { body: { kind: 'sms' } })).status).toBe(400)
  })
})
