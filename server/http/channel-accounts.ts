/**
 * Channels with accounts, for administrators: connected, looked at, mended. Secrets come in and never go out again: what is
 * told of them is which are set. The one in the address that a provider is to call is ours, and has to be told to be used.
 */
import * as v from 'valibot'
import { type Channel, ChannelKind } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'
import { type Access, administrator } from '../auth/access'
import type { Connections } from '../channels/connections'
import { hookPath } from '../channels/live-channel'
import type { Store } from '../store/port'
import { fail, json, noContent, readJson } from './answers'
import { addChannel, ChannelName, checked, Fields, fieldsOf, namesOf } from './kept-account'
import type { Route } from './listen'
import type { HttpResponse } from './port'

/** Events in trouble shown at a time, and how much of each. */
const SHOWN = 20
const SHOWN_CHARS = 2000

const Given = v.object({ kind: ChannelKind, settings: v.optional(Fields, {}), secrets: v.optional(Fields, {}) })
const NewChannel = v.object({ ...Given.entries, name: v.optional(ChannelName) })
const Patch = v.object({ settings: v.optional(Fields, {}), secrets: v.optional(Fields, {}) })
const Replay = v.object({ key: v.optional(v.string()) })

export interface ChannelAccountOptions {
  readonly access: Pick<Access, 'who' | 'roster' | 'commit' | 'clock'>
  readonly connections: Connections
  readonly store: Pick<Store, 'channels'>
}

export function channelAccountRoutes({ access, connections, store }: ChannelAccountOptions): Route[] {
  const { who, roster } = access
  const ofAccount = (run: (channel: Channel, body: unknown) => Promise<HttpResponse>, schema: v.GenericSchema | null = null) =>
    administrator(who, async (request) => {
      const channel = roster.get('channel', request.params.id ?? '')
      if (!channel || !connections.has(channel.id)) return fail(404, 'not-found', 'There is no such connected channel')
      if (!schema) return run(channel, null)
      const body = await readJson(request, schema)
      return body.ok ? run(channel, body.value) : body.answer
    })

  return [
    {
      method: 'POST',
      path: '/api/channels/check',
      handler: administrator(who, async (request) => {
        const body = await readJson(request, Given)
        if (!body.ok) return body.answer
        const account = connections.account(body.value.kind, body.value)
        return account ? json(await checked(account)) : fail(400, 'invalid', 'The account is not complete')
      }),
    },
    {
      method: 'POST',
      path: '/api/channels',
      handler: administrator(who, async (request) => {
        const body = await readJson(request, NewChannel)
        if (!body.ok) return body.answer
        const { kind, name } = body.value
        const account = connections.account(kind, body.value)
        if (!account) return fail(400, 'invalid', 'The account is not complete')
        const check = await checked(account)
        if (!check.ok) return json(check)
        const channelId = await addChannel({ access, connections }, { kind, name: name ?? null, calledThere: check.name, account })
        return json({ ok: true, name: check.name, channelId }, 201)
      }),
    },
    {
      method: 'GET',
      path: '/api/channels/:id/account',
      handler: ofAccount(async (channel) => {
        const kept = await connections.kept(channel.id)
        return json({ settings: kept?.settings ?? {}, secrets: namesOf(kept?.secrets), hook: hookOf(channel) })
      }),
    },
    {
      method: 'PATCH',
      path: '/api/channels/:id/account',
      handler: ofAccount(async ({ id, kind }, body) => {
        const patch = v.parse(Patch, body)
        const kept = await connections.kept(id)
        const account = connections.account(kind, {
          settings: { ...fieldsOf(kept?.settings), ...patch.settings },
          secrets: { ...fieldsOf(kept?.secrets), ...patch.secrets },
        })
        if (!account) return fail(400, 'invalid', 'The account is not complete')
        const check = await checked(account)
        if (check.ok) await connections.keep(id, account)
        return json(check)
      }, Patch),
    },
    {
      method: 'POST',
      path: '/api/channels/:id/reconnect',
      handler: ofAccount(async ({ id }) => {
        await connections.reconnect(id)
        return noContent()
      }),
    },
    {
      method: 'GET',
      path: '/api/channels/:id/status',
      handler: ofAccount(async ({ id }) => json(await statusOf(id))),
    },
    {
      method: 'POST',
      path: '/api/channels/:id/replay',
      handler: ofAccount(async ({ id }, body) => {
        await connections.replay(id, v.parse(Replay, body).key)
        return noContent()
      }, Replay),
    },
  ]

  /** Path and query at which the channel is to call, where a person has to tell it. */
  function hookOf(channel: Channel): string | null {
    const query = connections.connectionOf(channel.id)?.hookQuery
    return query === undefined ? null : `${hookPath(channel)}${query}`
  }

  async function statusOf(id: Id) {
    const [status, trouble] = await Promise.all([connections.status(id), store.channels.inTrouble(id, SHOWN)])
    const shown = trouble.map(({ key, at, state, reason, raw }) => ({ key, at, state, reason, raw: raw.slice(0, SHOWN_CHARS) }))
    return { ...status, trouble: shown }
  }
}
