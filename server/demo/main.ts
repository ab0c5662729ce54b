/**
 * `npm run demo`: a sample workspace in a folder of its own, the real server over it, and visitors who keep writing.
 * The folder goes with the process.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Id } from '#shared/domain/id'
import { createApp } from '../app'
import { type Config, readConfig } from '../config'
import { makeBlobFiles } from '../http/blob-files'
import { makeLog } from '../log'
import { openStore } from '../store/open'
import { fillWorkspace } from './fill'
import { COLLEAGUES, DEMO_PASSWORD, OWNER } from './shop'
import { startVisitors } from './visitors'

const SEED = 1
const DIALOGS = 300
/** As long as the server itself takes to stop. */
const STOP_MS = 5000
const LOOPBACK = '127.0.0.1'

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const log = makeLog({ write: (line) => process.stderr.write(line), isReadable: process.stderr.isTTY === true, clock: Date.now })

// Everybody knows the password, so only this machine may come in, unless HOST says otherwise.
const ours = { OKNO_DATA: '.', OKNO_OWNER_EMAIL: undefined, OKNO_OWNER_PASSWORD: undefined }
const outcome = readConfig({ HOST: LOOPBACK, ...process.env, ...ours })
if (outcome.ok) await run(outcome.config)
else refuse(outcome.problem)

async function run(given: Config): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'okno-demo-'))
  // However the process ends, short of being killed.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.on('uncaughtException', (error) => {
    log.error('demo.uncaught', error)
    process.exit(1)
  })
  process.on('unhandledRejection', (error) => log.error('demo.unhandled-rejection', error))
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })

  const config = { ...given, dataFolder: folder }
  print('Filling a sample workspace…')
  const channelId = await fill(config)
  const app = await createApp({ config, log })
  const port = await app.listen().then(
    (started) => started.port,
    (error: unknown) => error,
  )
  if (typeof port !== 'number') {
    await app.close()
    return refuse(port instanceof Error ? `${port.message}.` : 'The server could not start.')
  }
  const host = config.host === undefined || config.host === '0.0.0.0' ? LOOPBACK : config.host
  const onError = (error: unknown) => log.error('demo.visitor-failed', error)
  const visitors = startVisitors({ origin: `http://${host}:${port}`, channelId, seed: SEED, onError })
  print(greeting(config.publicUrl ?? `http://localhost:${port}`, folder))

  await stopped
  print('\nStopping, and deleting the sample workspace…')
  setTimeout(() => process.exit(1), STOP_MS).unref()
  await visitors.stop()
  await app.close()
  process.exit(0)
}

async function fill({ dataFolder }: Config): Promise<Id> {
  const store = await openStore({ path: join(dataFolder, 'okno.db'), threads: false })
  try {
    const files = makeBlobFiles(join(dataFolder, 'blobs'))
    return (await fillWorkspace({ store, files, now: Date.now(), seed: SEED, dialogs: DIALOGS })).website
  } finally {
    await store.close()
  }
}

function greeting(url: string, folder: string): string {
  return `
Okno with a sample workspace is running.

  The app         ${url}
  Sign in         ${OWNER.email}    password  ${DEMO_PASSWORD}
  A colleague     ${COLLEAGUES[1]?.email ?? ''}   password  ${DEMO_PASSWORD}   (in another browser, or a private window)
  A shop's page   ${url}/demo   (write in its chat; visitors of the sample write there too)

Everything is in ${folder} and is deleted when you stop this with Ctrl+C.
`
}

function refuse(problem: string): void {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}
