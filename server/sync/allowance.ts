/** How much one connection may send: for what no device of ours does, not for what a busy one does. */

/** A store of so many that fills again at a rate. */
class Bucket {
  readonly #size: number
  readonly #perMs: number
  #left: number
  #at: number

  constructor({ burst, perSecond }: { burst: number; perSecond: number }, now: number) {
    this.#size = burst
    this.#perMs = perSecond / 1000
    this.#left = burst
    this.#at = now
  }

  take(amount: number, now: number): boolean {
    this.#left = Math.min(this.#size, this.#left + Math.max(0, now - this.#at) * this.#perMs) - amount
    this.#at = now
    return this.#left >= 0
  }
}

/** A vault of two weeks leaves at once; pages and searches are asked for by hand. */
export const ALLOWED = {
  /** Of every kind but those of documents, which come with each key that is pressed, and confirmations. */
  frames: { burst: 2000, perSecond: 200 },
  commands: { burst: 20_000, perSecond: 2000 },
  bytes: { burst: 128 * 1024 * 1024, perSecond: 32 * 1024 * 1024 },
} as const

/** A frame costs more than the bytes of it. */
const LEAST_FRAME_BYTES = 64
const UNCOUNTED: ReadonlySet<string> = new Set(['DOC', 'DOC_PUSH', 'ACK'])

export interface Allowance {
  /** @returns false when the connection has sent too much. */
  takes(frame: { readonly name: string; readonly bytes: number; readonly commands: number }): boolean
}

export function makeAllowance(clock: () => number): Allowance {
  const now = clock()
  const frames = new Bucket(ALLOWED.frames, now)
  const commands = new Bucket(ALLOWED.commands, now)
  const bytes = new Bucket(ALLOWED.bytes, now)
  return {
    takes(frame) {
      const at = clock()
      const isLight = bytes.take(Math.max(frame.bytes, LEAST_FRAME_BYTES), at)
      return isLight && (UNCOUNTED.has(frame.name) || (frames.take(1, at) && commands.take(frame.commands, at)))
    },
  }
}
