import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { DecodeAnswer, DecodeRequest } from './decode'

/** A keystroke decodes in well under a millisecond; what takes longer than this is an attack or a broken document. */
const BUDGET_MS = 500
/** A worker that has not loaded by then never will; on a busy machine it takes a second. */
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
 * One worker, one request at a time; a request over budget costs the worker its life and nobody else an answer.
 * @param file where the worker is.
 */
export function createDecoder(file: () => URL = workerFile): Decoder {
  const queue: Waiting[] = []
  let hired: { readonly worker: Worker; isReady: boolean } | null = null
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
    void dismissed?.terminate()
    settle({ ok: false })
  }

  function within(ms: number): void {
    const late = current
    clearTimeout(timer)
    // When this process was the slow one, the answer lies in the next turn's mail: it is read before anybody is blamed.
    timer = setTimeout(() => setImmediate(() => current === late && dismiss()), ms)
  }

  function hire(): { readonly worker: Worker; isReady: boolean } {
    const worker = new Worker(file(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB } })
    const made = { worker, isReady: false }
    worker.unref()
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
    hired.worker.postMessage(current.request)
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
      await last?.terminate()
    },
  }
}

/** The worker is a second entry of the server's bundle and lies beside the first. */
function workerFile(): URL {
  // From the sources, as tests run them, that of the last build.
  for (const place of ['./decode-worker.js', '../../dist/server/decode-worker.js']) {
    const bundled = new URL(place, import.meta.url)
    if (existsSync(bundled)) return bundled
  }
  throw new Error('The decoding worker is not built: run `npm run build`')
}
