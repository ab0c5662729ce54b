/**
 * Files on their way to the server, one at a time and in parts, before the messages that carry them.
 *
 * UPL4 A cut costs the part that was under way: whoever comes back, after a restart of the browser too, asks where the
 * server stands and goes on there. UPL5 A file that pauses, or waits for its turn again, holds up no other. UPL6 A file
 * that the server will never take, or that cannot be read here any more, ends the replies that carry it, visibly.
 */
import { MAX_CHUNK_BYTES, type UploadPlace } from '#shared/domain/attachment'
import type { Id } from '#shared/domain/id'
import type { Vault, VaultFile } from '../data/vault'

/** Wait before a file is tried again after the network failed under it. */
const RETRY_MS = 3000
const FIRST_CHUNK_BYTES = 256 * 1024
const MIN_CHUNK_BYTES = 32 * 1024

export type UploadAnswer =
  | { readonly ok: true; readonly place: UploadPlace }
  /** `refused` is final. */
  | { readonly ok: false; readonly reason: 'failed' | 'refused' }

/** The server, as uploads need it. */
export interface UploadPort {
  where(id: Id, signal: AbortSignal): Promise<UploadAnswer>
  append(file: VaultFile, part: { from: number; to: number }, signal: AbortSignal): Promise<UploadAnswer>
}

export interface UploadOptions {
  readonly vault: Vault
  readonly port: UploadPort
  readonly now: () => number
  readonly onProgress: (file: Id, progress: number) => void
  /** A file is with the server, or will never be: what waited for it may move. */
  readonly onSettled: () => void
}

export class Uploads {
  readonly #options: UploadOptions
  #current: { readonly id: Id; readonly abort: AbortController } | null = null
  #isRunning = false
  /** Somebody has asked since the run began: its last look may have been before. */
  #isAsked = false
  #isStopped = true
  #hasTidied = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: UploadOptions) {
    this.#options = options
  }

  /** Begins, or looks again: a file was added, paused or taken away. */
  run(): void {
    this.#isStopped = false
    clearTimeout(this.#timer)
    if (this.#isRunning) {
      this.#isAsked = true
      void this.#dropUnwanted()
      return
    }
    this.#isRunning = true
    this.#isAsked = false
    this.#drain()
      // Storage that fails now may not in a while.
      .catch(() => this.#runLater())
      .finally(() => {
        this.#isRunning = false
        if (this.#isAsked && !this.#isStopped) this.run()
      })
  }

  #runLater(): void {
    if (!this.#isStopped) this.#timer = setTimeout(() => this.run(), RETRY_MS)
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#current?.abort.abort()
  }

  async #drain(): Promise<void> {
    if (!this.#hasTidied) await dropStrays(this.#options.vault, this.#options.now())
    this.#hasTidied = true
    for (let file = await this.#next(); file && !this.#isStopped; file = await this.#next()) {
      const outcome = await this.#send(file)
      if (outcome === 'failed') {
        this.#runLater()
        return
      }
      if (outcome === 'stored') await this.#options.vault.files.update(file.id, { isUploaded: true })
      if (outcome === 'refused') await refuse(this.#options.vault, file.id)
      if (outcome !== 'unwanted') this.#options.onSettled()
    }
  }

  #next = async (): Promise<VaultFile | undefined> =>
    (await this.#options.vault.files.toArray()).filter(isToSend).sort((a, b) => a.at - b.at)[0]

  async #dropUnwanted(): Promise<void> {
    const current = this.#current
    if (!current) return
    const file = await this.#options.vault.files.get(current.id)
    if (!file || !isToSend(file)) current.abort.abort()
  }

  async #send(file: VaultFile): Promise<'stored' | 'refused' | 'failed' | 'unwanted'> {
    const { port, now, onProgress } = this.#options
    const abort = new AbortController()
    this.#current = { id: file.id, abort }
    const { size } = file.blob
    let answer = await port.where(file.id, abort.signal)
    for (let chunk = FIRST_CHUNK_BYTES; answer.ok && !answer.place.isStored && !abort.signal.aborted; ) {
      const part = partAt(answer.place.offset, size, chunk)
      onProgress(file.id, part.from / size)
      const startedAt = now()
      answer = await port.append(file, part, abort.signal)
      chunk = nextChunk(chunk, now() - startedAt)
    }
    this.#current = null
    if (abort.signal.aborted) return this.#isStopped ? 'failed' : 'unwanted'
    if (!answer.ok) return answer.reason
    onProgress(file.id, 1)
    return 'stored'
  }
}

const isToSend = ({ isUploaded, isPaused, isRefused }: VaultFile): boolean => !isUploaded && !isPaused && !isRefused

/** The next part. All bytes being there and the file not, its last byte is said again, which finishes it. */
export function partAt(offset: number, size: number, chunk: number): { from: number; to: number } {
  const from = Math.min(offset, size - 1)
  return { from, to: Math.min(from + chunk, size) }
}

/** Parts that take about a second or two: small enough to lose, large enough to be worth a request. */
export function nextChunk(bytes: number, tookMs: number): number {
  if (tookMs < 1000) return Math.min(bytes * 2, MAX_CHUNK_BYTES)
  return tookMs > 4000 ? Math.max(bytes / 2, MIN_CHUNK_BYTES) : bytes
}

/** A file is stored together with what names it, or a moment before; this old and unnamed, nothing will ever ask for it. */
const STRAY_MS = 24 * 3600_000

/** UPL7 Files that no command names are not kept for ever. */
async function dropStrays(vault: Vault, now: number): Promise<void> {
  await vault.transaction('rw', vault.files, vault.outbox, async () => {
    const named = new Set((await vault.outbox.toArray()).flatMap(({ files }) => files))
    await vault.files.filter(({ id, at }) => !named.has(id) && at < now - STRAY_MS).delete()
  })
}

/**
 * The replies that wait for it come back to their author, together with the word that it will not be taken. A draft waits
 * on: its author sees the file there and takes it out.
 */
async function refuse(vault: Vault, id: Id): Promise<void> {
  await vault.transaction('rw', vault.files, vault.outbox, async () => {
    await vault.files.update(id, { isRefused: true })
    await vault.outbox
      .where('state')
      .equals('waiting')
      .and(({ type, files }) => type !== 'draft.attach' && files.includes(id))
      .modify({ state: 'refused', code: 'file-refused' })
  })
}
