/** Times in tenths of a millisecond, counted: a million of them cost no memory. */
const STEPS_PER_MS = 10
const MAX_MS = 20_000

export class Latencies {
  readonly #counts = new Uint32Array(MAX_MS * STEPS_PER_MS + 1)
  #count = 0

  get count(): number {
    return this.#count
  }

  add(ms: number, times = 1): void {
    const step = Math.max(0, Math.min(MAX_MS * STEPS_PER_MS, Math.round(ms * STEPS_PER_MS)))
    this.#counts[step] = (this.#counts[step] ?? 0) + times
    this.#count += times
  }

  /** @param share 0.99 for p99. @returns ms; 0 when nothing was counted. */
  at(share: number): number {
    let left = this.#count * share
    for (let step = 0; step < this.#counts.length; step += 1) {
      left -= this.#counts[step] ?? 0
      if (left <= 0) return step / STEPS_PER_MS
    }
    return MAX_MS
  }

  clear(): void {
    this.#counts.fill(0)
    this.#count = 0
  }
}
