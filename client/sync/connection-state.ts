import type { ConnectionState } from '../data/contract'
import type { EngineState } from './engine'

/** What the tabs are told of the connection. A try after one that failed is no news until it succeeds: it would flicker, and be read out. */
export function connectionState({ phase, attempt, progress }: EngineState): ConnectionState {
  switch (phase) {
    case 'greeting':
    case 'connecting':
      return { phase: attempt === 0 ? 'connecting' : 'offline' }
    case 'catching-up':
      return { phase, done: progress?.done ?? 0, total: progress?.total ?? null }
    default:
      return { phase }
  }
}
