import type { Link, ToLeader, ToTabs } from './link'

export interface Question<T> {
  readonly ask: ToLeader
  /** @returns undefined for what is not the answer to it. */
  answer(message: ToTabs): T | undefined
  /** Milliseconds after which nobody waits any longer. */
  readonly patienceMs: number
  readonly signal?: AbortSignal
}

/**
 * Asks whoever leads. That may be nobody yet, or somebody who is gone before the answer: who begins to lead is asked again.
 * @returns null when there came no answer.
 */
export function askLeader<T>(link: Link, { ask, answer, patienceMs, signal }: Question<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const finish = (found: T | null) => {
      clearTimeout(timer)
      stop()
      resolve(found)
    }
    const timer = setTimeout(() => finish(null), patienceMs)
    const stop = link.listen((message) => {
      if (message.t === 'leads') return link.send(ask)
      const found = answer(message)
      if (found !== undefined) finish(found)
    })
    signal?.addEventListener('abort', () => finish(null), { once: true })
    link.send(ask)
  })
}
