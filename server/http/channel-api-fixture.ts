/** Channels over HTTP without sockets: the routes over a whole core, called as whoever one likes. */
import { makeChannelFiles } from '../channels/coming-files'
import type { Connector } from '../channels/connector'
import { makeKeyring } from '../channels/sealing'
import { createCore } from '../core'
import { makeLog } from '../log'
import { makeParts, OLGA } from '../parts-fixture'
import { makeBlobFiles } from './blob-files'
import { channelAccountRoutes } from './channel-accounts'
import { channelConsentRoutes } from './channel-consents'
import { hookRoutes } from './hooks'
import type { HttpRequest } from './port'

export type Role = 'owner' | 'operator'

export interface Call {
  readonly body?: unknown
  /** Null: nobody has signed in. */
  readonly as?: Role | null
  /** Which of that person's sign-ins it is. */
  readonly session?: string
  readonly query?: Record<string, string>
  readonly headers?: Record<string, string>
}

export async function startChannelApi(connector: Connector) {
  const parts = await makeParts()
  const { clock, time, store } = parts
  const core = await createCore({
    store,
    log: makeLog({ write: () => undefined, isReadable: false, clock }),
    clock,
    elapsed: clock,
    connected: {
      connectors: [connector],
      keyring: makeKeyring([Buffer.alloc(32, 1)]),
      files: makeChannelFiles({ blobs: store.blobs, files: makeBlobFiles('/nowhere'), clock }),
      publicUrl: null,
    },
  })
  await core.start()
  const { connections } = core
  if (!connections) throw new Error('The core was made with connections')
  let caller: { role: Role; session: string } | null = null
  const who = {
    operator: async () =>
      caller ? { actor: { ...OLGA, role: caller.role }, operator: { id: 'olga' } as never, tokenHash: caller.session } : null,
    isRevoked: async () => false,
    program: async () => null,
  }
  const access = { who, roster: core.roster, commit: core.committer.transact, clock, elapsed: clock }
  const routes = [
    ...channelAccountRoutes({ access, connections, store }),
    ...channelConsentRoutes({ access, connections, addressOf: () => 'https://okno.example' }),
    ...hookRoutes(connections),
  ]

  async function call(method: string, path: string, { body, as = 'owner', session = 'x', query = {}, headers = {} }: Call = {}) {
    caller = as && { role: as, session }
    const given = path.split('/')
    const fits = (names: readonly string[]) =>
      names.length === given.length && names.every((name, at) => name.startsWith(':') || name === given[at])
    const route = routes.find((each) => each.method === method && fits(each.path.split('/')))
    const names = route?.path.split('/') ?? []
    const request: HttpRequest = {
      method,
      path,
      query: new URLSearchParams(query),
      header: (name) => headers[name],
      params: Object.fromEntries(names.map((name, at) => [name.slice(1), given[at] ?? ''])),
      ip: '10.0.0.1',
      body: async () => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body ?? {})),
    }
    const response = await route?.handler(request)
    const text = typeof response?.body === 'string' ? response.body : ''
    return { status: response?.status, headers: response?.headers ?? {}, json: text.startsWith('{') ? JSON.parse(text) : text }
  }

  return { call, connections, time, channels: () => core.roster.list('channel'), close: () => core.close() }
}
