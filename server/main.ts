/** Reads the configuration, starts, and stops when told to. */
import { type App, createApp } from './app'
import { type Config, readConfig } from './config'
import { linesTo, makeLog } from './log'

/** A supervisor kills after ten seconds as a rule; we are gone before. */
const DRAIN_MS = 5000

const log = makeLog({ write: linesTo(process.stdout), isReadable: process.stdout.isTTY === true, clock: Date.now })
const outcome = readConfig(process.env)
if (outcome.ok) await run(outcome.config)
else refuse(outcome.problem)

async function run(config: Config): Promise<void> {
  // Whatever threw may have left half a thought in memory; a fresh process reads what is on the disk.
  process.on('uncaughtException', (error) => {
    log.error('process.uncaught', error)
    process.exit(1)
  })
  // A promise nobody waited for harms itself only.
  process.on('unhandledRejection', (error) => log.error('process.unhandled-rejection', error))

  stopOnSignal(await start(config))
}

async function start(config: Config): Promise<App> {
  let app: App | null = null
  try {
    app = await createApp({ config, log })
    const { port } = await app.listen()
    log.info('server.listening', { port, url: config.publicUrl ?? `http://localhost:${port}` })
    return app
  } catch (error) {
    log.error('server.start-failed', error)
    refuse(error instanceof Error ? `${error.message}.` : 'The server could not start.')
    await app?.close().catch((problem: unknown) => log.error('server.stop-failed', problem))
    return process.exit()
  }
}

function stopOnSignal(app: App): void {
  let isStopping = false
  async function stop(signal: string): Promise<void> {
    // Ctrl+C in a terminal reaches us more than once.
    if (isStopping) return
    isStopping = true
    log.info('server.stopping', { signal })
    setTimeout(() => {
      log.warn('server.stopped-late')
      process.exit(1)
    }, DRAIN_MS).unref()
    await app.close()
    log.info('server.stopped')
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.error('server.stop-failed', error)
        process.exit(1)
      })
    })
  }
}

function refuse(problem: string): void {
  process.stderr.write(`${problem}\n`)
  process.exitCode = 1
}
