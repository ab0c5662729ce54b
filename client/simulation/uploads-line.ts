/** The way of files to the server: each request is answered, or fails, when the scheduler says so. */
import type { Id } from '#shared/domain/id'
import type { UploadAnswer, UploadPort } from '../sync/uploads'
import type { Chance } from './random'
import type { SimulatedServer } from './server'

interface Asked {
  readonly id: Id
  readonly bytes: number
  readonly isPart: boolean
  readonly signal: AbortSignal
  answer(answer: UploadAnswer): void
}

const FAILED: UploadAnswer = { ok: false, reason: 'failed' }

export class UploadsLine implements UploadPort {
  readonly #options: { readonly operatorId: Id; readonly now: () => number; readonly chance: Chance }
  #asked: Asked[] = []

  constructor(options: { operatorId: Id; now: () => number; chance: Chance }) {
    this.#options = options
  }

  where = (id: Id, signal: AbortSignal): Promise<UploadAnswer> =>
    new Promise((answer) => this.#asked.push({ id, bytes: 0, isPart: false, signal, answer }))

  append: UploadPort['append'] = ({ id, blob }, _part, signal) =>
    new Promise((answer) => this.#asked.push({ id, bytes: blob.size, isPart: true, signal, answer }))

  /** Files here are of one byte: one part is the whole. @returns false when nothing was asked. */
  async answer(server: SimulatedServer | null): Promise<boolean> {
    const asked = this.#asked.shift()
    if (!asked) return false
    if (!server || asked.signal.aborted || this.#options.chance.oneIn(6)) asked.answer(FAILED)
    else await this.#store(asked, server).then(asked.answer, () => asked.answer(FAILED))
    return true
  }

  async #store({ id, bytes, isPart }: Asked, { store: { blobs } }: SimulatedServer): Promise<UploadAnswer> {
    const { operatorId, now } = this.#options
    const owner = { kind: 'operator', id: operatorId } as const
    const file = { id, owner, dialogId: null, name: 'p.png', mime: 'image/png', size: bytes, sha256: id, createdAt: now() }
    const isStored = isPart ? await blobs.add(file) : (await blobs.get(id)) !== null
    return { ok: true, place: { offset: isStored ? bytes : 0, isStored } }
  }
}
