/**
 * SQLite off the event loop. Two threads, each with its own connection: one commits, and reads what commits are decided
 * on; the other reads for everybody else, so that a long read never holds up a commit (WAL gives it its snapshot).
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { CommitOutcome, Executor, Statement } from './executor'

/** A thread that ends by itself ends the process: what it throws nobody catches. */
export async function threadedExecutor(path: string): Promise<Executor> {
  // The writer first: it makes the file and switches it to WAL, which a read-only connection cannot.
  const writer = await SqliteThread.start({ path, readonly: false })
  const reader = await SqliteThread.start({ path, readonly: true }).catch(async (error) => {
    await writer.close()
    throw error
  })
  return {
    read: (statements) => reader.call<unknown[][]>('read', [statements]),
    writing: { read: (statements) => writer.call<unknown[][]>('read', [statements]) },
    commit: (statements) => writer.call<CommitOutcome>('commit', [statements.map(ownBytes)]),
    execute: (sql, params) => writer.call<{ rows: unknown[]; touched: number }>('execute', [sql, params]),
    async close() {
      // The last connection to close folds the WAL into the file; that must be the one that may write.
      await reader.close()
      await writer.close()
    },
  }
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

class SqliteThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #failure: Error | null = null
  #isStarted = false
  #isClosing = false

  static async start(options: { path: string; readonly: boolean }): Promise<SqliteThread> {
    const thread = new SqliteThread(new Worker(workerUrl(), { workerData: options }))
    await new Promise((resolve, reject) => thread.#waiting.set(0, { resolve, reject }))
    thread.#isStarted = true
    return thread
  }

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (answer: { id: number; value?: unknown; error?: string }) => this.#settle(answer))
    worker.on('error', (cause) => this.#fail(new Error('The database thread failed', { cause })))
    worker.on('exit', () => this.#fail(new Error('The database thread has ended')))
  }

  call<T>(op: 'read' | 'commit' | 'execute' | 'close', args: readonly unknown[]): Promise<T> {
    if (this.#isClosing) return Promise.reject(new Error('The store is closed'))
    if (this.#failure) return Promise.reject(this.#failure)
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      // The thread answers `op` with what the connection's method of that name returns.
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject })
      this.#worker.postMessage({ id, op, args })
    })
  }

  async close(): Promise<void> {
    if (this.#isClosing || this.#failure) return
    const closed = this.call('close', [])
    this.#isClosing = true
    await closed
    await this.#worker.terminate()
  }

  #settle({ id, value, error }: { id: number; value?: unknown; error?: string }): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error === undefined) waiting?.resolve(value)
    else waiting?.reject(new Error(error))
  }

  #fail(error: Error): void {
    const isFirst = this.#failure === null
    this.#failure ??= error
    for (const { reject } of this.#waiting.values()) reject(this.#failure)
    this.#waiting.clear()
    // A server without its database serves nobody, and only a fresh process gets it back.
    if (this.#isStarted && isFirst && !this.#isClosing) throw this.#failure
  }
}

/**
 * The worker is plain JavaScript beside this file in the source. The build has it as an entry of its own,
 * `sqlite-worker.js`, beside the server's entry or one folder above the chunk that this code has landed in.
 */
function workerUrl(): URL {
  // The name is held apart from `new URL`, lest a bundler takes the file for an asset and moves it.
  for (const place of ['./sqlite-worker.js', '../sqlite-worker.js']) {
    const url = new URL(place, import.meta.url)
    if (existsSync(fileURLToPath(url))) return url
  }
  throw new Error(`sqlite-worker.js is not beside ${import.meta.url}: the build lacks its entry`)
}

/** A view is cloned with the whole buffer it looks into: a keystroke would carry the frame it came in. */
function ownBytes({ sql, runs, affects }: Statement): Statement {
  const own = runs.map((params) =>
    params.map((param) => (param instanceof Uint8Array && param.byteLength < param.buffer.byteLength ? new Uint8Array(param) : param)),
  )
  return { sql, runs: own, affects }
}
