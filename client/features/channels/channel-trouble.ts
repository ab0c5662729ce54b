/** What is the matter with a channel, as somebody who answers in it must know. Pure. */
import type { Channel } from '#shared/domain/channel'

export type ChannelTrouble = 'paused' | 'auth' | 'down'

/** Null: what is written leaves at once. */
export function troubleOf(channel: Pick<Channel, 'isPaused' | 'health' | 'isSample'> | undefined): ChannelTrouble | null {
  if (!channel || channel.isSample) return null
  if (channel.isPaused) return 'paused'
  const state = channel.health?.state
  return state === 'auth' || state === 'down' ? state : null
}

/** Nobody has written, and it is not because nobody could. */
export const silenceOf = (channel: Channel): number | null => (troubleOf(channel) === null ? (channel.silentSince ?? null) : null)
