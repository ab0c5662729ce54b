/** Composition root: the only place that knows which parts stand behind the ports. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Access } from './auth/access'
import { isSetUp, makeSetUpLink, setUp } from './auth/set-up'
import { makeWho } from './auth/who'
import { createCommitter } from './commands/committer'
import { createRoster } from './commands/roster'
import type { Config } from './config'
import { makePublicAddress } from './http/address'
import { makeBlobFiles } from './http/blob-files'
import { type Listener, listen } from './http/listen'
import { makeOriginPolicy } from './http/origin'
import { BASE_HEADERS } from './http/pages'
import { routes } from './http/routes'
import { serveStatic } from './http/static'
import type { Log } from './log'
import { openStore } from './store/open'
import { VERSION } from './version'

export interface App {
  listen(): Promise<{ port: number }>
  /** Lets answers under way go out, then closes everything. */
  close(): Promise<void>
}

/** Requests under way get so long to be answered, of the five seconds that a stop may take. */
const GRACE_MS = 3000

export async function createApp({ config, log }: { config: Config; log: Log }): Promise<App> {
  await mkdir(config.dataFolder, { recursive: true })
  const store = await openStore({ path: join(config.dataFolder, 'okno.db') })
  const roster = await createRoster(store)
  const committer = createCommitter({ store, roster: () => roster.rows(), publish: ({ rows }) => roster.update(rows) })

  const proxied = { publicUrl: config.publicUrl, isBehindProxy: config.trustedProxies > 0 }
  const address = makePublicAddress(proxied)
  const origin = makeOriginPolicy(proxied)
  const who = makeWho({ accounts: store.accounts, operatorOf: (id) => roster.get('operator', id), clock: Date.now })
  const access: Access = {
    accounts: store.accounts,
    roster,
    commit: (work) => committer.transact(work),
    who,
    clock: Date.now,
    onEnded: () => undefined,
    onRoleChanged: () => undefined,
    isSecure: address.isSecure,
  }

  if (!isSetUp(access) && config.owner) await setUp(access, { ...config.owner, name: nameOf(config.owner.email) })
  const link = isSetUp(access) ? null : makeSetUpLink(access)

  let listener: Listener | null = null
  return {
    async listen() {
      listener = await listen({
        port: config.port,
        host: config.host,
        headers: BASE_HEADERS,
        trustedProxies: config.trustedProxies,
        log,
        routes: routes({
          access,
          store,
          media: {
            blobs: store.blobs,
            files: makeBlobFiles(join(config.dataFolder, 'blobs')),
            authorizeVisitor: async () => null,
          },
          version: VERSION,
          addressOf: address.of,
          origin,
          more: link ? [link.route] : [],
        }),
        otherwise: await serveStatic(CLIENT_FOLDER),
      })
      if (link) announce(link.token, config.publicUrl ?? `http://localhost:${listener.port}`)
      return { port: listener.port }
    },
    async close() {
      await listener?.close(GRACE_MS)
      await committer.settled()
      await store.close()
    },
  }
}

/** The built client stands beside the built server. */
const CLIENT_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'client')

/** Until the owner gives another: what stands before the @. */
function nameOf(email: string): string {
  const name = email.slice(0, email.indexOf('@'))
  return name.charAt(0).toUpperCase() + name.slice(1, 100)
}

/** For a person at the console, and not for the log: it is a key. */
function announce(token: string, url: string): void {
  process.stdout.write(`\nOkno is not set up yet. Open this link once to become its owner:\n\n  ${url}/set-up#token=${token}\n\n`)
}
