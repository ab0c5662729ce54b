/**
 * What a device has been sent and has not made durable yet.
 *
 * FLOW1 Beyond a bound nothing is added, so a device that cannot write is not flooded. FLOW2 A device that makes nothing
 * durable for too long is sent away: it may be frozen, and comes back when it can.
 */

/** Some sixteen frames: enough to keep a far device busy, and little enough for it to hold in memory. */
export const WINDOW_BYTES = 4 * 1024 * 1024
/** Longer than the slowest disk takes for one frame, and than a tab sleeps that is not frozen. Milliseconds. */
export const STALLED_MS = 120_000

export class Flow {
  readonly #clock: () => number
  /** Bytes of the frames that are not confirmed, in order. */
  readonly #open: number[] = []
  #openBytes = 0
  #confirmed = 0
  #movedAt = 0

  constructor(clock: () => number) {
    this.#clock = clock
  }

  sent(bytes: number): void {
    if (this.#open.length === 0) this.#movedAt = this.#clock()
    this.#open.push(bytes)
    this.#openBytes += bytes
  }

  /** @param frames made durable in this connection, all told. @returns false when these are more than were sent. */
  confirmed(frames: number): boolean {
    const news = frames - this.#confirmed
    if (news > this.#open.length) return false
    if (news <= 0) return true
    for (const bytes of this.#open.splice(0, news)) this.#openBytes -= bytes
    this.#confirmed = frames
    this.#movedAt = this.#clock()
    return true
  }

  get isFull(): boolean {
    return this.#openBytes > WINDOW_BYTES
  }

  get isStalled(): boolean {
    return this.#open.length > 0 && this.#clock() - this.#movedAt > STALLED_MS
  }
}
