/** Files on their way to the server, one at a time, before the messages that carry them. */

import type { Id } from '#shared/domain/id'
import type { Vault, VaultFile } from '../data/vault'

/** Wait before a file is tried again after the network failed under it. */
const RETRY_MS = 3000

type Outcome = 'stored' | 'refused' | 'failed'

export class Uploads {
  readonly #vault: Vault
  readonly #onProgress: (file: Id, progress: number) => void
  readonly #onUploaded: () => void
  #request: XMLHttpRequest | null = null
  #isRunning = false
  #isStopped = true
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: { vault: Vault; onProgress: (file: Id, progress: number) => void; onUploaded: () => void }) {
    this.#vault = options.vault
    this.#onProgress = options.onProgress
    this.#onUploaded = options.onUploaded
  }

  run(): void {
    this.#isStopped = false
    if (this.#isRunning) return
    this.#isRunning = true
    void this.#drain().finally(() => {
      this.#isRunning = false
    })
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#request?.abort()
  }

  async #drain(): Promise<void> {
    for (let file = await this.#next(); file && !this.#isStopped; file = await this.#next()) {
      const outcome = await this.#put(file)
      if (outcome === 'failed') {
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => this.run(), RETRY_MS)
        return
      }
      // A refused file goes with its message to the server, which refuses the message and so tells the operator.
      await this.#vault.files.update(file.id, { isUploaded: true })
      this.#onUploaded()
    }
  }

  #next = async (): Promise<VaultFile | undefined> => (await this.#vault.files.toArray()).find(({ isUploaded }) => !isUploaded)

  #put({ id, name, mime, blob }: VaultFile): Promise<Outcome> {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest()
      this.#request = request
      request.open('PUT', `/api/blobs/${id}`)
      request.setRequestHeader('content-type', mime)
      request.setRequestHeader('x-file-name', encodeURIComponent(name))
      request.upload.onprogress = ({ loaded, total }) => this.#onProgress(id, total > 0 ? loaded / total : 0)
      request.onload = () => resolve(outcomeOf(request.status))
      request.onerror = () => resolve('failed')
      request.onabort = () => resolve('failed')
      request.send(blob)
    })
  }
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return 'stored'
  // Signed out, too busy, restarting: the file is as good as before.
  return status === 401 || status === 429 || status >= 500 ? 'failed' : 'refused'
}
