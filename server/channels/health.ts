/** How connected channels stand: known here at once, told to devices when it has lasted. */
import type { ChannelHealth, ChannelProblem, ChannelState } from '#shared/domain/channel-health'
import type { Id } from '#shared/domain/id'
import { change } from '#shared/domain/row'
import type { Committer } from '../commands/committer'
import type { Log } from '../log'

/** A line that is back within this has bothered nobody; good news is told at once. */
const SETTLE_MS = 3_000

export interface HealthKeeper {
  report(channelId: Id, state: ChannelState, problem?: ChannelProblem): void
  of(channelId: Id): ChannelHealth | null
  /** Sending makes sense. */
  isUsable(channelId: Id): boolean
  close(): void
}

export function createHealthKeeper({ committer, clock, log }: { committer: Committer; clock: () => number; log: Log }): HealthKeeper {
  const known = new Map<Id, ChannelHealth>()
  const timers = new Map<Id, NodeJS.Timeout>()

  function tell(channelId: Id): void {
    clearTimeout(timers.get(channelId))
    timers.delete(channelId)
    const health = known.get(channelId)
    if (!health) return
    const telling = committer.submit({
      refs: () => [],
      run(ledger) {
        const channel = ledger.get('channel', channelId)
        const told = channel?.health
        if (!channel || (told?.state === health.state && told.problem === health.problem)) return
        ledger.put([change('channel', { ...channel, health })])
      },
    })
    telling.catch((error: unknown) => log.error('channel.health-failed', error, { channel: channelId }))
  }

  return {
    report(channelId, state, problem) {
      const before = known.get(channelId)
      const health: ChannelHealth = { state, problem: problem ?? null, at: clock() }
      if (before?.state === state && before.problem === health.problem) return
      known.set(channelId, health)
      log.info('channel.state', { channel: channelId, state, problem: health.problem })
      if (state === 'connected') return tell(channelId)
      if (!timers.has(channelId))
        timers.set(
          channelId,
          setTimeout(() => tell(channelId), SETTLE_MS),
        )
    },
    of: (channelId) => known.get(channelId) ?? null,
    isUsable(channelId) {
      const state = known.get(channelId)?.state
      return state === 'connected' || state === 'limited'
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
