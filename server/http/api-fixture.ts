/** A real server on a free port over a real store, for tests of the HTTP interface. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Access } from '../auth/access'
import { makeSetUpLink, setUp } from '../auth/set-up'
import { makeWho } from '../auth/who'
import { findProductsRoute } from '../catalogue/find-products'
import { createImports } from '../catalogue/imports'
import { importRoutes } from '../catalogue/routes'
import { createCommitter } from '../commands/committer'
import { createExecutor, EVERYBODY } from '../commands/execute'
import { createRoster } from '../commands/roster'
import { makeLog } from '../log'
import { findConverter } from '../media/ffmpeg'
import { createSmallPictures } from '../media/small-pictures'
import { openStore } from '../store/open'
import { makePublicAddress } from './address'
import { makeBlobFiles } from './blob-files'
import type { FetchPicture } from './fetch-picture'
import { freeBytesAt } from './health'
import { listen } from './listen'
import type { AuthorizeVisitor } from './media'
import { makeOriginPolicy } from './origin'
import { BASE_HEADERS } from './pages'
import { routes } from './routes'
import { serveStatic } from './static'
import { makeUnfinishedFiles } from './unfinished-files'

export const OWNER = { name: 'Olga', email: 'olga@example.com', password: 'correct horse' }

export async function startApi(options: {
  isSetUp: boolean
  authorizeVisitor?: AuthorizeVisitor
  clientFolder?: string
  pictures?: FetchPicture
}) {
  const folder = await mkdtemp(join(tmpdir(), 'okno-api-'))
  const store = await openStore({ path: join(folder, 'okno.db'), threads: false })
  const roster = await createRoster(store)
  const committer = createCommitter({ store, roster: () => roster.rows(), publish: ({ rows }) => roster.update(rows) })
  const ended: unknown[] = []
  const time = { now: Date.now(), setBackMs: 0 }
  const clock = () => time.now
  const proxied = { publicUrl: null, isBehindProxy: true }
  const address = makePublicAddress(proxied)
  const access: Access = {
    accounts: store.accounts,
    roster,
    commit: (work) => committer.transact(work),
    who: makeWho({ accounts: store.accounts, operatorOf: (id) => roster.get('operator', id), clock }),
    clock,
    elapsed: () => time.now + time.setBackMs,
    onEnded: (match, isRevoked) => ended.push({ ...match, isRevoked }),
    onRoleChanged: (operatorId) => ended.push({ operatorId, role: 'changed' }),
    onKeyRemoved: (keyId) => ended.push({ keyId }),
    isSecure: address.isSecure,
  }
  if (options.isSetUp) await setUp(access, OWNER)
  const link = makeSetUpLink(access)
  const lines: string[] = []
  const unfinished = makeUnfinishedFiles(join(folder, 'unfinished'), clock)
  const imports = createImports({
    store,
    executor: createExecutor({ store, committer, visibility: EVERYBODY, clock }),
    onError: (error) => lines.push(String(error)),
  })
  const files = makeBlobFiles(join(folder, 'blobs'))
  const listener = await listen({
    port: 0,
    host: '127.0.0.1',
    headers: BASE_HEADERS,
    trustedProxies: 1,
    log: makeLog({ write: (line) => lines.push(line), isReadable: false, clock }),
    routes: routes({
      access,
      store,
      media: {
        blobs: store.blobs,
        files,
        small: createSmallPictures({ files, converter: await findConverter() }),
        unfinished,
        authorizeVisitor: options.authorizeVisitor ?? (async () => null),
        seesDialog: () => true,
      },
      ...(options.pictures ? { pictures: options.pictures } : {}),
      version: 'test',
      freeBytes: () => freeBytesAt(folder),
      addressOf: address.of,
      origin: makeOriginPolicy(proxied),
      more: [link.route, findProductsRoute({ who: access.who, store }), ...importRoutes({ who: access.who, unfinished, imports })],
    }),
    otherwise: await serveStatic(options.clientFolder ?? folder),
  })
  const base = `http://127.0.0.1:${listener.port}`

  /** Every caller has an address of their own, so that limits of one test are not another's. */
  let callers = 0
  const call = (
    method: string,
    path: string,
    more: { json?: unknown; body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  ) =>
    fetch(`${base}${path}`, {
      method,
      headers: { 'x-forwarded-for': `10.0.0.${++callers % 250}`, ...more.headers },
      ...(more.json !== undefined ? { body: JSON.stringify(more.json) } : more.body !== undefined ? { body: more.body } : {}),
    })

  return {
    base,
    port: listener.port,
    folder,
    store,
    access,
    time,
    ended,
    lines,
    setUpToken: link.token,
    call,
    /** @returns the cookie of the new session. */
    async signIn(who: { email: string; password: string } = OWNER): Promise<string> {
      const response = await call('POST', '/api/sign-in', { json: { email: who.email, password: who.password, device: 'test' } })
      return cookieOf(response)
    },
    async close() {
      imports.close()
      await listener.close(100)
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Api = Awaited<ReturnType<typeof startApi>>

export const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? ''

/** What answers of the interface may hold, for tests that read one field of it. */
const Answer = v.looseObject({
  error: v.optional(v.object({ kind: v.string(), message: v.string() })),
  id: v.optional(v.string()),
  operatorId: v.optional(v.string()),
  key: v.optional(v.string()),
  snippet: v.optional(v.string()),
  name: v.optional(v.string()),
  sessions: v.optional(v.array(v.looseObject({ id: v.string(), isCurrent: v.boolean() }))),
})

export const bodyOf = async (response: Response) => v.parse(Answer, await response.json())
export const kindOf = async (response: Response) => [response.status, (await bodyOf(response)).error?.kind]
