/** Composition root: the only place that knows which parts stand behind the ports. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Access } from './auth/access'
import { isSetUp, makeSetUpLink, setUp } from './auth/set-up'
import { makeWho } from './auth/who'
import { findProductsRoute } from './catalogue/find-products'
import { createImports } from './catalogue/imports'
import { importRoutes } from './catalogue/routes'
import { makeChannelFiles } from './channels/coming-files'
import { createEmailConnector } from './channels/email/connector'
import { gateway } from './channels/gateway/connector'
import { keysOfFile, makeKeyring } from './channels/sealing'
import { createSmsConnector } from './channels/sms/connector'
import { telegramBot } from './channels/telegram-bot/connector'
import { createDemoHandler } from './channels/widget/demo'
import type { Config } from './config'
import { createCore } from './core'
import { historyRoute } from './documents/history-route'
import { createPrograms } from './documents/programs'
import { yjsRoute } from './documents/route'
import { makePublicAddress } from './http/address'
import { makeBlobFiles } from './http/blob-files'
import { channelAccountRoutes } from './http/channel-accounts'
import { channelConsentRoutes } from './http/channel-consents'
import { freeBytesAt } from './http/health'
import { hookRoutes } from './http/hooks'
import { type Listener, listen } from './http/listen'
import { openApiRoute } from './http/openapi'
import { makeOriginPolicy } from './http/origin'
import { BASE_HEADERS } from './http/pages'
import { routes } from './http/routes'
import { serveStatic } from './http/static'
import { makeUnfinishedFiles } from './http/unfinished-files'
import type { Log } from './log'
import { findConverter } from './media/ffmpeg'
import { createSmallPictures } from './media/small-pictures'
import { createVoices } from './media/voices'
import { privacyRoutes } from './privacy/routes'
import { keepErasing } from './privacy/unfinished'
import { openStore } from './store/open'
import { keepWitness, makeWitness } from './store/witness'
import { syncRoute } from './sync/socket'
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
  const witness = makeWitness(join(config.dataFolder, 'okno.head'))
  const store = await openStore({
    path: join(config.dataFolder, 'okno.db'),
    isRestored(found) {
      const isRestored = witness.isRestored(found)
      if (isRestored) log.warn('store.restored', { head: found.head })
      return isRestored
    },
  })
  const stopWitness = await keepWitness(witness, store, (error) => log.error('witness.failed', error))
  // It gets a new epoch at the next start, not now: a device's word alone must not send all the others away.
  const onAhead = () => {
    log.warn('store.behind-a-device')
    witness.forget().catch((error: unknown) => log.error('witness.failed', error))
  }
  const converter = await findConverter()
  const files = makeBlobFiles(join(config.dataFolder, 'blobs'))
  const make = createVoices({ blobs: store.blobs, files, converter, clock: Date.now })
  const elapsed = () => performance.now()
  const core = await createCore({
    store,
    log,
    clock: Date.now,
    elapsed,
    voices: { make, canConvert: converter !== null },
    connected: {
      connectors: [gateway, telegramBot, createEmailConnector(), createSmsConnector()],
      keyring: makeKeyring(config.secretKeys ?? (await keysOfFile(join(config.dataFolder, 'okno.key')))),
      files: makeChannelFiles({ blobs: store.blobs, files, clock: Date.now }),
      publicUrl: config.publicUrl,
    },
    onAhead,
  })
  const { roster, committer, sessions, connections } = core
  const unfinished = makeUnfinishedFiles(join(config.dataFolder, 'unfinished'), Date.now)
  const imports = createImports({ store, executor: core.sessionDeps.executor, onError: (error) => log.error('import.failed', error) })

  const proxied = { publicUrl: config.publicUrl, isBehindProxy: config.trustedProxies > 0 }
  const address = makePublicAddress(proxied)
  const origin = makeOriginPolicy(proxied)
  const who = makeWho({ accounts: store.accounts, operatorOf: (id) => roster.get('operator', id), clock: Date.now })
  const programs = createPrograms()
  const access: Access = {
    accounts: store.accounts,
    roster,
    commit: (work) => committer.transact(work),
    who,
    clock: Date.now,
    elapsed,
    onEnded: sessions.revoke,
    onRoleChanged: sessions.renew,
    onKeyRemoved: programs.end,
    isSecure: address.isSecure,
  }

  if (!isSetUp(access) && config.owner) await setUp(access, { ...config.owner, name: nameOf(config.owner.email) })
  const link = isSetUp(access) ? null : makeSetUpLink(access)

  const demo = createDemoHandler({
    file: join(CLIENT_FOLDER, 'demo', 'index.html'),
    firstChannel: () => roster.list('channel').find(({ kind }) => kind === 'widget')?.id ?? null,
  })
  const demoRoutes = ['/demo', '/demo/', '/demo/index.html'].map((path) => ({ method: 'GET', path, handler: demo }) as const)
  let listener: Listener | null = null
  let stopErasing: (() => Promise<void>) | null = null
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
            files,
            small: createSmallPictures({ files, converter }),
            unfinished,
            authorizeVisitor: core.widget.authorizeVisitor,
            seesDialog: core.visibility.seesDialog,
          },
          version: VERSION,
          freeBytes: () => freeBytesAt(config.dataFolder),
          addressOf: address.of,
          origin,
          more: [
            ...(connections
              ? [
                  ...channelAccountRoutes({ access, connections, store }),
                  ...channelConsentRoutes({ access, connections, addressOf: address.of }),
                  ...hookRoutes(connections),
                ]
              : []),
            findProductsRoute({ who, store }),
            ...importRoutes({ who, unfinished, imports }),
            openApiRoute,
            historyRoute({ who, store, seesDocument: core.visibility.seesDocument }),
            ...privacyRoutes({ ...core.sessionDeps, committer, files, access, log, clock: Date.now }),
            ...demoRoutes,
            ...(link ? [link.route] : []),
          ],
        }),
        sockets(register) {
          register(
            syncRoute({
              authenticate: async (request) => (await who.operator(request)) ?? ((await who.isRevoked(request)) ? 'revoked' : null),
              isOwnOrigin: origin.isOwnOrigin,
              sessions,
              deps: core.sessionDeps,
            }),
          )
          register(core.widget.socketRoute)
          register(
            yjsRoute({
              hub: core.documents,
              authenticate: (request) => who.program(request),
              programs,
              onError: (error) => log.error('yjs.failed', error),
            }),
          )
        },
        otherwise: await serveStatic(CLIENT_FOLDER),
      })
      await core.start()
      const onError = (error: unknown) => log.error('privacy.unfinished', error)
      stopErasing = keepErasing({ store, indexer: core.sessionDeps.indexer, files, onError })
      if (link) announce(link.token, config.publicUrl ?? `http://localhost:${listener.port}`)
      return { port: listener.port }
    },
    async close() {
      imports.close()
      await stopErasing?.()
      await core.close()
      await listener?.close(GRACE_MS)
      await committer.settled()
      await stopWitness()
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
