/** Looks now and then whether a provider of SMS answers, and says how it stands. */
import type { Check, ConnectionServices } from '../connector'
import { pause } from '../pause'
import type { SendResult } from '../port'
import type { Called } from './http-call'

/** Between looks, and after the first one that failed. */
export interface LookTimes {
  readonly lookMs: number
  readonly againMs: number
}
export const LOOK_TIMES: LookTimes = { lookMs: 60_000, againMs: 2_000 }

export interface Watch {
  /** What an SMS finds out first, everybody is told; a look says when it is over. */
  heard(called: Called, result: SendResult): void
  stop(): Promise<void>
}

export function startWatch(
  check: (signal: AbortSignal) => Promise<Check>,
  { signal, report, times }: Pick<ConnectionServices, 'signal' | 'report'> & { readonly times: LookTimes },
): Watch {
  const end = new AbortController()
  const ended = AbortSignal.any([signal, end.signal])
  let wake = new AbortController()

  async function run(): Promise<void> {
    for (let failures = 0; !ended.aborted; ) {
      wake = new AbortController()
      const found = await check(ended)
      if (ended.aborted) return
      if (found.ok) report('connected')
      else report(found.problem === 'wrong-credentials' ? 'auth' : 'down', found.problem)
      failures = found.ok ? 0 : failures + 1
      const waitMs = found.ok ? times.lookMs : Math.min(times.againMs * 2 ** (failures - 1), times.lookMs)
      await pause(waitMs, AbortSignal.any([ended, wake.signal]))
      // A provider that answers a look and refuses every SMS is not asked without a breath in between.
      if (wake.signal.aborted) await pause(times.againMs, ended)
    }
  }

  const running = run()
  return {
    heard(called, result) {
      if (called.is === 'not-sent') {
        report('down', called.problem)
        // Before the next look is due, yet not at once.
        wake.abort()
      } else if (result.outcome === 'wait' && result.reason === 'wrong-credentials') report('auth', 'wrong-credentials')
    },
    async stop() {
      end.abort()
      await running
    },
  }
}
