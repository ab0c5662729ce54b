/** Reads the configuration, starts, and stops when told to. */
import { createApp } from './app'
import { readConfig } from './config'
import { makeLog } from './log'

/** A supervisor kills after ten seconds as a rule; we are gone before. */
const DRAIN_MS = 5000

const log = makeLog({ write: (line) => process.stdout.write(line), isReadable: process.stdout.isTTY === true, clock: Date.now })
const outcome = readConfig(process.env)
if (outcome.ok) await run(outcome.config)
else refuse(outcome.problem)

async function run(config: Extract<typeof outcome, { ok: true }>['config']): Promise<void> {
  // Whatever threw may have left half a thought in memory; a fresh process reads what is on the disk.
  process.on('uncaughtException', (error) => {
    log.error('process.uncaught', error)
    process.exit(1)
  })
  // A promise nobody waited for harms itself only.
  process.on('unhandledRejection', (error) => log.error('process.unhandled-rejection', error))

  const app = await createApp({ config, log })
  const started = await app.listen().then(
    ({ port }) => ({ port }),
    (error: unknown) => ({ error }),
  )
  if ('error' in started) {
    await app.close()
    return refuse(started.error instanceof Error ? `${started.error.message}.` : 'The server could not start.')
  }
  log.info('server.listening', { port: started.port, url: config.publicUrl ?? `http://localhost:${started.port}` })

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
