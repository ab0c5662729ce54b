import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DecodeAnswer, DecodeRequest } from './decode'

/** A keystroke decodes in well under a millisecond; what takes longer than this is an attack or a broken document. */
const BUDGET_MS = 500
/** A worker that has not loaded by then never will; on a busy machine it takes seconds. */
const START_MS = 15_000
const MEMORY_MIB = 128

export interface Decoder {
  /** Refuses what does not decode within the budget. */
  run(request: DecodeRequest): Promise<DecodeAnswer>
  close(): Promise<void>
}

interface Waiting {
  readonly request: DecodeRequest
  resolve(answer: DecodeAnswer): void
  reject(reason: unknown): void
}

type FromWorker = { readonly isReady: true } | { readonly answer: DecodeAnswer }

/**
 * One worker, one request at a time; a request over budget costs the worker its life and nobody else an answer. A process,
 * not a thread: ten bytes can ask for more memory than there is, and a thread that is out of memory may take its process along.
 * @param file where the worker is.
 */
export function createDecoder(file: () => URL = workerFile): Decoder {
  const queue: Waiting[] = []
  let hired: { readonly worker: ChildProcess; isReady: boolean } | null = null
  let current: Waiting | null = null
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function settle(answer: DecodeAnswer): void {
    clearTimeout(timer)
    current?.resolve(answer)
    current = null
    next()
  }

  function dismiss(): void {
    const dismissed = hired?.worker
    hired = null
    dismissed?.kill('SIGKILL')
    settle({ ok: false })
  }

  function within(ms: number): void {
    const late = current
    clearTimeout(timer)
    // When this process was the slow one, the answer lies in the next turn's mail: it is read before anybody is blamed.
    timer = setTimeout(() => setImmediate(() => current === late && dismiss()), ms)
  }

  function hire(): { readonly worker: ChildProcess; isReady: boolean } {
    const worker = fork(fileURLToPath(file()), {
      execArgv: [`--max-old-space-size=${MEMORY_MIB}`],
      // It reads strangers' bytes: it is given nothing to tell.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const made = { worker, isReady: false }
    worker.unref()
    worker.channel?.unref()
    worker.on('message', (message: FromWorker) => {
      if (hired !== made) return
      if ('answer' in message) {
        settle(message.answer)
      } else {
        made.isReady = true
        ask()
      }
    })
    worker.on('error', () => hired === made && dismiss())
    worker.on('exit', () => hired === made && dismiss())
    return made
  }

  function ask(): void {
    if (!current || !hired?.isReady) return
    within(BUDGET_MS)
    hired.worker.send(current.request)
  }

  function next(): void {
    if (current || isClosed) return
    const waiting = queue.shift()
    if (!waiting) return
    try {
      hired ??= hire()
    } catch (error) {
      waiting.reject(error)
      next()
      return
    }
    current = waiting
    if (hired.isReady) ask()
    else within(START_MS)
  }

  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        if (isClosed) return resolve({ ok: false })
        queue.push({ request, resolve, reject })
        next()
      }),
    async close() {
      isClosed = true
      clearTimeout(timer)
      for (const waiting of queue.splice(0)) waiting.resolve({ ok: false })
      current?.resolve({ ok: false })
      current = null
      const last = hired?.worker
      hired = null
      if (!last || last.exitCode !== null || last.signalCode !== null) return
      last.kill('SIGKILL')
      await once(last, 'exit')
    },
  }
}

/** The worker is another entry of the server's bundle and lies beside the first. */
function workerFile(): URL {
  // From the sources, as tests run them, that of the last build.
  for (const place of ['./decode-worker.js', '../../dist/server/decode-worker.js']) {
    const bundled = new URL(place, import.meta.url)
    if (existsSync(bundled)) return bundled
  }
  throw new Error('The decoding worker is not built: run `npm run build`')
}
