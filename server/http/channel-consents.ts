/**
 * Connecting a channel by signing in at its vendor's page (OAuth 2.0, authorization code with PKCE). The browser carries no
 * secret: it goes away with a state and comes back with a code, which is worth something only together with what is held here.
 */
import * as v from 'valibot'
import { ChannelKind } from '#shared/domain/channel'
import { type Access, administrator } from '../auth/access'
import type { Connections } from '../channels/connections'
import type { Check } from '../channels/connector'
import { type Attempt, type ConsentOutcome, createConsents } from '../channels/consents'
import { fail, json, readJson } from './answers'
import { addChannel, ChannelName, checked, Fields, fieldsOf, namesOf } from './kept-account'
import type { Route } from './listen'
import type { HttpRequest } from './port'

/** Where people come back to; known to the vendor, so it does not change. */
export const RETURN_PATH = '/api/signed-in'
/** Codes are short; one that is not is not one. */
const MAX_CODE_CHARS = 4096
const MAX_WORDS = 300

const Given = { settings: v.optional(Fields, {}), secrets: v.optional(Fields, {}) }
const Begin = v.union([
  v.object({ channelId: v.string(), ...Given, again: v.optional(v.string()) }),
  v.object({ kind: ChannelKind, name: v.optional(ChannelName), ...Given, again: v.optional(v.string()) }),
])

export interface ChannelConsentOptions {
  readonly access: Pick<Access, 'who' | 'roster' | 'commit' | 'elapsed'>
  readonly connections: Connections
  /** Scheme and host under which the caller reached us. */
  readonly addressOf: (request: HttpRequest) => string
}

export function channelConsentRoutes({ access, connections, addressOf }: ChannelConsentOptions): Route[] {
  const { who, roster, elapsed } = access
  const consents = createConsents(elapsed)

  /** The account as it is to be: what is typed now, over what was typed before, over what is kept. */
  async function wanted(body: v.InferOutput<typeof Begin>, tokenHash: string) {
    const channel = 'channelId' in body ? roster.get('channel', body.channelId) : null
    const kind = 'kind' in body ? body.kind : channel?.kind
    if (!kind || (channel && !connections.has(channel.id))) return null
    const kept = channel ? await connections.kept(channel.id) : null
    const before = consents.of(body.again ?? '', tokenHash)
    const settings = { ...fieldsOf(kept?.settings), ...body.settings }
    // Only where the whole application is the same: its secret goes to no other place than it went to.
    const known = connections
      .applications(kind)
      // What the form does not have for this provider is empty.
      .find((one) => Object.entries(one.settings).every(([name, value]) => (settings[name] ?? '') === value))
    return {
      kind,
      channelId: channel?.id ?? null,
      name: ('name' in body && body.name) || null,
      settings,
      secrets: { ...known?.secrets, ...fieldsOf(kept?.secrets), ...before?.secrets, ...body.secrets },
    }
  }

  async function finish(attempt: Attempt, query: URLSearchParams): Promise<ConsentOutcome> {
    const { kind, name, channelId } = attempt
    const redeemed = await redeem(attempt, query)
    if (!redeemed.ok) return redeemed
    const { account } = redeemed
    const check = await checked(account)
    if (!check.ok) return check
    if (channelId === null) {
      const added = await addChannel({ access, connections }, { kind, name, calledThere: check.name, account })
      return { ok: true, name: check.name, channelId: added }
    }
    await connections.keep(channelId, account)
    return { ok: true, name: check.name, channelId }
  }

  return [
    {
      method: 'POST',
      path: '/api/channel-consents',
      handler: administrator(who, async (request, { tokenHash }) => {
        const body = await readJson(request, Begin)
        if (!body.ok) return body.answer
        const account = await wanted(body.value, tokenHash)
        if (!account) return fail(404, 'not-found', 'There is no such connected channel')
        const consent = connections.consent(account.kind, account)
        if (!consent) return fail(400, 'invalid', 'The account is not complete')
        // To the address that the browser has for us: under another one it would not be signed in.
        const returnTo = `${request.header('origin') ?? addressOf(request)}${RETURN_PATH}`
        const url = consents.begin({ ...account, consent, tokenHash, returnTo })
        return json({ url }, 201)
      }),
    },
    {
      method: 'GET',
      path: '/api/channel-applications/:kind',
      handler: administrator(who, ({ params }) => {
        const kind = v.safeParse(ChannelKind, params.kind)
        const known = kind.success ? connections.applications(kind.output) : []
        return json({ applications: known.map(({ settings, secrets }) => ({ settings, secrets: namesOf(secrets) })) })
      }),
    },
    {
      method: 'GET',
      path: '/api/channel-consents/:state',
      handler: administrator(who, ({ params }, { tokenHash }) => {
        const attempt = consents.of(params.state ?? '', tokenHash)
        if (!attempt) return fail(404, 'not-found', 'There is no such attempt')
        const { kind, name, channelId, settings, secrets, outcome } = attempt
        return json({ kind, name, channelId, settings, secrets: namesOf(secrets), outcome })
      }),
    },
    {
      method: 'GET',
      path: RETURN_PATH,
      async handler(request) {
        const caller = await who.operator(request)
        const state = request.query.get('state') ?? ''
        const attempt = caller && caller.actor.role !== 'operator' ? consents.answer(state, caller.tokenHash) : null
        if (attempt) consents.finish(attempt, await finish(attempt, request.query))
        // The screen asks what came of it. One that was not ours has no outcome there either.
        const location = `/settings?consent=${encodeURIComponent(attempt?.state ?? 'none')}#channels`
        return { status: 303, headers: { location, 'cache-control': 'no-store' } }
      },
    },
  ]
}

type Redeemed = Awaited<ReturnType<Attempt['consent']['redeem']>>

async function redeem({ consent, verifier, returnTo }: Attempt, query: URLSearchParams): Promise<Redeemed> {
  const code = query.get('code') ?? ''
  if (code === '' || code.length > MAX_CODE_CHARS) return refusalOf(query)
  return consent.redeem({ code, verifier, returnTo })
}

/** RFC 6749, section 4.1.2.1. */
function refusalOf(query: URLSearchParams): Extract<Check, { ok: false }> {
  const error = query.get('error') ?? 'no code'
  const detail = [error, query.get('error_description') ?? ''].filter(Boolean).join(': ').replace(/\s+/g, ' ').slice(0, MAX_WORDS)
  if (error === 'access_denied') return { ok: false, problem: 'consent-refused' }
  if (/^(?:unauthorized_client|invalid_scope|invalid_request)$/.test(error)) return { ok: false, problem: 'app-refused', detail }
  if (/^(?:server_error|temporarily_unavailable)$/.test(error)) return { ok: false, problem: 'vendor-trouble', detail }
  return { ok: false, problem: 'refused', detail }
}
