/** Which adapter serves a channel. */
import type { Channel } from '#shared/domain/channel'
import type { Id } from '#shared/domain/id'
import type { ChannelAdapter } from './port'

/** Sample channels belong to the demonstration workspace: what is sent there is sent, and goes nowhere. */
const SAMPLE: Pick<ChannelAdapter, 'send' | 'amend'> = { send: async () => ({ outcome: 'sent' }), amend: async () => ({ outcome: 'sent' }) }

/** @param connected the connection of a channel that has an account. */
export function createAdapterRegistry(options: {
  channel: (id: Id) => Channel | undefined
  adapters: readonly ChannelAdapter[]
  connected?: (id: Id) => Omit<ChannelAdapter, 'kind'> | null
}): (channelId: Id) => Pick<ChannelAdapter, 'send' | 'amend' | 'operatorTyping'> | null {
  const byKind = new Map(options.adapters.map((adapter) => [adapter.kind, adapter]))
  return (channelId) => {
    const channel = options.channel(channelId)
    if (!channel) return null
    return channel.isSample ? SAMPLE : (byKind.get(channel.kind) ?? options.connected?.(channelId) ?? null)
  }
}
