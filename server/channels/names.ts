import type { Id } from '#shared/domain/id'

/** Outside names of a channel, under which the store keeps our ids. */
export const peerDialogName = (channelId: Id, peerKey: string): string => `dialog:${channelId}:${peerKey}`
export const eventItemName = (channelId: Id, key: string): string => `event:${channelId}:${key}`
export const peerContactName = (channelId: Id, peerKey: string): string => `contact:${channelId}:${peerKey}`
