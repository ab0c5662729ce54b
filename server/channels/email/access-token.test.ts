import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createAccessTokens } from './access-token'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A real token endpoint; `answer` says what each request gets. */
async function endpoint(answer: (form: URLSearchParams, n: number) => { status: number; body: unknown }) {
  const forms: URLSearchParams[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    forms.push(form)
    const { status, body } = answer(form, forms.length)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const time = { now: 1_700_000_000_000 }
  const kept: string[] = []
  const tokens = createAccessTokens({
    grant: {
      tokenUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      clientId: 'c',
      clientSecret: 's',
      refreshToken: 'r1',
    },
    clock: () => time.now,
    keeper: { get: async () => kept.at(-1) ?? null, set: async (token) => void kept.push(token) },
  })
  return { forms, time, kept, tokens }
}

describe('the token of a mailbox', () => {
  test('[H10] is asked for once, kept until shortly before its end, then renewed', async () => {
    const { forms, time, tokens } = await endpoint((_, n) => ({ status: 200, body: { access_token: `t${n}`, expires_in: 3600 } }))
    expect(await Promise.all([tokens.token(), tokens.token()])).toEqual([
      { ok: true, token: 't1' },
      { ok: true, token: 't1' },
    ])
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'r1',
      client_id: 'c',
      client_secret: 's',
    })
    time.now += 3_500_000
    expect(await tokens.token()).toEqual({ ok: true, token: 't1' })
    time.now += 60_000
    expect(await tokens.token()).toEqual({ ok: true, token: 't2' })
    expect(await tokens.token(true)).toEqual({ ok: true, token: 't3' })
  })
  test('[H10] keeps the new refresh token when the server gives one, and uses it', async () => {
    const { forms, kept, tokens } = await endpoint((_, n) => ({ status: 200, body: { access_token: 't', refresh_token: `r${n + 1}` } }))
    await tokens.token()
    await tokens.token(true)
    expect(kept).toEqual(['r2', 'r3'])
    expect(forms[1]?.get('refresh_token')).toBe('r2')
  })
  test('[H10] that is refused needs somebody; a server that is down, or talks nonsense, another try', async () => {
    for (const [error, why] of [
      ['invalid_grant', 'refused'],
      ['invalid_client', 'application'],
    ]) {
      const { tokens } = await endpoint(() => ({ status: 400, body: { error } }))
      expect(await tokens.token()).toEqual({ ok: false, why })
    }
    for (const answer of [
      { status: 503, body: {} },
      { status: 200, body: { token: 1 } },
    ]) {
      const { tokens } = await endpoint(() => answer)
      expect(await tokens.token()).toEqual({ ok: false, why: 'unavailable' })
    }
  })
})
