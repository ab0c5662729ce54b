import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { DecodeAnswer, DecodeRequest } from './decode'

/** A keystroke decodes in well under a millisecond; what takes longer than this is an attack or a broken document. */
const BUDGET_MS = 500
const MEMORY_MIB = 128

export interface Decoder {
  /** Refuses what does not decode within the budget. */
  run(request: DecodeRequest): Promise<DecodeAnswer>
  close(): Promise<void>
}

interface Waiting {
  readonly request: DecodeRequest
  resolve(answer: DecodeAnswer): void
}

/** One worker, one request at a time; a request over budget costs the worker its life and nobody else an answer. */
export function createDecoder(): Decoder {
  const queue: Waiting[] = []
  let worker: Worker | null = null
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
    const dismissed = worker
    worker = null
    void dismissed?.terminate()
    settle({ ok: false })
  }

  function hire(): Worker {
    const hired = new Worker(workerFile(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB } })
    hired.unref()
    hired.on('message', ({ answer }: { answer: DecodeAnswer }) => hired === worker && settle(answer))
    hired.on('error', () => hired === worker && dismiss())
    return hired
  }

  function next(): void {
    if (current || isClosed) return
    const waiting = queue.shift()
    if (!waiting) return
    current = waiting
    worker ??= hire()
    timer = setTimeout(dismiss, BUDGET_MS)
    worker.postMessage({ id: 0, request: waiting.request })
  }

  return {
    run: (request) =>
      new Promise((resolve) => {
        if (isClosed) return resolve({ ok: false })
        queue.push({ request, resolve })
        next()
      }),
    async close() {
      isClosed = true
      clearTimeout(timer)
      for (const waiting of queue.splice(0)) waiting.resolve({ ok: false })
      current?.resolve({ ok: false })
      await worker?.terminate()
    },
  }
}

/** The worker is a second entry of the server's bundle and lies beside the first. */
function workerFile(): URL {
  const bundled = new URL('./decode-worker.js', import.meta.url)
  if (existsSync(bundled)) return bundled
  throw new Error('The decoding worker is not built: run `npm run build`')
}
